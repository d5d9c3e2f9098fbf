// The public vocabulary of the package.

/** A rule about how much one key may do. Plain data, made by a function such as `slidingWindow`. */
export interface Policy {
  /** Which algorithm applies. */
  readonly kind: 'sliding-window';
  /** Says in a decision which policy it is about. */
  readonly name: string;
  /** Most units in any window. */
  readonly limit: number;
  /** Length of the window in milliseconds. */
  readonly windowMs: number;
}

/** Options of `createRateLimiter`. */
export interface RateLimiterOptions {
  /** The policies that every call is charged to, one or more, with different names. */
  policies: readonly Policy[];
  /** Most keys that are remembered; beyond it the key that was idle longest is forgotten. Default 100,000. */
  maxKeys?: number;
  /** Longest key that is accepted, in UTF-16 code units. Default 512. */
  maxKeyChars?: number;
  /** The time in milliseconds. Default `performance.now()`, which no change of the wall clock affects. */
  clock?: () => number;
}

/** Options of one decision. */
export interface DecideOptions {
  /** Units to charge, a positive integer. Default 1. */
  cost?: number;
}

/** The answer to one call. */
export interface Decision {
  /** Whether the call may go on. */
  readonly allowed: boolean;
  /** The policy that the numbers are about: the one that refuses longest, or else the one with least left. */
  readonly policy: string;
  /** The limit of that policy. */
  readonly limit: number;
  /** Units left under that policy after this call. */
  readonly remaining: number;
  /** Milliseconds until the same call would be allowed, if nothing else is charged; 0 when it is allowed. */
  readonly retryAfterMs: number;
  /** Milliseconds until the whole limit is free again, if nothing else is charged. */
  readonly resetMs: number;
  /** Whether the answer came from a fallback. Always false in memory. */
  readonly degraded: false;
}

/** Decides, per key, whether a call may go on. */
export interface RateLimiter {
  /**
   * Charges a call to all policies, or to none when one of them refuses.
   * @param key Who is charged: 1 to `maxKeyChars` characters.
   * @param options `cost`: units to charge, default 1.
   * @returns A value, also when the call is limited.
   * @throws {RateLimiterError} `ERR_KEY` for an empty or overlong key; `ERR_COST` for a cost that is not a positive
   *   integer; `ERR_COST_ABOVE_LIMIT` for a cost that no waiting would make possible. Nothing is charged then.
   */
  decide(key: string, options?: DecideOptions): Decision;
}
