// Spans: the SDK's tracer provider, and the one way out of it.
import type { Tracer } from '@opentelemetry/api';
import { createSpanPipeline } from '../export/span-pipeline.ts';
import { createSpanScrubber } from '../scrub/span.ts';
import { BasicTracerProvider, OTLPTraceExporter, type ReadableSpan, type SpanExporter } from '../sdk.ts';
import type { TracesSettings } from '../settings/options.ts';
import { createHeadSampler, type HeadSampler } from '../spans/head-sampler.ts';
import type { SignalStats } from '../telemetry.ts';
import type { SharedParts } from './shared.ts';

/** Spans that are on. */
export interface Traces {
  readonly provider: BasicTracerProvider;
  readonly tracer: Tracer;
  readonly head: HeadSampler;
  stats(): SignalStats;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Puts them together. */
export function createTraces(settings: TracesSettings, shared: SharedParts, scopeName: string): Traces {
  const exporter = exporterOf(settings, shared);
  const queue = shared.queueTo<ReadableSpan>('traces', exporter);
  const pipeline = createSpanPipeline({
    scrub: createSpanScrubber(shared.text, shared.parts),
    queue,
    exporter,
    processors: settings.processors,
    tail: settings.sampling.tail,
  });
  const head = createHeadSampler(settings.sampling);
  const provider = new BasicTracerProvider({
    resource: shared.resource,
    sampler: head.sampler,
    idGenerator: head.idGenerator,
    spanProcessors: [pipeline],
    // Strings are cut after they are sanitised: half of an address is still somebody's.
    spanLimits: { attributeValueLengthLimit: Number.POSITIVE_INFINITY },
  });
  return {
    provider,
    tracer: provider.getTracer(scopeName),
    head,
    stats: queue.stats,
    forceFlush: pipeline.forceFlush,
    shutdown: pipeline.shutdown,
  };
}

function exporterOf(
  { exporter, url }: TracesSettings,
  { otlp, told, settings }: SharedParts,
): SpanExporter | undefined {
  if (exporter !== undefined) return exporter;
  return url === undefined
    ? undefined
    : told('traces', new OTLPTraceExporter(otlp.optionsFor(url, settings.exportTimeoutsMs.traces)), url);
}
