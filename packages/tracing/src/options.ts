// The options of startTracing, checked once and joined with the OTEL_* environment variables.
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { resolveTracesUrl } from './endpoint.ts';
import { TracingOptionsError } from './errors.ts';
import { resolveSampling, type SamplingRule } from './sampling.ts';

/** Options of {@link startTracing}. An option goes before its environment variable. */
export interface StartTracingOptions {
  /** `service.name` of the resource. */
  readonly serviceName: string;
  /** `service.version` of the resource. Default: not recorded. */
  readonly serviceVersion?: string | undefined;
  /**
   * Base URL of an OTLP/HTTP collector, such as `http://collector:4318`; `/v1/traces` is appended when the path
   * does not end so. Default: `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` as it is, else `OTEL_EXPORTER_OTLP_ENDPOINT`.
   * With none of them tracing is off.
   */
  readonly endpoint?: string | undefined;
  /** Headers of each export, on top of `OTEL_EXPORTER_OTLP_HEADERS`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Share of traces to record, 0 to 1; a parent's own decision goes first. Default: `OTEL_TRACES_SAMPLER`, else 1. */
  readonly sampleRatio?: number | undefined;
  /**
   * Called with every string and number of a span before any exporter sees it: name, attribute keys and values,
   * events, status, links, trace state, resource, scope. A string that comes back as anything but a string is
   * replaced by `[removed]`; when it throws, the span is dropped and counted. Default: values stay as they are.
   */
  readonly sanitize?: ((value: unknown) => unknown) | undefined;
  /** Takes the place of the OTLP exporter. It gets scrubbed spans, as the OTLP exporter does. */
  readonly exporter?: SpanExporter | undefined;
  /** Characters kept of any string of a span, cut after `sanitize`. Default `OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT`, else 4096. */
  readonly maxStringLength?: number | undefined;
  /** Spans waiting for export; more are dropped and counted. Default `OTEL_BSP_MAX_QUEUE_SIZE`, else 2048. */
  readonly maxQueueSize?: number | undefined;
  /** Spans in one export, at most `maxQueueSize`. Default `OTEL_BSP_MAX_EXPORT_BATCH_SIZE`, else 512. */
  readonly maxBatchSize?: number | undefined;
  /** Longest wait of a span for its export, in milliseconds. Default `OTEL_BSP_SCHEDULE_DELAY`, else 5000. */
  readonly exportDelayMs?: number | undefined;
  /** Time for one export with its retries, in milliseconds. Default `OTEL_EXPORTER_OTLP_TIMEOUT`, else 10000. */
  readonly exportTimeoutMs?: number | undefined;
  /** Longest time that `shutdown` takes, in milliseconds. Default 2000. */
  readonly shutdownTimeoutMs?: number | undefined;
}

/** Options with every default filled in. */
export interface TracingSettings {
  readonly serviceName: string;
  readonly serviceVersion: string | undefined;
  readonly exporter: SpanExporter | undefined;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly sampling: SamplingRule;
  readonly sanitize: ((value: unknown) => unknown) | undefined;
  readonly maxStringLength: number;
  readonly maxQueueSize: number;
  readonly maxBatchSize: number;
  readonly exportDelayMs: number;
  readonly exportTimeoutMs: number;
  readonly shutdownTimeoutMs: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Checks the options. `undefined` means that tracing is off. */
export function resolveSettings(options: StartTracingOptions, env: Env): TracingSettings | undefined {
  check(options);
  const url = resolveTracesUrl(options.endpoint, env);
  const sampling = resolveSampling(options.sampleRatio, env);
  const count = (name: NumberOption, fallback: number, ...variables: string[]) =>
    countOption(name, options[name], fallback, env, variables);
  const maxQueueSize = count('maxQueueSize', 2048, 'OTEL_BSP_MAX_QUEUE_SIZE');
  const maxBatchSize = count('maxBatchSize', 512, 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE');
  const settings = {
    serviceName: options.serviceName,
    serviceVersion: options.serviceVersion,
    exporter: options.exporter,
    url,
    headers: options.headers,
    sampling,
    sanitize: options.sanitize,
    maxStringLength: count(
      'maxStringLength',
      4096,
      'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
      'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    ),
    maxQueueSize,
    maxBatchSize: Math.min(maxBatchSize, maxQueueSize),
    exportDelayMs: count('exportDelayMs', 5000, 'OTEL_BSP_SCHEDULE_DELAY'),
    exportTimeoutMs: count(
      'exportTimeoutMs',
      10_000,
      'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT',
      'OTEL_EXPORTER_OTLP_TIMEOUT',
    ),
    shutdownTimeoutMs: count('shutdownTimeoutMs', 2000),
  };
  return isOff(settings, env) ? undefined : settings;
}

function isOff(settings: TracingSettings, env: Env): boolean {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return true;
  if (!settings.sampling.followParent && settings.sampling.ratio === 0) return true;
  if (settings.exporter !== undefined) return false;
  return settings.url === undefined || env.OTEL_TRACES_EXPORTER?.trim() === 'none';
}

function check(options: StartTracingOptions): void {
  expect(
    typeof options.serviceName === 'string' && options.serviceName !== '',
    'serviceName',
    'a non-empty string',
  );
  const { sampleRatio, headers, sanitize, exporter, serviceVersion } = options;
  expect(serviceVersion === undefined || typeof serviceVersion === 'string', 'serviceVersion', 'a string');
  const isRatio = typeof sampleRatio === 'number' && sampleRatio >= 0 && sampleRatio <= 1;
  expect(sampleRatio === undefined || isRatio, 'sampleRatio', 'a number from 0 to 1', sampleRatio);
  const headersFit =
    headers === undefined || Object.values(headers).every((value) => typeof value === 'string');
  expect(headersFit, 'headers', 'an object of strings');
  expect(sanitize === undefined || typeof sanitize === 'function', 'sanitize', 'a function');
  expect(exporter === undefined || typeof exporter.export === 'function', 'exporter', 'a SpanExporter');
}

function expect(holds: boolean, name: string, what: string, got?: unknown): void {
  if (holds) return;
  const suffix = got === undefined ? '' : `, got ${String(got)}`;
  throw new TracingOptionsError(`Expected \`${name}\` to be ${what}${suffix}`);
}

type NumberOption =
  | 'maxStringLength'
  | 'maxQueueSize'
  | 'maxBatchSize'
  | 'exportDelayMs'
  | 'exportTimeoutMs'
  | 'shutdownTimeoutMs';

// Timers take no more than 31 bits; no count of ours needs more.
const MAX_COUNT = 2 ** 31 - 1;

function countOption(
  name: NumberOption,
  value: unknown,
  fallback: number,
  env: Env,
  variables: string[],
): number {
  if (value !== undefined) {
    expect(isCount(value), name, 'a positive integer', value);
    return value as number;
  }
  // A variable that cannot be read is ignored, as the SDK's specification wants.
  const fromEnv = variables.map((variable) => Number(env[variable]?.trim() || Number.NaN)).find(isCount);
  return fromEnv ?? fallback;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_COUNT;
}
