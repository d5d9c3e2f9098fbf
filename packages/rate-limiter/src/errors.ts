// What the package throws. Being limited is never among it: that is a Decision.

/** Stable codes of `RateLimiterError`. */
export type RateLimiterErrorCode = 'ERR_OPTION' | 'ERR_KEY' | 'ERR_COST' | 'ERR_COST_ABOVE_LIMIT';

/** A mistake in the calling program: a bad option, key or cost. */
export class RateLimiterError extends Error {
  override readonly name = 'RateLimiterError';
  /** `ERR_OPTION`, `ERR_KEY`, `ERR_COST`, or `ERR_COST_ABOVE_LIMIT` when no amount of waiting could help. */
  readonly code: RateLimiterErrorCode;

  constructor(code: RateLimiterErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
