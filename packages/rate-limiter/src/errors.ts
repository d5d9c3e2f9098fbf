// What the package throws. Being limited is never among it: that is a Decision.

/** Stable codes of {@link RateLimiterError}. */
export type RateLimiterErrorCode = 'ERR_OPTION' | 'ERR_KEY' | 'ERR_COST' | 'ERR_USE';

/** A mistake in the calling program. Nothing has been charged when it is thrown. */
export class RateLimiterError extends Error {
  override readonly name = 'RateLimiterError';
  /** `ERR_OPTION`: an option; `ERR_KEY`: a key; `ERR_COST`: a cost; `ERR_USE`: a method that the policies rule out. */
  readonly code: RateLimiterErrorCode;

  constructor(code: RateLimiterErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
