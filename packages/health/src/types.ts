// The public vocabulary of the package. Words and media type follow draft-inadarei-api-health-check-06.

/** `pass`: fit to work. `warn`: fit, with something amiss. `fail`: not fit. */
export type HealthStatus = 'pass' | 'warn' | 'fail';

/** One question about a dependency. */
export interface HealthCheck {
  /** Letters, digits and `. _ -`, 1 to 64 of them. It shows in the answer. */
  name: string;
  /**
   * Asks. Any value it returns or resolves to is a pass; anything it throws or rejects with is a failure.
   * The signal aborts when the time is up; what does not heed it goes on unobserved.
   */
  check: (signal: AbortSignal) => unknown | Promise<unknown>;
  /** Whether a failure makes the whole not ready. Default true; false makes it a warning. */
  critical?: boolean;
  /** Milliseconds after which the check has failed, 1 to 2,147,483,647. Default 1000. */
  timeoutMs?: number;
}

/** The outcome of one check. No error texts, host names or versions. */
export interface CheckReport {
  /** `warn` is a failure of a check that is not critical. */
  status: HealthStatus;
  /** How long it took. */
  observedValue: number;
  observedUnit: 'ms';
  /** When it ended, in ISO 8601. */
  time: string;
}

/** What the endpoints answer with, as JSON. */
export interface HealthReport {
  status: HealthStatus;
  /** By `<name>:responseTime`. Absent when no check was asked. */
  checks?: Record<string, CheckReport[]>;
}

/** Options of `createHealth`. */
export interface HealthOptions {
  /** What readiness depends on. Default none. */
  checks?: readonly HealthCheck[];
  /** The time in milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /** Told why a check failed, since the answer does not say so. What it throws is dropped. Default none. */
  onCheckError?: (name: string, error: unknown) => void;
}

/** The part of a node:http request that is used. */
export interface RequestLike {
  method?: string | undefined;
  url?: string | undefined;
}

/** The part of a node:http response that is used. */
export interface ResponseLike {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/** The health of one process. */
export interface Health {
  /** Whether the process runs. Asks no dependency: a shared outage must not restart every replica. */
  live(): HealthReport;
  /** Whether the process should get requests. Calls that overlap share one run of the checks. Never rejects. */
  ready(): Promise<HealthReport>;
  /**
   * Says whether the process is set up. A new one is ready; call it with false first when starting takes time.
   * Without effect once draining.
   */
  setReady(ready: boolean): void;
  /** Makes readiness fail for good, while liveness still passes. */
  startDraining(): void;
  /**
   * Answers `GET` and `HEAD` on `/health`, `/livez` (liveness), `/ready` and `/readyz` (readiness): 200 for pass and warn,
   * 503 for fail, 405 for other methods.
   * @returns false, with the response untouched, when the path is none of these.
   */
  handle(request: RequestLike, response: ResponseLike): boolean;
}
