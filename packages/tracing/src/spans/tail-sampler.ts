// Holds back the spans of a trace that is not sampled until it is known how it ends, and keeps it if that is worth it.
import { SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { copySpan } from '../export/copy-span.ts';
import type { ReadableSpan } from '../sdk.ts';
import type { TailRule } from '../settings/sampling.ts';

/** The decision, between the SDK and the exporters. */
export interface TailSampler {
  onStart(span: Pick<ReadableSpan, 'spanContext'>): void;
  onEnd(span: ReadableSpan): void;
}

interface Trace {
  /** Spans that have started here and not ended. */
  open: number;
  isKept: boolean;
  readonly held: ReadableSpan[];
}

/**
 * Makes a tail sampler. A trace is decided when one of its spans is worth keeping, else when none of them is open any
 * more in this process. Sampled spans pass through.
 * @param keep - Gets what is kept, with the sampled flag set.
 * @param onOverflow - Told how many held spans made way for newer ones.
 */
export function createTailSampler(
  { keepErrors, keepSlowMs, maxBufferedSpans }: TailRule,
  keep: (span: ReadableSpan) => void,
  onOverflow: (count: number) => void,
): TailSampler {
  // In the order in which they began: the first is the oldest.
  const traces = new Map<string, Trace>();
  let held = 0;

  const isWorthIt = ({ status, duration }: ReadableSpan): boolean =>
    (keepErrors && status.code === SpanStatusCode.ERROR) ||
    duration[0] * 1e3 + duration[1] / 1e6 >= keepSlowMs;

  // Spans that never end would stay for ever: traces are bounded as well.
  function makeRoom(): void {
    while (held > maxBufferedSpans || traces.size > maxBufferedSpans) {
      const [id, trace] = traces.entries().next().value as [string, Trace];
      traces.delete(id);
      held -= trace.held.length;
      if (trace.held.length > 0) onOverflow(trace.held.length);
    }
  }

  function decide(trace: Trace, span: ReadableSpan): void {
    if (!trace.isKept && isWorthIt(span)) {
      trace.isKept = true;
      held -= trace.held.length;
      for (const earlier of trace.held.splice(0)) keep(asSampled(earlier));
    }
    if (trace.isKept) {
      keep(asSampled(span));
      return;
    }
    trace.held.push(span);
    held += 1;
  }

  return {
    onStart(span) {
      const { traceId, traceFlags } = span.spanContext();
      if ((traceFlags & TraceFlags.SAMPLED) !== 0) return;
      const trace = traces.get(traceId);
      if (trace !== undefined) trace.open += 1;
      else {
        traces.set(traceId, { open: 1, isKept: false, held: [] });
        makeRoom();
      }
    },
    onEnd(span) {
      const { traceId, traceFlags } = span.spanContext();
      if ((traceFlags & TraceFlags.SAMPLED) !== 0) {
        keep(span);
        return;
      }
      const trace = traces.get(traceId);
      if (trace === undefined) {
        // Its trace made way for newer ones.
        onOverflow(1);
        return;
      }
      trace.open -= 1;
      decide(trace, span);
      if (trace.open === 0) {
        traces.delete(traceId);
        held -= trace.held.length;
      }
      makeRoom();
    },
  };
}

function asSampled(span: ReadableSpan): ReadableSpan {
  const context = span.spanContext();
  const sampled = { ...context, traceFlags: context.traceFlags | TraceFlags.SAMPLED };
  return copySpan(span, { spanContext: () => sampled });
}
