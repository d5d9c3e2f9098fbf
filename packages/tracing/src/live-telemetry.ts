// Puts OpenTelemetry's SDK together for one server. This file, and what only it imports, loads the SDK.
import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  type SpanContext,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { createCallTracer } from './call-tracer.ts';
import { callAttributes, spanName } from './conventions.ts';
import { withinMs } from './deadline.ts';
import { createExportPipeline } from './export-pipeline.ts';
import { createHeadSampler } from './head-sampler.ts';
import type { TracingSettings } from './options.ts';
import { remoteBaggage } from './remote-baggage.ts';
import { remoteParent, remoteTraceState } from './remote-parent.ts';
import { RecordedServerSpan } from './server-span.ts';
import type { McpServerCall, ServerSpan, Telemetry } from './telemetry.ts';

const SCOPE_NAME = '@portcullis/tracing';

/** Starts the SDK. Only {@link startTracing} calls this, with settings that were checked. */
export function createLiveTelemetry(settings: TracingSettings): Telemetry {
  // Refused, without harm, when another library was first: that one is used then.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const pipeline = createExportPipeline({
    ...settings,
    exporter: settings.exporter ?? otlpExporter(settings),
  });
  const head = createHeadSampler(settings.sampling);
  const provider = new BasicTracerProvider({
    resource: resourceOf(settings),
    sampler: head.sampler,
    idGenerator: head.idGenerator,
    spanProcessors: [pipeline.processor],
    // Strings are cut after they are sanitised: half of an address is still somebody's.
    spanLimits: { attributeValueLengthLimit: Number.POSITIVE_INFINITY },
  });
  const tracer = provider.getTracer(SCOPE_NAME);
  let stopped: Promise<void> | undefined;

  function startServerSpan(call: McpServerCall): ServerSpan | undefined {
    if (stopped !== undefined) return undefined;
    const base = context.active();
    const ambient = validSpanContext(base);
    const remote = call.meta === undefined ? undefined : remoteParent(call.meta);
    if (!head.decide(remote ?? ambient)) return undefined;
    const parent = remote === undefined ? base : remoteContext(base, remote, call.meta ?? {});
    // The transport's own span is not the caller's: it is linked, as the conventions want.
    const links = remote !== undefined && ambient !== undefined ? [{ context: ambient }] : [];
    const options = { kind: SpanKind.SERVER, attributes: callAttributes(call), links };
    const span = tracer.startSpan(spanName(call), options, parent);
    head.release();
    // Another library may have suppressed tracing for what runs here.
    return span.isRecording() ? new RecordedServerSpan(span, trace.setSpan(parent, span)) : undefined;
  }

  return {
    enabled: true,
    tracer: createCallTracer(tracer),
    startServerSpan,
    forceFlush: () => pipeline.processor.forceFlush(),
    shutdown: () => {
      stopped ??= withinMs(settings.shutdownTimeoutMs, pipeline.processor.shutdown());
      return stopped;
    },
    stats: pipeline.stats,
  };
}

function validSpanContext(active: Context): SpanContext | undefined {
  const found = trace.getSpanContext(active);
  return found !== undefined && isSpanContextValid(found) ? found : undefined;
}

function remoteContext(base: Context, remote: SpanContext, meta: Readonly<Record<string, unknown>>): Context {
  const traceState = remoteTraceState(meta);
  const parent = trace.setSpanContext(base, traceState === undefined ? remote : { ...remote, traceState });
  const baggage = remoteBaggage(meta);
  return baggage === undefined ? parent : propagation.setBaggage(parent, baggage);
}

function otlpExporter(settings: TracingSettings): SpanExporter {
  return new OTLPTraceExporter({
    ...(settings.url === undefined ? {} : { url: settings.url }),
    ...(settings.headers === undefined ? {} : { headers: { ...settings.headers } }),
    timeoutMillis: settings.exportTimeoutMs,
  });
}

function resourceOf(settings: TracingSettings): Resource {
  const service = {
    'service.name': settings.serviceName,
    ...(settings.serviceVersion === undefined ? {} : { 'service.version': settings.serviceVersion }),
  };
  return defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes(service));
}
