// The Telemetry of a program that records nothing.
import { createNoopMeter } from '@opentelemetry/api';
import type { Logger } from '@opentelemetry/api-logs';
import { createCallTracer } from './spans/call-tracer.ts';
import type { SignalStats, Telemetry, TelemetryStats } from './telemetry.ts';

/** Nothing of a signal that is off. */
export const NO_RECORDS: SignalStats = Object.freeze({
  recorded: 0,
  exported: 0,
  dropped: Object.freeze({ queueFull: 0, exportFailed: 0, unsanitized: 0, tailBufferFull: 0 }),
});

const NOTHING: TelemetryStats = Object.freeze({
  spans: NO_RECORDS,
  logs: NO_RECORDS,
  metrics: Object.freeze({ exported: 0, exportFailed: 0 }),
});

/** A logger that does nothing; that of OpenTelemetry would load a package. */
export const NOOP_LOGGER: Logger = Object.freeze({ emit: () => undefined, enabled: () => false });

const OFF: Telemetry = Object.freeze({
  enabled: false,
  tracer: Object.freeze(createCallTracer()),
  meter: createNoopMeter(),
  logger: NOOP_LOGGER,
  prometheusHandler: undefined,
  startServerSpan: () => undefined,
  startClientSpan: () => undefined,
  recordSession: () => undefined,
  countRedactions: undefined,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
  stats: () => NOTHING,
});

/** Telemetry that does nothing. It loads no SDK and makes no objects. */
export function tracingOff(): Telemetry {
  return OFF;
}
