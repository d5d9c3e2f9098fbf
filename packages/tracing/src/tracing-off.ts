// The Telemetry of a server that is not traced.
import { createCallTracer } from './call-tracer.ts';
import type { Telemetry, TracingStats } from './telemetry.ts';

const NOTHING: TracingStats = Object.freeze({
  recorded: 0,
  exported: 0,
  dropped: Object.freeze({ queueFull: 0, exportFailed: 0, unsanitized: 0 }),
});

const OFF: Telemetry = Object.freeze({
  enabled: false,
  tracer: Object.freeze(createCallTracer()),
  startServerSpan: () => undefined,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
  stats: () => NOTHING,
});

/** Tracing that does nothing. It loads no SDK and makes no objects. */
export function tracingOff(): Telemetry {
  return OFF;
}
