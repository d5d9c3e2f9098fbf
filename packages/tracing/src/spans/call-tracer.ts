// A tracer that only adds to a trace that is there, or starts one when told so.
import {
  type Context,
  INVALID_SPAN_CONTEXT,
  type Span,
  type SpanOptions,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { activeContext, runInContext } from '../context/active-context.ts';

type SpanCallback = (span: Span) => unknown;

/**
 * Wraps a tracer so that a span without a parent is made only with `{ root: true }`. Sampling happens at the
 * server span: were a parentless span sampled by itself, an unsampled call would leave fragments of traces.
 */
export function createCallTracer(inner?: Tracer): Tracer {
  function startSpan(name: string, options: SpanOptions = {}, parent: Context = activeContext()): Span {
    if (inner === undefined) return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    if (options.root !== true && trace.getSpanContext(parent) === undefined) {
      return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    }
    return inner.startSpan(name, options, parent);
  }

  function startActiveSpan(name: string, ...rest: readonly unknown[]): unknown {
    const callback = rest.at(-1) as SpanCallback;
    const options = rest.length > 1 ? (rest[0] as SpanOptions | undefined) : undefined;
    const parent = (rest.length > 2 ? (rest[1] as Context | undefined) : undefined) ?? activeContext();
    const span = startSpan(name, options, parent);
    // Nothing to make active: spare the caller the cost of a context.
    if (span.spanContext() === INVALID_SPAN_CONTEXT) return callback(span);
    return runInContext(trace.setSpan(parent, span), () => callback(span));
  }

  return { startSpan, startActiveSpan: startActiveSpan as Tracer['startActiveSpan'] };
}
