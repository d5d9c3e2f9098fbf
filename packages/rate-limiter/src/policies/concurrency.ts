// The policy of how many calls of a key may run at a time.
import { positiveInteger } from '../check.ts';
import { MAX_LIMIT, MAX_MS, makePolicy, type Policy, type PolicyOptions } from './policy.ts';

/** Options of {@link concurrency}. */
export interface ConcurrencyOptions extends PolicyOptions {
  /** The most calls at a time: a positive integer up to 10^12. */
  limit: number;
  /** How long a call counts that never ends, in milliseconds: a positive integer up to 366 days. Default 60,000. */
  leaseMs?: number;
}

/**
 * At most `limit` calls of a key at a time, each from `acquire` to `release`. A call that is never released, because
 * its process died, stops counting after `leaseMs`; one that runs longer than that is no longer counted.
 * @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range.
 */
export function concurrency(options: ConcurrencyOptions): Policy {
  const limit = positiveInteger('limit', options.limit, MAX_LIMIT);
  const windowMs = positiveInteger('leaseMs', options.leaseMs ?? 60_000, MAX_MS);
  const { name, per, shadow } = options;
  return makePolicy(
    { name, per, shadow },
    { kind: 'concurrency', limit, windowMs, burst: limit, ratePerMs: 0 },
  );
}
