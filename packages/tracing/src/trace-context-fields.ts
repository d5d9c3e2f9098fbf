// The ids of the active span under the names that OpenTelemetry gives them in logs.
import { context, isSpanContextValid, trace } from '@opentelemetry/api';

/** Fields for a log line; the names are those of OpenTelemetry's non-OTLP log formats. */
export interface TraceContextFields {
  readonly trace_id: string;
  readonly span_id: string;
  /** Two hexadecimal digits: `01` is sampled. */
  readonly trace_flags: string;
}

/**
 * The active span's ids, for a logger's mixin: `pino({ mixin: () => traceContextFields() ?? {} })`.
 * @returns `undefined` when no span is active.
 */
export function traceContextFields(): TraceContextFields | undefined {
  const active = trace.getSpanContext(context.active());
  if (active === undefined || !isSpanContextValid(active)) return undefined;
  return {
    trace_id: active.traceId,
    span_id: active.spanId,
    trace_flags: active.traceFlags.toString(16).padStart(2, '0'),
  };
}
