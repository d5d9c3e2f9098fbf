// The span of one sampled call, as the server holds it.
import { type Context, context, type Span } from '@opentelemetry/api';
import { writeOutcome } from './outcome.ts';
import type { McpSpanOutcome, ServerSpan } from './telemetry.ts';

export class RecordedServerSpan implements ServerSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly #span: Span;
  readonly #context: Context;

  /** `active` is the context in which the handler runs: it holds `span`. */
  constructor(span: Span, active: Context) {
    const { traceId, spanId } = span.spanContext();
    this.traceId = traceId;
    this.spanId = spanId;
    this.#span = span;
    this.#context = active;
  }

  run<T>(fn: () => T): T {
    return context.with(this.#context, fn);
  }

  end(outcome?: McpSpanOutcome): void {
    if (!this.#span.isRecording()) return;
    if (outcome !== undefined) writeOutcome(this.#span, outcome);
    this.#span.end();
  }
}
