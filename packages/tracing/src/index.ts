// The public surface of @portcullis/tracing: importing it loads @opentelemetry/api and nothing else.

export { TracingOptionsError } from './errors.ts';
export type { StartTracingOptions } from './options.ts';
export { startTracing } from './start-tracing.ts';
export type { McpServerCall, McpSpanOutcome, ServerSpan, Telemetry, TracingStats } from './telemetry.ts';
export { type TraceContextFields, traceContextFields } from './trace-context-fields.ts';
export { tracingOff } from './tracing-off.ts';
