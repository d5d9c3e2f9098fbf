// Checks shared by the options of this package.
import { RateLimiterError } from './errors.ts';

/** The value, if it is a positive integer. */
export function positiveInteger(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RateLimiterError(
    'ERR_OPTION',
    `Expected \`${name}\` to be a positive integer, got ${String(value)}`,
  );
}
