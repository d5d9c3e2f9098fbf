// The 2025 era without sessions: one Server for every client, behind the multiplexer.
import type { Transport, TransportSendOptions } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  type JSONRPCMessage,
  LATEST_PROTOCOL_VERSION,
  type MessageExtraInfo,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/sdk/types.js';
import type { HttpExchange } from '../../http/reply.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { RpcMessage } from '../messages.ts';
import { admit, Mux } from '../mux.ts';
import { createRefusals } from '../refusals.ts';
import { createV1Server, notifyVia } from './server.ts';

/** Serves 2025-era requests that name no session. */
export interface V1Stateless {
  handle(
    messages: readonly RpcMessage[],
    exchange: HttpExchange,
    onHangUp: (listener: () => void) => void,
  ): void;
  close(): Promise<void>;
}

class MuxTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <T extends JSONRPCMessage>(message: T, extra?: MessageExtraInfo) => void;
  readonly mux = new Mux<HttpExchange>();

  async start(): Promise<void> {}

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    this.mux.route(message as RpcMessage, options?.relatedRequestId);
  }

  async close(): Promise<void> {
    this.onclose?.();
  }
}

/** Connects one Server for the life of the process. */
export async function createV1Stateless(runtime: Runtime): Promise<V1Stateless> {
  const transport = new MuxTransport();
  const { mux } = transport;
  const server = createV1Server(runtime, (_request, extra) => {
    const exchange = mux.exchangeOf(extra.requestId);
    return {
      era: '2025',
      protocolVersion: exchange?.protocolVersion,
      transport: 'http',
      requestId: mux.callerIdOf(extra.requestId),
      sessionId: undefined,
      clientKey: exchange?.clientKey ?? 'gone',
      clientInfo: undefined,
      clientCapabilities: undefined,
      signal: extra.signal,
      logLevel: undefined,
      notify: (method, params) => notifyVia(extra, method, params),
      ask: undefined,
      inputResponses: undefined,
      requestState: undefined,
      session: undefined,
      closeStream: () => {},
    };
  });
  await server.connect(transport);
  const refusals = createRefusals();
  const log = server.onerror;
  server.onerror = (error) => {
    refusals.noticed();
    log?.(error);
  };
  const deliver = (message: RpcMessage): void =>
    refusals.deliver(
      message,
      (accepted) => transport.onmessage?.(accepted as JSONRPCMessage),
      (error) => mux.route(error, undefined),
    );
  return {
    handle(messages, exchange, onHangUp) {
      // `initialize` would write this client's name into the Server that everybody shares.
      const isInitialize = messages.length === 1 && messages[0]?.method === 'initialize';
      if (isInitialize && messages[0]?.id !== undefined) {
        exchange.answer({
          jsonrpc: '2.0',
          id: messages[0].id,
          result: initializeResult(runtime, messages[0]),
        });
        return;
      }
      admit(mux, messages, exchange, deliver, onHangUp);
    },
    close: () => server.close(),
  };
}

function initializeResult(runtime: Runtime, { params }: RpcMessage): Record<string, unknown> {
  const asked = params?.protocolVersion;
  const isKnown = typeof asked === 'string' && SUPPORTED_PROTOCOL_VERSIONS.includes(asked);
  // Nothing is remembered between requests, so there is nothing to subscribe to and no level to set.
  const { logging: _logging, resources, ...rest } = runtime.capabilities;
  return {
    protocolVersion: isKnown ? asked : LATEST_PROTOCOL_VERSION,
    capabilities: { ...rest, ...(resources && { resources: {} }) },
    serverInfo: runtime.info,
    ...(runtime.instructions !== undefined && { instructions: runtime.instructions }),
  };
}
