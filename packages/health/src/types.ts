// The public vocabulary of health. Words and media type follow draft-inadarei-api-health-check-06.

/** `pass`: fit to work. `warn`: fit, with something amiss. `fail`: not fit. */
export type HealthStatus = 'pass' | 'warn' | 'fail';

/** One question about a dependency or a resource. */
export interface HealthCheck {
  /** Letters, digits and `. _ -`, 1 to 64 of them. It shows in full reports. */
  name: string;
  /**
   * Asks. Anything it throws or rejects with is a failure, a {@link Measurement} that it gives is reported, any other
   * value is a pass. The signal aborts when the time is up; what does not heed it goes on unobserved.
   */
  check: (signal: AbortSignal) => unknown;
  /** Whether a failure makes the whole not ready. Default true; false makes it a warning. */
  critical?: boolean;
  /** Milliseconds after which the check has failed, 1 to 2,147,483,647. Default 1000. */
  timeoutMs?: number;
  /** Milliseconds for which an outcome is kept, 0 to 2,147,483,647. Default 1000. */
  cacheMs?: number;
  /**
   * Asks in the background, each time this many milliseconds have passed, and answers with the latest outcome; `cacheMs`
   * is then without effect. Default: asks when it is asked.
   */
  intervalMs?: number;
  /** What is measured, as the draft has it. Default `responseTime`. */
  measurement?: string;
}

/** Settings of a ready-made check; they go before its own defaults. */
export type CheckSettings = Partial<Omit<HealthCheck, 'check' | 'measurement'>>;

/** What a check may return to be reported in place of its response time. */
export interface Measurement {
  observedValue: number;
  /** Such as `ms`, `bytes` or `percent`. */
  observedUnit: string;
  /** Default `pass`. A `fail` of a check that is not critical becomes `warn`. */
  status?: HealthStatus;
  /** Why, for a full report. */
  output?: string;
}

/** The outcome of one check. */
export interface CheckReport {
  status: HealthStatus;
  /** How long it took, or what the check measured. */
  observedValue: number;
  observedUnit: string;
  /** When it ended, in ISO 8601. */
  time: string;
  /** Why it is not a pass: a timeout, an error code, the name of an error, or the text of a `CheckFailure`. */
  output?: string;
}

/** A report in full; see {@link HealthOptions.token} for who gets to see it. */
export interface HealthReport {
  status: HealthStatus;
  /** Why it fails as a whole: starting, draining, or the event loop. */
  output?: string;
  version?: string;
  releaseId?: string;
  serviceId?: string;
  description?: string;
  /** By `<name>:<measurement>`. Absent when no check was asked. */
  checks?: Record<string, CheckReport[]>;
}

/** What a service says of itself in full reports. */
export type ServiceInfo = Pick<HealthReport, 'version' | 'releaseId' | 'serviceId' | 'description'>;

/** One of the three questions of an orchestrator. */
export type ProbeKind = 'live' | 'ready' | 'started';

/** Options of `createHealth`. */
export interface HealthOptions {
  /** What readiness depends on. Default none. */
  checks?: readonly HealthCheck[];
  /** Neither started nor ready until `markStarted()` is called. Default false. */
  isStarting?: boolean;
  /** The event-loop delay, averaged over about a second, above which liveness fails. Default 5000. */
  maxEventLoopDelayMs?: number;
  /** Whoever sends it as `Authorization: Bearer` gets full reports; at least 16 characters. Default: nobody. */
  token?: string;
  /** A path with the full readiness report, for a network that the public does not reach. Default none. */
  internalPath?: string;
  /** Default: `/health` and `/livez`, `/ready` and `/readyz`, `/startupz`. What is given replaces them. */
  paths?: Partial<Record<ProbeKind, readonly string[]>>;
  /** Added to full reports. Default none. */
  info?: ServiceInfo;
  /** The time in milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /**
   * Told why a check failed: the error itself, so clean it before you log it. What it throws or rejects with is dropped.
   */
  onCheckError?: (name: string, error: unknown) => void;
}

/** The part of a node:http request that is used. */
export interface RequestLike {
  method?: string | undefined;
  url?: string | undefined;
  headers?: { authorization?: string | undefined };
}

/** The part of a node:http response that is used. */
export interface ResponseLike {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/** The health of one process. None of its functions needs `this`, rejects or throws. */
export interface Health {
  /** Whether the process is worth keeping. It asks no dependency: a shared outage must not restart every replica. */
  live(): HealthReport;
  /** Whether the process should get requests: it has started, does not drain, and no critical check fails. */
  ready(): Promise<HealthReport>;
  /** Whether the process has started. It says so until the end. */
  started(): HealthReport;
  /** Ends the start that `isStarting` began. */
  markStarted(): void;
  /** Makes readiness fail for good and stops checks in the background; liveness still passes. */
  startDraining(): void;
  /** Whether a request for this URL (path and query) is a probe. */
  owns(url: string): boolean;
  /**
   * Answers probes of node:http: 200 for pass and warn, 503 for fail, to `GET` and `HEAD`; 405 to other methods. A
   * response that has been answered stays as it is.
   * @returns false, with the response untouched, when the path is not a probe's.
   */
  handle(request: RequestLike, response: ResponseLike): boolean;
  /**
   * Answers probes in a fetch handler, as `handle` does.
   * @returns undefined when the path is not a probe's.
   */
  fetch(request: Request): Promise<Response> | undefined;
}
