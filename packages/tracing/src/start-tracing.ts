// Decides whether a program is traced and measured, and loads OpenTelemetry's SDK only if it is.
import { TracingStartedError } from './errors.ts';
import { resolveSettings, type StartTracingOptions } from './settings/options.ts';
import type { Telemetry } from './telemetry.ts';
import { tracingOff } from './tracing-off.ts';

let live = 0;
let isRegistered = false;

/**
 * Starts traces, metrics and, if asked for, logs of MCP calls by the OpenTelemetry conventions for MCP (status:
 * development), exported as OTLP/HTTP with JSON or read by Prometheus.
 *
 * Everything is off, and no SDK is loaded, when nothing says where to export to, or when `OTEL_SDK_DISABLED=true`. A
 * signal alone is off with `OTEL_TRACES_EXPORTER=none`, `OTEL_METRICS_EXPORTER=none` or `OTEL_LOGS_EXPORTER=none`.
 *
 * Nothing global is set unless `registerGlobally` asks for it. Starting again before `shutdown` gives a second,
 * independent telemetry and a warning.
 *
 * @throws TracingOptionsError when an option, or an environment variable in its place, cannot be used.
 * @throws TracingStartedError when `registerGlobally` is asked for a second time before `shutdown`.
 */
export async function startTracing(options: StartTracingOptions): Promise<Telemetry> {
  const settings = resolveSettings(options, process.env);
  if (settings === undefined) return tracingOff();
  const { registerGlobally, warn } = settings;
  if (registerGlobally && isRegistered) throw new TracingStartedError();
  if (live > 0) warn('startTracing was called again before shutdown: calls may be recorded twice');
  // Before the first await: another start may be under way.
  isRegistered ||= registerGlobally;
  live += 1;
  const free = (): void => {
    live -= 1;
    if (registerGlobally) isRegistered = false;
  };
  let telemetry: Telemetry;
  try {
    const { createLiveTelemetry } = await import('./live-telemetry.ts');
    telemetry = createLiveTelemetry(settings);
  } catch (error) {
    free();
    throw error;
  }
  let stopped: Promise<void> | undefined;
  return {
    ...telemetry,
    shutdown: () => {
      stopped ??= telemetry.shutdown().then(free);
      return stopped;
    },
  };
}
