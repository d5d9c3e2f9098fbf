// The errors that this package throws. All of them are thrown at start-up, none during a request.

/** An option of {@link startTracing}, or an environment variable in its place, has a value that cannot be used. */
export class TracingOptionsError extends TypeError {
  override readonly name = 'TracingOptionsError';
  /** Stable code to test for. */
  readonly code = 'TRACING_OPTIONS';
}
