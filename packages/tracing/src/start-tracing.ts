// Decides whether a server is traced, and loads OpenTelemetry's SDK only if it is.
import { resolveSettings, type StartTracingOptions } from './options.ts';
import type { Telemetry } from './telemetry.ts';
import { tracingOff } from './tracing-off.ts';

/**
 * Starts tracing of MCP calls by the OpenTelemetry conventions for MCP (status: development), exported as
 * OTLP/HTTP with JSON.
 *
 * Tracing is off, and no SDK is loaded, when there is neither an endpoint nor an exporter, or when
 * `OTEL_SDK_DISABLED=true`, `OTEL_TRACES_EXPORTER=none` or `OTEL_TRACES_SAMPLER=always_off` says so.
 *
 * No global tracer provider and no global propagator are set. A global *context manager* is set if there is none,
 * because `context.active()` of the public API knows no other way; one that another library set is used as it is.
 *
 * @throws TracingOptionsError when an option, or an environment variable in its place, cannot be used.
 */
export async function startTracing(options: StartTracingOptions): Promise<Telemetry> {
  const settings = resolveSettings(options, process.env);
  if (settings === undefined) return tracingOff();
  const { createLiveTelemetry } = await import('./live-telemetry.ts');
  return createLiveTelemetry(settings);
}
