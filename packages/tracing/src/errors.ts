// The errors that this package throws. All of them are thrown at start-up, none during a request.

/** An option of {@link startTracing}, or an environment variable in its place, has a value that cannot be used. */
export class TracingOptionsError extends TypeError {
  override readonly name = 'TracingOptionsError';
  /** Stable code to test for. */
  readonly code = 'ERR_OPTION';
}

/** {@link startTracing} was asked to register globally while another one is registered. */
export class TracingStartedError extends Error {
  override readonly name = 'TracingStartedError';
  /** Stable code to test for. */
  readonly code = 'ERR_STARTED';

  constructor() {
    super('startTracing with `registerGlobally` was called again before shutdown: share the first telemetry');
  }
}
