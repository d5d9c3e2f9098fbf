// The ids of the active span under the names that OpenTelemetry gives them in logs.
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { activeContext } from './active-context.ts';

/** Fields for a log line; the names are those of OpenTelemetry's non-OTLP log formats. */
export interface TraceContextFields {
  readonly trace_id: string;
  readonly span_id: string;
  /** Two hexadecimal digits: `01` is sampled. */
  readonly trace_flags: string;
}

/**
 * The active span's ids, for a logger's mixin: `pino({ mixin: () => traceContextFields() ?? {} })`.
 * @returns `undefined` when no span of this process is active: a caller's span is not what a line belongs to.
 */
export function traceContextFields(): TraceContextFields | undefined {
  const active = trace.getSpanContext(activeContext());
  if (active === undefined || active.isRemote === true || !isSpanContextValid(active)) return undefined;
  return { trace_id: active.traceId, span_id: active.spanId, trace_flags: flagsOf(active.traceFlags) };
}

/** Trace flags as W3C Trace Context and logs write them: two hexadecimal digits. */
export function flagsOf(traceFlags: number): string {
  return traceFlags.toString(16).padStart(2, '0');
}
