// Begins calls: decides what is recorded of them, finds their parent, and makes their span.
import {
  type Context,
  isSpanContextValid,
  propagation,
  type Span,
  type SpanContext,
  SpanKind,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { activeContext } from '../context/active-context.ts';
import { remoteBaggage } from '../context/remote-baggage.ts';
import { remoteParent, remoteTraceState } from '../context/remote-parent.ts';
import type { McpMetrics } from '../metrics/mcp-metrics.ts';
import type { TextScrubber } from '../scrub/text.ts';
import type { McpClientCall, McpServerCall, McpSpan, Telemetry } from '../telemetry.ts';
import { contentText } from './content.ts';
import { type AnyCall, callAttributes, KEYS, spanName } from './conventions.ts';
import type { HeadSampler } from './head-sampler.ts';
import { LiveMcpSpan } from './mcp-span.ts';

/** What a starter works with; a part that is off is `undefined`. */
export interface SpanStarterParts {
  readonly tracer: Tracer | undefined;
  readonly head: HeadSampler | undefined;
  readonly metrics: McpMetrics | undefined;
  readonly text: TextScrubber;
  readonly settings: { readonly recordArguments: boolean; readonly recordResults: boolean };
}

/** Begins calls until it is stopped. */
export interface SpanStarter extends Pick<Telemetry, 'startServerSpan' | 'startClientSpan'> {
  stop(): void;
}

/** Makes the starter. */
export function createSpanStarter({ tracer, head, metrics, text, settings }: SpanStarterParts): SpanStarter {
  let isStopped = false;
  const writeResult = settings.recordResults
    ? (span: Span, result: unknown) => span.setAttribute(KEYS.toolResult, contentText(text, result))
    : undefined;

  function makeSpan(
    call: AnyCall,
    kind: SpanKind,
    parent: Context,
    link: SpanContext | undefined,
  ): Span | undefined {
    if (tracer === undefined || head === undefined) return undefined;
    const attributes = callAttributes(call);
    const isTool = call.method === 'tools/call';
    if (settings.recordArguments && isTool && call.arguments !== undefined) {
      attributes[KEYS.toolArguments] = contentText(text, call.arguments);
    }
    const options = { kind, attributes, links: link === undefined ? [] : [{ context: link }] };
    const span = tracer.startSpan(spanName(call), options, parent);
    head.release();
    return span;
  }

  // Only results of tools have an attribute in the conventions.
  const writerFor = ({ method }: AnyCall) => (method === 'tools/call' ? writeResult : undefined);

  function startServerSpan(call: McpServerCall): McpSpan | undefined {
    if (isStopped) return undefined;
    const meter = metrics?.begin('server', call);
    const base = activeContext();
    const ambient = validSpanContext(base);
    const remote = call.meta && remoteParent(call.meta);
    const parent = remote && remoteContext(base, remote, call.meta ?? {});
    if (head?.decide(remote ?? ambient) === true) {
      // The transport's own span is not the caller's: it is linked, as the conventions want.
      const span = makeSpan(call, SpanKind.SERVER, parent ?? base, remote && ambient);
      // Another library may have suppressed tracing for what runs here.
      if (span?.isRecording()) {
        const active = trace.setSpan(parent ?? base, span);
        return new LiveMcpSpan({ side: 'server', span, active, meter, writeResult: writerFor(call) });
      }
    }
    if (meter === undefined && parent === undefined) return undefined;
    // What the handler calls hears of the caller, whose trace may go on there.
    return new LiveMcpSpan({
      side: 'server',
      span: undefined,
      active: parent,
      meter,
      writeResult: undefined,
    });
  }

  // A client's own decision not to sample is handed on, so that the server need not guess.
  function startClientSpan(call: McpClientCall): McpSpan | undefined {
    if (isStopped) return undefined;
    const meter = metrics?.begin('client', call);
    const parent = activeContext();
    const ambient = validSpanContext(parent);
    const isMade = head?.decide(ambient) === true;
    const span = isMade ? makeSpan(call, SpanKind.CLIENT, parent, undefined) : unsampled(ambient);
    const active = span && trace.setSpan(parent, span);
    return new LiveMcpSpan({ side: 'client', span, active, meter, writeResult: writerFor(call) });
  }

  function unsampled(ambient: SpanContext | undefined): Span | undefined {
    if (head === undefined) return undefined;
    const traceId = ambient?.traceId ?? head.idGenerator.generateTraceId();
    const spanId = ambient?.spanId ?? head.idGenerator.generateSpanId();
    return trace.wrapSpanContext({ traceId, spanId, traceFlags: TraceFlags.NONE });
  }

  return {
    startServerSpan,
    startClientSpan,
    stop: () => {
      isStopped = true;
    },
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
