// The only way from a span to an exporter: scrub, bound, count, batch, export.
import { diag } from '@opentelemetry/api';
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { withinMs } from './deadline.ts';
import { createScrubber, type ScrubberOptions } from './scrub.ts';
import type { TracingStats } from './telemetry.ts';

/** Options of {@link createExportPipeline}. */
export interface ExportPipelineOptions extends ScrubberOptions {
  readonly exporter: SpanExporter;
  readonly maxQueueSize: number;
  readonly maxBatchSize: number;
  readonly exportDelayMs: number;
  readonly exportTimeoutMs: number;
}

/** A span processor that cannot be had without its scrubber. */
export interface ExportPipeline {
  readonly processor: SpanProcessor;
  stats(): TracingStats;
}

type ExportResult = Parameters<Parameters<SpanExporter['export']>[1]>[0];

const SUCCESS = 0;
const FAILED = 1;
// The OTLP exporter ends by its own time limit; ours, a little later, is for an exporter that never calls back. The
// batch processor's comes last, so that what it gives up is always counted.
const GRACE_MS = 1000;

/** Joins the scrubber, the batch processor and the exporter. Nothing here throws at the caller of `span.end()`. */
export function createExportPipeline(options: ExportPipelineOptions): ExportPipeline {
  const { exporter, exportTimeoutMs, maxQueueSize } = options;
  const scrub = createScrubber(options);
  const dropped = { queueFull: 0, exportFailed: 0, unsanitized: 0 };
  let recorded = 0;
  let exported = 0;
  let queued = 0;
  const inFlight = new Set<Promise<void>>();

  function exportBatch(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    queued -= spans.length;
    const sent = send(exporter, spans, exportTimeoutMs + GRACE_MS).then((result) => {
      inFlight.delete(sent);
      if (result.code === SUCCESS) exported += spans.length;
      else dropped.exportFailed += spans.length;
      done(result);
    });
    inFlight.add(sent);
  }

  const batch = new BatchSpanProcessor(
    {
      export: exportBatch,
      shutdown: () => exporter.shutdown(),
      forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    },
    {
      maxQueueSize,
      maxExportBatchSize: options.maxBatchSize,
      scheduledDelayMillis: options.exportDelayMs,
      exportTimeoutMillis: exportTimeoutMs + 2 * GRACE_MS,
    },
  );

  function onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & 1) === 0) return;
    recorded += 1;
    // Counted here because the batch processor keeps its own count to itself; the bound is the same.
    if (queued >= maxQueueSize) {
      dropped.queueFull += 1;
      return;
    }
    let clean: ReadableSpan;
    try {
      clean = scrub(span);
    } catch {
      // The error may quote what it could not handle: it is not passed on.
      dropped.unsanitized += 1;
      diag.warn('A span was dropped because `sanitize` threw');
      return;
    }
    queued += 1;
    batch.onEnd(clean);
  }

  async function drain(): Promise<void> {
    await batch.forceFlush().catch(() => undefined);
    // The batch processor does not wait for a batch that its own timer sent.
    await Promise.all(inFlight);
  }

  const processor: SpanProcessor = {
    onStart: () => undefined,
    onEnd,
    forceFlush: () => withinMs(exportTimeoutMs, drain()),
    shutdown: () => drain().then(() => batch.shutdown()),
  };

  return { processor, stats: () => ({ recorded, exported, dropped: { ...dropped } }) };
}

// On a later turn: the batch processor exports inside the `end()` that fills a batch, and that call should not pay
// for the serialising of all of it.
function send(exporter: SpanExporter, spans: ReadableSpan[], timeoutMs: number): Promise<ExportResult> {
  return new Promise((resolve) => {
    const fail = (reason: string) => resolve({ code: FAILED, error: new Error(reason) });
    const timer = setTimeout(fail, timeoutMs, 'The exporter did not answer in time').unref();
    const finish = (result: ExportResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    setImmediate(() => {
      try {
        exporter.export(spans, finish);
      } catch {
        clearTimeout(timer);
        fail('The exporter threw');
      }
    });
  });
}
