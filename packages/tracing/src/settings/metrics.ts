// The options of metrics, joined with OTEL_METRICS_EXPORTER and its like.
import type { PushMetricExporter } from '../sdk.ts';
import { countOption, type Env, expectBooleans, expectOption } from './checks.ts';

/** Options of metrics. */
export interface MetricsOptions {
  /** Whether metrics go to the OTLP endpoint, where there is one. Default: unless `OTEL_METRICS_EXPORTER` leaves `otlp` out. */
  readonly otlp?: boolean | undefined;
  /** Whether `telemetry.prometheusHandler` is there. Default: whether `OTEL_METRICS_EXPORTER` names `prometheus`. */
  readonly prometheus?: boolean | undefined;
  /** Takes the place of the OTLP exporter. */
  readonly exporter?: PushMetricExporter | undefined;
  /** Time between two exports, in milliseconds. Default `OTEL_METRIC_EXPORT_INTERVAL`, else 60000. */
  readonly exportIntervalMs?: number | undefined;
  /**
   * Names of the tools and prompts that there are; any other becomes the label `_OTHER`. Default: the first
   * `maxNames` that are seen. The kit hands over only names that its server has.
   */
  readonly names?: readonly string[] | undefined;
  /** Different tool or prompt names that get a label of their own. Default 100. */
  readonly maxNames?: number | undefined;
}

/** Metrics, with every default filled in. */
export interface MetricsSettings {
  readonly otlp: boolean;
  readonly prometheus: boolean;
  readonly url: string | undefined;
  readonly exporter: PushMetricExporter | undefined;
  readonly exportIntervalMs: number;
  readonly names: readonly string[] | undefined;
  readonly maxNames: number;
}

/** Checks the options. `undefined` means that nothing is measured. */
export function resolveMetrics(
  given: MetricsOptions | false | undefined,
  url: string | undefined,
  env: Env,
): MetricsSettings | undefined {
  const options = typeof given === 'object' ? given : {};
  check(given, options);
  const settings = {
    ...exportersFor(options, url, env),
    url,
    exporter: options.exporter,
    exportIntervalMs: countOption('metrics.exportIntervalMs', options.exportIntervalMs, 60_000, env, [
      'OTEL_METRIC_EXPORT_INTERVAL',
    ]),
    names: options.names,
    maxNames: countOption('metrics.maxNames', options.maxNames, 100, env, []),
  };
  return given !== false && (settings.otlp || settings.prometheus) ? settings : undefined;
}

function exportersFor(
  { otlp, prometheus, exporter }: MetricsOptions,
  url: string | undefined,
  env: Env,
): Pick<MetricsSettings, 'otlp' | 'prometheus'> {
  const named = (env.OTEL_METRICS_EXPORTER?.trim() || 'otlp').split(',').map((name) => name.trim());
  const isWanted = otlp ?? named.includes('otlp');
  return {
    otlp: exporter !== undefined || (url !== undefined && isWanted),
    prometheus: prometheus ?? named.includes('prometheus'),
  };
}

function check(given: unknown, options: MetricsOptions): void {
  const isObject = typeof given === 'object' && given !== null;
  expectOption(given === undefined || given === false || isObject, 'metrics', 'false or an object', given);
  const { otlp, prometheus, exporter, names } = options;
  expectBooleans({ otlp, prometheus }, 'metrics.');
  expectOption(
    exporter === undefined || typeof exporter.export === 'function',
    'metrics.exporter',
    'a PushMetricExporter',
  );
  expectOption(
    names === undefined || (Array.isArray(names) && names.every((name) => typeof name === 'string')),
    'metrics.names',
    'a list of strings',
  );
}
