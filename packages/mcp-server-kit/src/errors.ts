// The errors that the kit's users see or throw.

/** Why a {@link PublicError} was thrown; a stable word that logs, metrics and audit records carry. */
export type PublicErrorCode =
  | 'invalid_argument'
  | 'not_found'
  | 'forbidden'
  | 'limited'
  | 'timeout'
  | 'too_large'
  | 'unavailable';

/**
 * A failure that the caller can act on. Its sentence reaches the client (sanitised); any other error that a
 * handler throws is replaced by an opaque message with an error id.
 *
 * For a tool it becomes a result with `isError: true`, so that the model reads it and can try again; for a
 * resource or a prompt it becomes a JSON-RPC error.
 */
export class PublicError extends Error {
  override readonly name = 'PublicError';
  /** The stable word for the kind of failure. */
  readonly code: PublicErrorCode;
  /** How long to wait before trying again, in milliseconds, where that is known. */
  readonly retryAfterMs: number | undefined;

  /**
   * @param code - The kind of failure.
   * @param message - One sentence for the model or the person: what is wrong and what to do.
   * @param options - `cause` is logged, never sent; `retryAfterMs` is sent with rate limits.
   */
  constructor(
    code: PublicErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/**
 * Makes the error for something that does not exist.
 * @param message - Says what was not found and how to find what is there.
 */
export function notFound(message: string): PublicError {
  return new PublicError('not_found', message);
}

/**
 * Makes the error for an argument that the schema alone could not refuse.
 * @param message - Says which argument is wrong and what is allowed.
 */
export function invalidArgument(message: string): PublicError {
  return new PublicError('invalid_argument', message);
}

/** A definition or an option that cannot work; thrown when it is made, never while a request is served. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  /** Stable code to test for. */
  readonly code = 'ERR_DEFINITION';
}
