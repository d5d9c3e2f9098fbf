// Puts everything together for one program. Loaded only when something is on, as it loads the SDK.
import { createNoopMeter } from '@opentelemetry/api';
import { type BatchQueue, createBatchQueue } from './export/batch-queue.ts';
import { withinMs } from './export/deadline.ts';
import { createDropReport } from './export/drop-report.ts';
import { createLogPipeline, inActiveContext } from './export/log-pipeline.ts';
import { createOtlpConnections } from './export/otlp.ts';
import { type Exporter, send } from './export/send.ts';
import { createSpanPipeline, settled } from './export/span-pipeline.ts';
import { registerProviders } from './global-providers.ts';
import { createMcpMetrics } from './metrics/mcp-metrics.ts';
import { createMetricPipeline } from './metrics/metric-pipeline.ts';
import { cleanResource } from './resource.ts';
import { createLogRecordScrubber } from './scrub/log-record.ts';
import { createPartScrubber } from './scrub/parts.ts';
import { createSpanScrubber } from './scrub/span.ts';
import { createTextScrubber } from './scrub/text.ts';
import {
  BasicTracerProvider,
  LoggerProvider,
  OTLPLogExporter,
  OTLPMetricExporter,
  OTLPTraceExporter,
  type ReadableLogRecord,
  type ReadableSpan,
} from './sdk.ts';
import type { Signal } from './settings/endpoint.ts';
import type { TracingSettings } from './settings/options.ts';
import { createCallTracer } from './spans/call-tracer.ts';
import { createHeadSampler } from './spans/head-sampler.ts';
import { createSpanStarter } from './spans/start-span.ts';
import type { Telemetry, TelemetryStats } from './telemetry.ts';
import { NOOP_LOGGER } from './tracing-off.ts';

const SCOPE_NAME = '@portcullis/tracing';

/** Starts the SDK. Only {@link startTracing} calls this, with settings that were checked. */
export function createLiveTelemetry(settings: TracingSettings): Telemetry {
  const { exportTimeoutMs, warn } = settings;
  const text = createTextScrubber(settings);
  const parts = createPartScrubber(text);
  const resource = cleanResource(settings, parts);
  const report = createDropReport(warn);
  const otlp = createOtlpConnections(settings.headers, exportTimeoutMs);

  function queueTo<T>(signal: Signal, exporter: Exporter<T[]> | undefined): BatchQueue<T> {
    return createBatchQueue<T>({
      ...settings,
      send: (batch) =>
        exporter === undefined ? Promise.resolve(true) : send(exporter, batch, exportTimeoutMs),
      onDrop: (reason, count) => report.count(signal, reason, count),
    });
  }

  const { traces, metrics: measured, logs: logged } = settings;
  const spanExporter =
    traces?.exporter ??
    (traces?.url === undefined ? undefined : new OTLPTraceExporter(otlp.optionsFor(traces.url)));
  const spanQueue = queueTo<ReadableSpan>('traces', spanExporter);
  const head = traces && createHeadSampler(traces.sampling);
  const spans =
    traces &&
    createSpanPipeline({
      scrub: createSpanScrubber(text, parts),
      queue: spanQueue,
      exporter: spanExporter,
      processors: traces.processors,
      tail: traces.sampling.tail,
    });
  const tracerProvider =
    head &&
    spans &&
    new BasicTracerProvider({
      resource,
      sampler: head.sampler,
      idGenerator: head.idGenerator,
      spanProcessors: [spans],
      // Strings are cut after they are sanitised: half of an address is still somebody's.
      spanLimits: { attributeValueLengthLimit: Number.POSITIVE_INFINITY },
    });

  const logExporter = logged && (logged.exporter ?? new OTLPLogExporter(otlp.optionsFor(logged.url)));
  const logQueue = queueTo<ReadableLogRecord>('logs', logExporter);
  const logs = logExporter && createLogPipeline(createLogRecordScrubber(text, parts), logQueue, logExporter);
  const loggerProvider =
    logs &&
    new LoggerProvider({
      resource,
      processors: [logs],
      logRecordLimits: { attributeValueLengthLimit: Number.POSITIVE_INFINITY },
    });

  const metricPipeline =
    measured &&
    createMetricPipeline({
      ...measured,
      resource,
      scrubber: text,
      exportTimeoutMs,
      exporter:
        measured.exporter ??
        (measured.otlp ? new OTLPMetricExporter(otlp.optionsFor(measured.url)) : undefined),
      onFailed: () => report.count('metrics', 'exportFailed', 1),
    });
  const meterProvider = metricPipeline?.provider;
  const stats = (): TelemetryStats => ({
    spans: spanQueue.stats(),
    logs: logQueue.stats(),
    metrics: metricPipeline?.stats() ?? { exported: 0, exportFailed: 0 },
  });
  const mcpMetrics =
    measured && meterProvider && createMcpMetrics(meterProvider.getMeter(SCOPE_NAME), { ...measured, stats });

  const tracer = tracerProvider?.getTracer(SCOPE_NAME);
  const starter = createSpanStarter({ tracer, head, metrics: mcpMetrics, text, settings });
  const unregister = settings.registerGlobally
    ? registerProviders({ tracerProvider, meterProvider, loggerProvider }, warn)
    : undefined;
  let stopped: Promise<void> | undefined;

  async function stop(): Promise<void> {
    unregister?.();
    starter.stop();
    await withinMs(
      settings.shutdownTimeoutMs,
      settled([spans?.shutdown(), logs?.shutdown(), meterProvider?.shutdown()]),
    );
    otlp.close();
    report.close();
  }

  return {
    enabled: true,
    tracer: createCallTracer(tracer),
    meter: meterProvider?.getMeter(settings.serviceName) ?? createNoopMeter(),
    logger: loggerProvider ? inActiveContext(loggerProvider.getLogger(settings.serviceName)) : NOOP_LOGGER,
    prometheusHandler: metricPipeline?.prometheus?.handle,
    startServerSpan: starter.startServerSpan,
    startClientSpan: starter.startClientSpan,
    recordSession: (session) => mcpMetrics?.recordSession(session),
    countRedactions: mcpMetrics && ((type, count = 1) => mcpMetrics.countRedactions(type, count)),
    forceFlush: () =>
      withinMs(
        exportTimeoutMs,
        settled([spans?.forceFlush(), logs?.forceFlush(), meterProvider?.forceFlush()]),
      ),
    shutdown: () => {
      stopped ??= stop();
      return stopped;
    },
    stats,
  };
}
