// The options of startTracing, checked once and joined with the OTEL_* environment variables.
import type { LogRecordExporter, SpanExporter, SpanProcessor } from '../sdk.ts';
import { countOption, type Env, expectBooleans, expectOption } from './checks.ts';
import { resolveUrl, type Signal } from './endpoint.ts';
import { warnOfVariables } from './env-warnings.ts';
import { type MetricsOptions, type MetricsSettings, resolveMetrics } from './metrics.ts';
import { resolveSampling, type SamplerOptions, type SamplingRule } from './sampling.ts';

/** Options of {@link startTracing}. An option goes before its environment variable. */
export interface StartTracingOptions {
  /** `service.name` of the resource. */
  readonly serviceName: string;
  /** `service.version` of the resource. Default: not recorded. */
  readonly serviceVersion?: string | undefined;
  /**
   * Base URL of an OTLP/HTTP collector, such as `http://collector:4318`; `/v1/traces`, `/v1/metrics` and `/v1/logs`
   * are appended. Default: `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` and its siblings as they are, else
   * `OTEL_EXPORTER_OTLP_ENDPOINT`. With none of them nothing goes over OTLP.
   */
  readonly endpoint?: string | undefined;
  /** Headers of each export, on top of `OTEL_EXPORTER_OTLP_HEADERS`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Which traces are kept. Default: `OTEL_TRACES_SAMPLER`, else all that the caller does not decide on. */
  readonly sampler?: SamplerOptions | undefined;
  /**
   * Called before any exporter or processor sees a span, a log record or a metric label: with every string and number
   * of it, and with each attribute as `{ key: value }` so that it can judge by the key. It must answer the same for the
   * same value. A string that comes back as anything but a string is replaced by `[removed]`; when it throws, the
   * record is dropped and counted. Default: values stay as they are.
   */
  readonly sanitize?: ((value: unknown) => unknown) | undefined;
  /** Records `gen_ai.tool.call.arguments`, sanitised and cut. Default false. */
  readonly recordArguments?: boolean | undefined;
  /** Records `gen_ai.tool.call.result`, sanitised and cut. Default false. */
  readonly recordResults?: boolean | undefined;
  /** Measures calls: `false` for never. Default: over OTLP where there is an endpoint. */
  readonly metrics?: MetricsOptions | false | undefined;
  /** Whether `telemetry.logger` exports over OTLP. Default false. */
  readonly logs?: boolean | undefined;
  /** Takes the place of the OTLP exporter of spans. It gets scrubbed spans, as the OTLP exporter does. */
  readonly exporter?: SpanExporter | undefined;
  /** Takes the place of the OTLP exporter of log records, and turns `logs` on. */
  readonly logExporter?: LogRecordExporter | undefined;
  /** Further span processors. When a span ends each gets a scrubbed copy; at its start it may add attributes. */
  readonly spanProcessors?: readonly SpanProcessor[] | undefined;
  /**
   * Registers tracer, meter and logger provider, W3C propagators and a context manager with OpenTelemetry's API, for
   * instrumentation libraries and `trace.getActiveSpan()`. Default false: nothing global is touched.
   */
  readonly registerGlobally?: boolean | undefined;
  /**
   * Characters kept of any string of any signal, cut after `sanitize`. Default `OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT`,
   * else `OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT`, else 4096.
   */
  readonly maxStringLength?: number | undefined;
  /** Spans (and log records, by themselves) waiting for export; more are dropped and counted. Default `OTEL_BSP_MAX_QUEUE_SIZE`, else 2048. */
  readonly maxQueueSize?: number | undefined;
  /** Spans in one export, at most `maxQueueSize`. Default `OTEL_BSP_MAX_EXPORT_BATCH_SIZE`, else 512. */
  readonly maxBatchSize?: number | undefined;
  /** Longest wait of a span for its export, in milliseconds. Default `OTEL_BSP_SCHEDULE_DELAY`, else 5000. */
  readonly exportDelayMs?: number | undefined;
  /**
   * Time for one export of any signal with its retries, in milliseconds. Default
   * `OTEL_EXPORTER_OTLP_TRACES_TIMEOUT` and its siblings for their signal, else `OTEL_EXPORTER_OTLP_TIMEOUT`, else 10000.
   */
  readonly exportTimeoutMs?: number | undefined;
  /** Longest time that `shutdown` takes, in milliseconds. Default 2000. */
  readonly shutdownTimeoutMs?: number | undefined;
  /**
   * Told, at most once a minute, how much was dropped and why, and at once what is odd about the set-up. The texts hold
   * nothing of what was recorded. What it throws or rejects with is dropped. Default: `process.emitWarning`, which writes
   * to standard error.
   */
  readonly onWarning?: ((message: string, fields: Readonly<Record<string, unknown>>) => void) | undefined;
}

