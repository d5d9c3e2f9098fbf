// Options that the rate limiter checks, in the kit's words.
import { RateLimiterError } from '@portcullis/rate-limiter';
import { DefinitionError } from './errors.ts';

/**
 * Gives what `make` makes.
 * @param prefix - Stands before the message: the option of the kit that is meant, if the limiter does not name it.
 * @throws {DefinitionError} for an option that the limiter refuses; whatever else `make` throws.
 */
export function checkedByLimiter<T>(make: () => T, prefix = ''): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RateLimiterError) throw new DefinitionError(`${prefix}${error.message}`);
    throw error;
  }
}
