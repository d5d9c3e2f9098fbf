// The public surface of @portcullis/tracing: importing it loads @opentelemetry/api and nothing else.

export {
  type ClientTransportLike,
  type TraceClientTransportOptions,
  traceClientTransport,
} from './client/trace-client-transport.ts';
export { type TraceContextFields, traceContextFields } from './context/trace-context-fields.ts';
export { type PropagationFields, withTraceContext, withTraceMeta } from './context/with-trace-context.ts';
export { TracingOptionsError, TracingStartedError } from './errors.ts';
export type { MetricsOptions } from './settings/metrics.ts';
export type { StartTracingOptions } from './settings/options.ts';
export type { SamplerOptions } from './settings/sampling.ts';
export { startTracing } from './start-tracing.ts';
export type {
  McpCall,
  McpClientCall,
  McpOutcome,
  McpServerCall,
  McpSession,
  McpSpan,
  McpTransportKind,
  SignalStats,
  Telemetry,
  TelemetryStats,
} from './telemetry.ts';
export { tracingOff } from './tracing-off.ts';
