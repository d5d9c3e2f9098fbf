// The only way from a span to an exporter or to somebody else's processor: tail decision, scrubbing, bounded queue.
import type { ReadableSpan, SpanExporter, SpanProcessor } from '../sdk.ts';
import type { TailRule } from '../settings/sampling.ts';
import { createTailSampler } from '../spans/tail-sampler.ts';
import type { BatchQueue } from './batch-queue.ts';
import { isolatedCopy } from './copy-span.ts';

/** Options of {@link createSpanPipeline}. */
export interface SpanPipelineOptions {
  readonly scrub: (span: ReadableSpan) => ReadableSpan;
  readonly queue: BatchQueue<ReadableSpan>;
  readonly exporter: SpanExporter | undefined;
  readonly processors: readonly SpanProcessor[];
  readonly tail: TailRule | undefined;
}

/** A span processor that cannot be had without its scrubber. Nothing in it throws at the caller of `span.end()`. */
export function createSpanPipeline(options: SpanPipelineOptions): SpanProcessor {
  const { scrub, queue, exporter, processors } = options;

  function finish(span: ReadableSpan): void {
    queue.record();
    let clean: ReadableSpan;
    try {
      clean = scrub(span);
    } catch {
      // The error may quote what it could not handle: it is not passed on.
      queue.drop('unsanitized');
      return;
    }
    if (exporter !== undefined) queue.add(clean);
    // Each gets a copy of its own: what one writes into it reaches no exporter but its own.
    for (const processor of processors) guarded(() => processor.onEnd(isolatedCopy(clean)));
  }

  const tail =
    options.tail === undefined
      ? undefined
      : createTailSampler(options.tail, finish, (count) => queue.drop('tailBufferFull', count));

  return {
    onStart(span, parent) {
      tail?.onStart(span);
      for (const processor of processors) guarded(() => processor.onStart(span, parent));
    },
    onEnd(span) {
      if (tail !== undefined) tail.onEnd(span);
      else if ((span.spanContext().traceFlags & 1) !== 0) finish(span);
    },
    forceFlush: () => settled([queue.flush(), ...processors.map(async (each) => each.forceFlush())]),
    async shutdown() {
      await settled([queue.close(), ...processors.map(async (each) => each.shutdown())]);
      await settled([exporter?.shutdown()]);
    },
  };
}

/** Waits for all, whatever becomes of them. */
export async function settled(work: readonly (Promise<unknown> | undefined)[]): Promise<void> {
  await Promise.allSettled(work);
}

function guarded(call: () => void): void {
  try {
    call();
  } catch {
    // Somebody else's processor: its failure is not the call's.
  }
}
