// Puts everything together for one program. Loaded only when something is on, as it loads the SDK.
import { createNoopMeter } from '@opentelemetry/api';
import { withinMs } from './export/deadline.ts';
import { inActiveContext } from './export/log-pipeline.ts';
import { settled } from './export/span-pipeline.ts';
import { createMcpMetrics } from './metrics/mcp-metrics.ts';
import type { TracingSettings } from './settings/options.ts';
import { registerProviders } from './signals/global-providers.ts';
import { createLogs } from './signals/logs.ts';
import { createMetrics } from './signals/metrics.ts';
import { createSharedParts } from './signals/shared.ts';
import { createTraces } from './signals/traces.ts';
import { createCallTracer } from './spans/call-tracer.ts';
import { createSpanStarter } from './spans/start-span.ts';
import type { Telemetry, TelemetryStats } from './telemetry.ts';
import { NO_RECORDS, NOOP_LOGGER } from './tracing-off.ts';

const SCOPE_NAME = '@portcullis/tracing';

/** Starts the SDK. Only {@link startTracing} calls this, with settings that were checked. */
export function createLiveTelemetry(settings: TracingSettings): Telemetry {
  const { serviceName, exportTimeoutsMs, shutdownTimeoutMs } = settings;
  const shared = createSharedParts(settings);
  const traces = settings.traces && createTraces(settings.traces, shared, SCOPE_NAME);
  const logs = settings.logs && createLogs(settings.logs, shared);
  const metrics = settings.metrics && createMetrics(settings.metrics, shared);
  const stats = (): TelemetryStats => ({
    spans: traces?.stats() ?? NO_RECORDS,
    logs: logs?.stats() ?? NO_RECORDS,
    metrics: metrics?.stats() ?? { exported: 0, exportFailed: 0 },
  });
  const measures =
    settings.metrics &&
    metrics &&
    createMcpMetrics(metrics.provider.getMeter(SCOPE_NAME), { ...settings.metrics, stats });
  const starter = createSpanStarter({
    tracer: traces?.tracer,
    head: traces?.head,
    metrics: measures,
    text: shared.text,
    settings,
  });
  const unregister = settings.registerGlobally
    ? registerProviders([traces?.provider, metrics?.provider, logs?.provider], settings.warn)
    : undefined;

  async function stop(): Promise<void> {
    unregister?.();
    starter.stop();
    await withinMs(
      shutdownTimeoutMs,
      settled([traces?.shutdown(), logs?.shutdown(), metrics?.provider.shutdown()]),
    );
    shared.otlp.close();
    shared.report.close();
  }

  return {
    enabled: true,
    tracer: createCallTracer(traces?.tracer),
    meter: metrics?.provider.getMeter(serviceName) ?? createNoopMeter(),
    logger: logs ? inActiveContext(logs.provider.getLogger(serviceName)) : NOOP_LOGGER,
    prometheusHandler: metrics?.prometheus?.handle,
    startServerSpan: starter.startServerSpan,
    startClientSpan: starter.startClientSpan,
    recordSession: (session) => measures?.recordSession(session),
    countRedactions: measures && ((type, count = 1) => measures.countRedactions(type, count)),
    forceFlush: () =>
      withinMs(
        Math.max(...Object.values(exportTimeoutsMs)),
        settled([traces?.forceFlush(), logs?.forceFlush(), metrics?.provider.forceFlush()]),
      ),
    shutdown: stop,
    stats,
  };
}
