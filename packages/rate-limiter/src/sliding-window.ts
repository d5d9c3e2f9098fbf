// The policy of an exact sliding window.
import { positiveInteger } from './check.ts';
import { RateLimiterError } from './errors.ts';
import type { Policy } from './types.ts';

/** Options of `slidingWindow`. */
export interface SlidingWindowOptions {
  /** Letters, digits and `. _ : / -`, 1 to 64 of them. Default `<limit>-per-<windowMs>ms`. */
  name?: string;
  /** Most units in any window: a positive integer. */
  limit: number;
  /** Length of the window in milliseconds: a positive integer. */
  windowMs: number;
}

const NAME = /^[A-Za-z0-9._:/-]{1,64}$/;

/**
 * An exact limit: never more than `limit` units in any half-open window `[t, t + windowMs)`, wherever it starts.
 * A key needs at most 16 bytes for each unit of `limit`, and less while it is used less.
 * @throws {RateLimiterError} `ERR_OPTION` when an option is out of range.
 */
export function slidingWindow(options: SlidingWindowOptions): Policy {
  const limit = positiveInteger('limit', options.limit);
  const windowMs = positiveInteger('windowMs', options.windowMs);
  const name = options.name ?? `${limit}-per-${windowMs}ms`;
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new RateLimiterError(
      'ERR_OPTION',
      'Expected `name` to be 1 to 64 letters, digits or any of . _ : / -',
    );
  }
  return Object.freeze({ kind: 'sliding-window', name, limit, windowMs });
}