/** Options with every default filled in. A signal that is off is `undefined`. */
export interface TracingSettings {
  readonly serviceName: string;
  readonly serviceVersion: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly sanitize: ((value: unknown) => unknown) | undefined;
  readonly recordArguments: boolean;
  readonly recordResults: boolean;
  readonly traces: TracesSettings | undefined;
  readonly metrics: MetricsSettings | undefined;
  readonly logs: LogsSettings | undefined;
  readonly registerGlobally: boolean;
  readonly maxStringLength: number;
  readonly maxQueueSize: number;
  readonly maxBatchSize: number;
  readonly exportDelayMs: number;
  readonly exportTimeoutsMs: Readonly<Record<Signal, number>>;
  readonly shutdownTimeoutMs: number;
  readonly warn: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
}

/** Where spans go, and which. */
export interface TracesSettings {
  readonly url: string | undefined;
  readonly exporter: SpanExporter | undefined;
  readonly processors: readonly SpanProcessor[];
  readonly sampling: SamplingRule;
}

/** Where log records go. */
export interface LogsSettings {
  readonly url: string | undefined;
  readonly exporter: LogRecordExporter | undefined;
}

/** Checks the options. `undefined` means that everything is off. */
export function resolveSettings(options: StartTracingOptions, env: Env): TracingSettings | undefined {
  check(options);
  const warn = warner(options.onWarning);
  const signals = {
    traces: resolveTraces(options, env, warn),
    metrics: resolveMetrics(options.metrics, resolveUrl('metrics', options.endpoint, env), env),
    logs: resolveLogs(options, env),
  };
  const numbers = resolveNumbers(options, env);
  const isDisabled = env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true';
  if (isDisabled || Object.values(signals).every((signal) => signal === undefined)) return undefined;
  warnOfProtocol(env, warn);
  warnOfVariables(env, warn);
  return {
    serviceName: options.serviceName,
    serviceVersion: options.serviceVersion,
    headers: options.headers,
    sanitize: options.sanitize,
    recordArguments: options.recordArguments ?? false,
    recordResults: options.recordResults ?? false,
    registerGlobally: options.registerGlobally ?? false,
    ...signals,
    ...numbers,
    warn,
  };
}

function resolveTraces(
  { endpoint, exporter, spanProcessors = [], sampler = {} }: StartTracingOptions,
  env: Env,
  warn: (message: string) => void,
): TracesSettings | undefined {
  const sampling = resolveSampling(sampler, env, warn);
  const url = resolveUrl('traces', endpoint, env);
  const isPosted = url !== undefined && env.OTEL_TRACES_EXPORTER?.trim() !== 'none';
  const hasGoal = exporter !== undefined || spanProcessors.length > 0 || isPosted;
  const isNever = !sampling.followParent && sampling.ratio === 0 && sampling.tail === undefined;
  if (!hasGoal || isNever) return undefined;
  return { url: isPosted ? url : undefined, exporter, processors: spanProcessors, sampling };
}

function resolveLogs(
  { endpoint, logs, logExporter }: StartTracingOptions,
  env: Env,
): TracingSettings['logs'] {
  const url = resolveUrl('logs', endpoint, env);
  const isPosted = logs === true && url !== undefined && env.OTEL_LOGS_EXPORTER?.trim() !== 'none';
  return logExporter !== undefined || isPosted ? { url, exporter: logExporter } : undefined;
}

