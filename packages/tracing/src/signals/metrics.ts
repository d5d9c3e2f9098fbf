// Puts the metrics SDK together: every label passes the scrubber before it is aggregated, for every exporter.
import type { Attributes } from '@opentelemetry/api';
import { send } from '../export/send.ts';
import { createPrometheus, type PrometheusEndpoint } from '../metrics/prometheus.ts';
import type { TextScrubber } from '../scrub/text.ts';
import {
  MeterProvider,
  OTLPMetricExporter,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '../sdk.ts';
import type { MetricsSettings } from '../settings/metrics.ts';
import type { TelemetryStats } from '../telemetry.ts';
import type { SharedParts } from './shared.ts';

/** Metrics that are on. */
export interface Metrics {
  readonly provider: MeterProvider;
  readonly prometheus: PrometheusEndpoint | undefined;
  stats(): TelemetryStats['metrics'];
}

/** Puts them together. */
export function createMetrics(settings: MetricsSettings, shared: SharedParts): Metrics {
  const counts = { exported: 0, exportFailed: 0 };
  const count = (arrived: boolean): void => {
    counts[arrived ? 'exported' : 'exportFailed'] += 1;
    if (!arrived) shared.report.count('metrics', 'exportFailed', 1);
  };
  const prometheus = settings.prometheus ? createPrometheus() : undefined;
  const exporter = exporterOf(settings, shared);
  const exportTimeoutMs = shared.settings.exportTimeoutsMs.metrics;
  const { exportIntervalMs } = settings;
  const pushed =
    exporter &&
    new PeriodicExportingMetricReader({
      exporter: counted(exporter, exportTimeoutMs, count),
      exportIntervalMillis: exportIntervalMs,
      // The reader's own limit comes last, so that what it gives up is counted.
      exportTimeoutMillis: Math.min(exportIntervalMs, exportTimeoutMs + 2000),
    });
  const provider = new MeterProvider({
    resource: shared.resource,
    readers: [prometheus?.reader, pushed].filter((reader) => reader !== undefined),
    // Every instrument, of whatever meter. Scrubbed before it is aggregated: two labels may become one.
    views: [{ instrumentName: '*', attributesProcessors: [{ process: createLabelScrubber(shared.text) }] }],
  });
  return { provider, prometheus, stats: () => ({ ...counts }) };
}

function exporterOf(
  settings: MetricsSettings,
  { otlp, told, settings: { exportTimeoutsMs } }: SharedParts,
): PushMetricExporter | undefined {
  if (settings.exporter !== undefined) return settings.exporter;
  const { url } = settings;
  return settings.otlp
    ? told('metrics', new OTLPMetricExporter(otlp.optionsFor(url, exportTimeoutsMs.metrics)), url)
    : undefined;
}

function createLabelScrubber({ attributes }: TextScrubber): (labels: Attributes) => Attributes {
  const cleaned = new WeakMap<Attributes, Attributes>();
  return (labels) => {
    const known = cleaned.get(labels);
    if (known !== undefined) return known;
    let clean: Attributes;
    try {
      clean = attributes(labels);
    } catch {
      // Labels that cannot be sanitised are left out; the count is right without them.
      clean = {};
    }
    // What can still be changed may hold something else the next time.
    if (Object.isFrozen(labels)) cleaned.set(labels, clean);
    return clean;
  };
}

// The reader logs a failed export to a log that nobody has set; here it is counted.
function counted(
  exporter: PushMetricExporter,
  timeoutMs: number,
  count: (arrived: boolean) => void,
): PushMetricExporter {
  return {
    export(metrics, done) {
      void send(exporter, metrics, timeoutMs).then((arrived) => {
        count(arrived);
        done({ code: 0 });
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
    ...(exporter.selectAggregation && {
      selectAggregation: (type) => exporter.selectAggregation?.(type) as never,
    }),
    ...(exporter.selectAggregationTemporality && {
      selectAggregationTemporality: (type) => exporter.selectAggregationTemporality?.(type) as never,
    }),
  };
}
