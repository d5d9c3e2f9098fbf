// The calls of one client that are under way, and its session.
import { hasSessions } from '../spans/conventions.ts';
import type { McpCall, McpOutcome, McpSpan, Telemetry } from '../telemetry.ts';
import { type RpcMessage, textAt } from './rpc-message.ts';
import type { TraceClientTransportOptions } from './trace-client-transport.ts';

type Id = string | number;

// A server that never answers must not fill the memory of its client.
const MAX_OPEN = 10_000;
const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';

/** Follows the messages of one client. */
export interface ClientCalls {
  /** Begins a request or notification; for an answer that goes out, ends the call that it answers. */
  sending(message: RpcMessage): McpSpan | undefined;
  sent(message: RpcMessage, span: McpSpan): void;
  failed(message: RpcMessage, span: McpSpan, exception: unknown): void;
  /** Ends the call that a message answers; runs `listener` inside the span of a request of the server. */
  receiving(message: RpcMessage, listener: () => void): void;
  closed(): void;
}

/** Makes the record of a client's calls. */
export function createClientCalls(
  telemetry: Telemetry,
  options: TraceClientTransportOptions,
  sessionId: () => string | undefined,
): ClientCalls {
  const outgoing = new Map<Id, McpSpan>();
  const incoming = new Map<Id, McpSpan>();
  let protocolVersion: string | undefined;
  let initializeId: Id | undefined;
  let startedAt: number | undefined;

  function callOf({ id, method = '', params }: RpcMessage): McpCall {
    const version = textAt(params?._meta, VERSION_KEY) ?? protocolVersion;
    return {
      transport: options.transport,
      method,
      target: textAt(params, 'name') ?? textAt(params?.ref, 'name'),
      resourceUri: textAt(params, 'uri'),
      requestId: id ?? undefined,
      protocolVersion: version,
      sessionId: sessionId(),
      arguments: params?.arguments,
    };
  }

  function keep(spans: Map<Id, McpSpan>, id: Id, span: McpSpan): void {
    if (spans.size >= MAX_OPEN) {
      const oldest = spans.keys().next().value as Id;
      end(spans, oldest, { errorType: 'unanswered' });
    }
    spans.set(id, span);
  }

  function end(spans: Map<Id, McpSpan>, id: Id, outcome: McpOutcome): void {
    spans.get(id)?.end(outcome);
    spans.delete(id);
  }

  function endCancelled(spans: Map<Id, McpSpan>, { method, params }: RpcMessage): void {
    if (method === 'notifications/cancelled' && isId(params?.requestId))
      end(spans, params.requestId, { errorType: 'cancelled' });
  }

  // Only an answer that fits opens the session; what a server says of its version is taken as it is used.
  function noteInitialized({ id, result }: RpcMessage): void {
    if (id !== initializeId || result === undefined) return;
    initializeId = undefined;
    protocolVersion = textAt(result, 'protocolVersion');
  }

  return {
    sending(message) {
      const { id, method } = message;
      if (method === undefined) {
        if (isId(id)) end(incoming, id, outcomeOf(message));
        return undefined;
      }
      endCancelled(outgoing, message);
      if (method === 'initialize' && isId(id)) {
        initializeId = id;
        startedAt = performance.now();
      }
      const span = telemetry.startClientSpan({ ...options, ...callOf(message) });
      if (span !== undefined && isId(id)) keep(outgoing, id, span);
      return span;
    },
    sent({ id }, span) {
      if (!isId(id)) span.end();
    },
    failed({ id }, span, exception) {
      if (isId(id)) outgoing.delete(id);
      span.end({ exception });
    },
    receiving(message, listener) {
      const { id, method, params } = message;
      // The SDKs send no answer to what its sender took back.
      endCancelled(incoming, message);
      if (method === undefined && isId(id)) {
        noteInitialized(message);
        end(outgoing, id, outcomeOf(message));
      } else if (method !== undefined && isId(id)) {
        const meta = params?._meta as Record<string, unknown> | undefined;
        const span = telemetry.startServerSpan({ ...callOf(message), meta });
        if (span !== undefined) {
          keep(incoming, id, span);
          span.run(listener);
          return;
        }
      }
      listener();
    },
    closed() {
      for (const spans of [outgoing, incoming]) {
        for (const id of [...spans.keys()]) end(spans, id, { errorType: 'connection_closed' });
      }
      if (startedAt === undefined || protocolVersion === undefined || !hasSessions(protocolVersion)) return;
      const durationMs = performance.now() - startedAt;
      startedAt = undefined;
      telemetry.recordSession({ ...options, side: 'client', durationMs, protocolVersion });
    },
  };
}

function isId(id: unknown): id is Id {
  return typeof id === 'string' || typeof id === 'number';
}

function outcomeOf({ error, result }: RpcMessage): McpOutcome {
  if (error !== undefined && error !== null) {
    const message = textAt(error, 'message');
    return typeof error.code === 'number'
      ? { statusCode: error.code, message }
      : { errorType: '_OTHER', message };
  }
  return { result, errorType: result?.isError === true ? 'tool_error' : undefined };
}
