// What one call costs to record: bare SDK and this package in its ways of use, all exporting to nothing.
import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { type StartTracingOptions, startTracing, tracingOff } from '@portcullis/tracing';

/** Records calls; `call` counts them, so that each has an id of its own. */
export interface Contestant {
  readonly name: string;
  record(call: number): void;
  /** Lets what is queued be exported. */
  settle(): Promise<void>;
}

const exporter: SpanExporter = {
  export: (_spans, done) => done({ code: 0 }),
  shutdown: () => Promise.resolve(),
};

const SESSION = '5b0a3c6e-8a2f-4d57-9f7e-0c1d2e3f4a5b';

/** The peer: OpenTelemetry's SDK with the same attributes, by hand. */
function bareSdk(): Contestant {
  const processor = new BatchSpanProcessor(exporter, { maxQueueSize: 100_000 });
  const tracer = new BasicTracerProvider({ spanProcessors: [processor] }).getTracer('bench');
  return {
    name: 'bare SDK',
    record(call) {
      const attributes = {
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'search_documents',
        'gen_ai.operation.name': 'execute_tool',
        'jsonrpc.request.id': String(call),
        'mcp.protocol.version': '2025-11-25',
        'mcp.session.id': SESSION,
        'network.transport': 'tcp',
        'network.protocol.name': 'http',
      };
      const options = { kind: SpanKind.SERVER, attributes };
      const span = tracer.startSpan('tools/call search_documents', options, ROOT_CONTEXT);
      trace.setSpan(ROOT_CONTEXT, span);
      span.end();
    },
    settle: () => processor.forceFlush(),
  };
}

async function ours(name: string, options: Partial<StartTracingOptions> | undefined): Promise<Contestant> {
  const telemetry =
    options === undefined
      ? tracingOff()
      : await startTracing({
          serviceName: 'bench',
          exporter,
          metrics: false,
          maxQueueSize: 100_000,
          onWarning: () => {},
          ...options,
        });
  return {
    name,
    record(call) {
      telemetry
        .startServerSpan({
          method: 'tools/call',
          target: 'search_documents',
          requestId: call,
          protocolVersion: '2025-11-25',
          sessionId: SESSION,
          transport: 'http',
        })
        ?.end();
    },
    settle: () => telemetry.forceFlush(),
  };
}

/** All of them, the peer first. */
export async function createContestants(): Promise<Contestant[]> {
  const { sanitize } = createSanitizer();
  const measured = { metrics: { prometheus: true } };
  return [
    bareSdk(),
    await ours('on', {}),
    await ours('on, scrubbed', { sanitize }),
    await ours('10 %', { sampler: { ratio: 0.1 } }),
    await ours('10 %, scrubbed', { sampler: { ratio: 0.1 }, sanitize }),
    await ours('10 %, and failures: tail sampler', { sampler: { ratio: 0.1, keepErrors: true } }),
    await ours('metrics alone', { sampler: { ratio: 0 }, ...measured }),
    await ours('on, scrubbed, with metrics', { sanitize, ...measured }),
    await ours('off', undefined),
  ];
}
