// The public vocabulary of the package.
import type { Policy } from './policies/policy.ts';

/** Whose call it is: one key, or one for each `per` of the policies, such as `{ tenant: 'acme', key: 'ada' }`. */
export type Keys = string | Readonly<Record<string, string>>;

/** The answer to one call. */
export interface Decision {
  /** Whether the call may go on. */
  readonly allowed: boolean;
  /**
   * The policy that the numbers are about: the one that refuses longest, or else the one with least left.
   * `store-failure` when the store failed and `onStoreFailure` is `allow` or `deny`.
   */
  readonly policy: string;
  /** The limit of that policy; 0 for `store-failure`. */
  readonly limit: number;
  /** Units that could be charged under that policy after this call, at once; never below 0. */
  readonly remaining: number;
  /**
   * Milliseconds until the same call would be allowed, if nothing else is charged; 0 when it is allowed. `Infinity`:
   * never, because its cost is above what the policy ever admits at once. `probeMs` where only the local share of a
   * limit is too small for it: a guess at when the store is back.
   */
  readonly retryAfterMs: number;
  /** Milliseconds until nothing is charged under that policy any more, if nothing else is. */
  readonly resetMs: number;
  /** Whether the store failed and this is what `onStoreFailure` says. Always `false` in memory. */
  readonly degraded: boolean;
}

/** One call that runs, or was refused. */
export interface Lease extends Decision {
  /** Ends the call; once is enough, and further times do nothing. */
  release(): void;
  [Symbol.dispose](): void;
}

/** One call that runs, or was refused, counted in a store. */
export interface SharedLease extends Decision {
  /**
   * Ends the call; once is enough. Never rejects: a store that fails hears of it later, and it ends after `leaseMs`
   * anyway.
   */
  release(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Options of one decision. */
export interface DecideOptions {
  /** Units to charge, such as calls, tokens or bytes: a positive integer. Default 1. */
  cost?: number;
}

/** Options of `penalize` and `reward`. */
export interface AdjustOptions {
  /** The one policy that is meant. Default: all that count units. */
  policy?: string;
}

/** What has been kept in this process's memory. */
export interface Usage {
  /** Rows: keys, counted once for each policy. */
  readonly keys: number;
  /** Bytes allocated for them. */
  readonly bytes: number;
}

/** Decides, per key and policy, whether a call may go on. Its functions need no `this`. */
export interface RateLimiter {
  /** The policies, as they were given. */
  readonly policies: readonly Policy[];
  /**
   * Charges a call to all policies, or to none when one of them refuses.
   * @param keys One key, or one for each `per` of the policies; each has 1 to `maxKeyChars` characters.
   * @param options `cost`: units to charge, default 1.
   * @returns A value, also when the call is limited.
   * @throws {RateLimiterError} `ERR_KEY` or `ERR_COST` when they are not as said; `ERR_USE` when a policy is
   *   `concurrency`: such a call has an end, so it is made with `acquire`.
   */
  decide(keys: Keys, options?: DecideOptions): Decision;
  /**
   * Decides as `decide` does, and counts the call as running until it is released:
   * `using lease = limiter.acquire(key); if (!lease.allowed) …`.
   * @throws {RateLimiterError} As `decide`.
   */
  acquire(keys: Keys, options?: DecideOptions): Lease;
  /**
   * Charges units whether they are left or not, for example after a failed login.
   * @throws {RateLimiterError} As `decide`; `ERR_OPTION` for a policy that there is not.
   */
  penalize(keys: Keys, units: number, options?: AdjustOptions): void;
  /**
   * Gives units back, the newest first and never more than were charged, for example when a call turned out to be free.
   * @throws {RateLimiterError} As `penalize`.
   */
  reward(keys: Keys, units: number, options?: AdjustOptions): void;
  /**
   * Forgets what was charged to the keys, and that they are denied. Leases go on.
   * @throws {RateLimiterError} As `decide`.
   */
  forget(keys: Keys): void;
  /** How much memory the limiter takes. */
  usage(): Usage;
}

/** A {@link RateLimiter} whose numbers are in a store: the same functions, with promises. They reject only for what those throw. */
export interface SharedRateLimiter {
  readonly policies: readonly Policy[];
  decide(keys: Keys, options?: DecideOptions): Promise<Decision>;
  acquire(keys: Keys, options?: DecideOptions): Promise<SharedLease>;
  /** While the store fails, only this process hears of it. */
  penalize(keys: Keys, units: number, options?: AdjustOptions): Promise<void>;
  /** While the store fails, only this process hears of it. */
  reward(keys: Keys, units: number, options?: AdjustOptions): Promise<void>;
  /** While the store fails, only this process hears of it. */
  forget(keys: Keys): Promise<void>;
  /** How much memory the local fallback takes. */
  usage(): Usage;
}

/** What happens to a call while the store does not answer. */
export type StoreFailureMode = 'local' | 'allow' | 'deny';

/** What became of a call under one policy. */
export type Outcome = 'allowed' | 'refused' | 'denied' | 'shadow-refused';

/**
 * Hears what the limiter does. Every value that could be a label is one of few; what a hook throws or rejects with is
 * ignored.
 */
export interface RateLimiterMetrics {
  /** One call under one policy. `policy` is one of the policies' names, or `store-failure`. */
  decision?(policy: string, outcome: Outcome): void;
  /** One question to the store. */
  store?(outcome: 'ok' | 'timeout' | 'error', durationMs: number, error?: unknown): void;
  /** The store is not asked any more (`true`, 0), or is again (`false`, how long it was not). */
  degraded?(isDegraded: boolean, durationMs: number): void;
}
