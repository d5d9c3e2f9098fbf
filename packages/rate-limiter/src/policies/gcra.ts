// The policy of the generic cell rate algorithm, held to a limit in every window.
import { optionError, positiveInteger, show } from '../check.ts';
import { MAX_LIMIT, MAX_MS, makePolicy, type Policy, type RatePolicyOptions } from './policy.ts';

/** Options of {@link gcra}. */
export interface GcraOptions extends RatePolicyOptions {
  /** The most units in any window: an integer from 2 to 10^12. */
  limit: number;
  /** The window in milliseconds: a positive integer up to 366 days. */
  windowMs: number;
  /** The most units at once: a positive integer below `limit`. Default: half of `limit`. */
  burst?: number;
  /** Units that come back each second, above 0. Default: what `burst` leaves, `(limit - burst) / window`. */
  ratePerSecond?: number;
}

/**
 * A limit that takes a few bytes a key whatever its size: `burst` units at once, and they come back at a steady rate.
 * Never more than `limit` units in any window `[t, t + windowMs)`. That holds because
 * `burst + rate x window <= limit`; a token bucket with a burst of `limit` would admit almost twice the limit.
 * @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range, or for a burst and a rate that together
 *   admit more than `limit`.
 */
export function gcra(options: GcraOptions): Policy {
  const limit = positiveInteger('limit', options.limit, MAX_LIMIT);
  const windowMs = positiveInteger('windowMs', options.windowMs, MAX_MS);
  if (limit < 2) throw optionError('Expected `limit` to be 2 or more, got 1: use slidingWindow() for 1');
  const burst = positiveInteger('burst', options.burst ?? Math.floor(limit / 2));
  if (burst >= limit) throw tooMuch(limit, `\`burst\` is ${burst}, which leaves nothing to come back`);
  const rest = (limit - burst) / windowMs;
  const { ratePerSecond = rest * 1000 } = options;
  if (!Number.isFinite(ratePerSecond) || ratePerSecond <= 0) {
    throw optionError(`Expected \`ratePerSecond\` to be a number above 0, got ${show(ratePerSecond)}`);
  }
  // A decimal rate may come out a little above what it stands for.
  if ((ratePerSecond * windowMs) / 1000 > (limit - burst) * (1 + 1e-12)) {
    throw tooMuch(limit, `${burst} + ${ratePerSecond} x ${windowMs / 1000} is more`);
  }
  const ratePerMs = Math.min(rest, ratePerSecond / 1000);
  return makePolicy(options, { kind: 'gcra', limit, windowMs, burst, ratePerMs });
}

function tooMuch(limit: number, why: string) {
  return optionError(`Expected \`burst\` + rate x window to be at most \`limit\` (${limit}), but ${why}`);
}
