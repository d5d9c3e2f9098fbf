// The policy of an exact sliding window: every charge is remembered until it has left the window.
import { positiveInteger } from '../check.ts';
import { MAX_LIMIT, MAX_MS, makePolicy, type Policy, type RatePolicyOptions } from './policy.ts';

/** Options of {@link slidingWindow}. */
export interface SlidingWindowOptions extends RatePolicyOptions {
  /** The most units in any window: a positive integer up to 10^12. */
  limit: number;
  /** The window in milliseconds: a positive integer up to 366 days. */
  windowMs: number;
}

/**
 * An exact limit: never more than `limit` units in any half-open window `[t, t + windowMs)`, wherever it starts, and
 * never fewer than a log of all calls would admit. Takes 24 bytes for each charge in the window, so at most
 * `24 x limit` bytes a key; {@link gcra} takes the same few bytes whatever the limit.
 * @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range.
 */
export function slidingWindow(options: SlidingWindowOptions): Policy {
  const limit = positiveInteger('limit', options.limit, MAX_LIMIT);
  const windowMs = positiveInteger('windowMs', options.windowMs, MAX_MS);
  return makePolicy(options, { kind: 'sliding-window', limit, windowMs, burst: limit, ratePerMs: 0 });
}
