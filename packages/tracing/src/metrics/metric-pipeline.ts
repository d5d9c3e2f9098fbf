// Puts the metrics SDK together: every label passes the scrubber before it is aggregated, for every exporter.
import type { Attributes } from '@opentelemetry/api';
import { send } from '../export/send.ts';
import type { TextScrubber } from '../scrub/text.ts';
import {
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
  type Resource,
} from '../sdk.ts';
import { createPrometheus, type PrometheusEndpoint } from './prometheus.ts';

/** Options of {@link createMetricPipeline}. */
export interface MetricPipelineOptions {
  readonly resource: Resource;
  readonly scrubber: TextScrubber;
  /** `undefined`: nothing is pushed. */
  readonly exporter: PushMetricExporter | undefined;
  readonly exportIntervalMs: number;
  readonly exportTimeoutMs: number;
  readonly prometheus: boolean;
  readonly onFailed: () => void;
}

/** The meters and where they go. */
export interface MetricPipeline {
  readonly provider: MeterProvider;
  readonly prometheus: PrometheusEndpoint | undefined;
  stats(): { exported: number; exportFailed: number };
}

/** Makes the pipeline. */
export function createMetricPipeline(options: MetricPipelineOptions): MetricPipeline {
  const counts = { exported: 0, exportFailed: 0 };
  const prometheus = options.prometheus ? createPrometheus() : undefined;
  const readers = prometheus === undefined ? [] : [prometheus.reader];
  const { exporter, exportIntervalMs, exportTimeoutMs } = options;
  const count = (arrived: boolean): void => {
    if (arrived) counts.exported += 1;
    else {
      counts.exportFailed += 1;
      options.onFailed();
    }
  };
  const pushed =
    exporter &&
    new PeriodicExportingMetricReader({
      exporter: counted(exporter, exportTimeoutMs, count),
      exportIntervalMillis: exportIntervalMs,
      // The reader's own limit comes last, so that what it gives up is counted.
      exportTimeoutMillis: Math.min(exportIntervalMs, exportTimeoutMs + 2000),
    });
  const provider = new MeterProvider({
    resource: options.resource,
    readers: pushed === undefined ? readers : [...readers, pushed],
    // Every instrument, of whatever meter. Scrubbed before it is aggregated: two labels may become one.
    views: [
      { instrumentName: '*', attributesProcessors: [{ process: createLabelScrubber(options.scrubber) }] },
    ],
  });
  return { provider, prometheus, stats: () => ({ ...counts }) };
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