function resolveNumbers(options: StartTracingOptions, env: Env) {
  const count = (name: NumberOption, fallback: number, ...variables: string[]) =>
    countOption(name, options[name], fallback, env, variables);
  const timeout = (variable: string) =>
    count('exportTimeoutMs', 10_000, variable, 'OTEL_EXPORTER_OTLP_TIMEOUT');
  const maxQueueSize = count('maxQueueSize', 2048, 'OTEL_BSP_MAX_QUEUE_SIZE');
  return {
    maxStringLength: count(
      'maxStringLength',
      4096,
      'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
      'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    ),
    maxQueueSize,
    maxBatchSize: Math.min(count('maxBatchSize', 512, 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE'), maxQueueSize),
    exportDelayMs: count('exportDelayMs', 5000, 'OTEL_BSP_SCHEDULE_DELAY'),
    exportTimeoutsMs: {
      traces: timeout('OTEL_EXPORTER_OTLP_TRACES_TIMEOUT'),
      metrics: timeout('OTEL_EXPORTER_OTLP_METRICS_TIMEOUT'),
      logs: timeout('OTEL_EXPORTER_OTLP_LOGS_TIMEOUT'),
    },
    shutdownTimeoutMs: count('shutdownTimeoutMs', 2000),
  };
}

type NumberOption =
  | 'maxStringLength'
  | 'maxQueueSize'
  | 'maxBatchSize'
  | 'exportDelayMs'
  | 'exportTimeoutMs'
  | 'shutdownTimeoutMs';

function check(options: StartTracingOptions): void {
  const { serviceName, serviceVersion, headers, sampler, sanitize, exporter, logExporter } = options;
  expectOption(typeof serviceName === 'string' && serviceName !== '', 'serviceName', 'a non-empty string');
  expectOption(
    serviceVersion === undefined || typeof serviceVersion === 'string',
    'serviceVersion',
    'a string',
  );
  const headersFit =
    headers === undefined || Object.values(headers).every((value) => typeof value === 'string');
  expectOption(headersFit, 'headers', 'an object of strings');
  expectOption(
    sampler === undefined || (typeof sampler === 'object' && sampler !== null),
    'sampler',
    'an object',
    sampler,
  );
  expectOption(sanitize === undefined || typeof sanitize === 'function', 'sanitize', 'a function');
  expectOption(exporter === undefined || typeof exporter.export === 'function', 'exporter', 'a SpanExporter');
  expectOption(
    logExporter === undefined || typeof logExporter.export === 'function',
    'logExporter',
    'a LogRecordExporter',
  );
  expectOption(
    options.spanProcessors === undefined || Array.isArray(options.spanProcessors),
    'spanProcessors',
    'a list',
  );
  expectOption(
    options.onWarning === undefined || typeof options.onWarning === 'function',
    'onWarning',
    'a function',
  );
  const { recordArguments, recordResults, registerGlobally, logs } = options;
  expectBooleans({ recordArguments, recordResults, registerGlobally, logs });
}

/** Whoever is told must not break what is measured: what `onWarning` throws or rejects with is dropped. */
function warner(onWarning: StartTracingOptions['onWarning']): TracingSettings['warn'] {
  if (onWarning === undefined) return emitWarning;
  const tell = async (message: string, fields: Readonly<Record<string, unknown>>): Promise<void> => {
    try {
      await onWarning(message, fields);
    } catch {
      // It was about telemetry, which the program does without.
    }
  };
  return (message, fields = {}) => void tell(message, fields);
}

function emitWarning(message: string, fields?: Readonly<Record<string, unknown>>): void {
  const detail = fields === undefined ? {} : { detail: JSON.stringify(fields) };
  process.emitWarning(message, { type: 'TelemetryWarning', ...detail });
}

// The one protocol is OTLP/HTTP with JSON: another is answered with a word, not with silence.
function warnOfProtocol(env: Env, warn: (message: string) => void): void {
  for (const signal of ['', 'TRACES_', 'METRICS_', 'LOGS_']) {
    const name = `OTEL_EXPORTER_OTLP_${signal}PROTOCOL`;
    const protocol = env[name]?.trim() || 'http/json';
    if (protocol !== 'http/json') warn(`${name} is not http/json; using http/json`);
  }
}
