// A call under way, as whoever makes or serves it holds it: its span, where there is one, and its measurement.
import type { Context, Span } from '@opentelemetry/api';
import { runInContext } from '../context/active-context.ts';
import type { CallMeter } from '../metrics/mcp-metrics.ts';
import type { McpOutcome, McpSpan } from '../telemetry.ts';
import { errorTypeOf, type Side, writeOutcome } from './outcome.ts';

const WENT_WELL: McpOutcome = {};

/** What a {@link LiveMcpSpan} is made of. */
export interface LiveMcpSpanParts {
  readonly side: Side;
  /** `undefined` or not recording: nothing is recorded but the measurement. */
  readonly span: Span | undefined;
  /** The context in which the call runs: it holds `span`, or the caller's. `undefined`: it stays as it is. */
  readonly active: Context | undefined;
  readonly meter: CallMeter | undefined;
  /** Writes the result onto the span, where results are recorded. */
  readonly writeResult: ((span: Span, result: unknown) => void) | undefined;
}

/** A call's span and measurement as one. */
export class LiveMcpSpan implements McpSpan {
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly #parts: LiveMcpSpanParts;
  #hasEnded = false;

  constructor(parts: LiveMcpSpanParts) {
    this.#parts = parts;
    if (parts.span === undefined) return;
    const { traceId, spanId } = parts.span.spanContext();
    this.traceId = traceId;
    this.spanId = spanId;
  }

  run<T>(fn: () => T): T {
    const { active } = this.#parts;
    return active === undefined ? fn() : runInContext(active, fn);
  }

  end(outcome: McpOutcome = WENT_WELL): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const { side, span, meter, writeResult } = this.#parts;
    meter?.end(outcome, errorTypeOf(outcome, side));
    if (!span?.isRecording()) return;
    if (outcome !== WENT_WELL) writeOutcome(span, outcome, side);
    if (outcome.result !== undefined) writeResult?.(span, outcome.result);
    span.end();
  }
}
