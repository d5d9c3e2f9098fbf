// 2026-07-28 over HTTP, the usual requests: one Server for every client, behind the multiplexer.
import {
  type JSONRPCMessage,
  type MessageExtraInfo,
  PerRequestHTTPServerTransport,
  type TransportSendOptions,
} from '@modelcontextprotocol/server';
import type { HttpExchange } from '../../http/reply.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { RequestId, RpcMessage } from '../messages.ts';
import { admit, Mux } from '../mux.ts';
import { createRefusals } from '../refusals.ts';
import { createV2Server, REVISION } from './server.ts';

/** Serves requests that {@link isPlainRequest} has let through. */
export interface V2Stateless {
  handle(
    message: RpcMessage & { id: RequestId },
    exchange: HttpExchange,
    onHangUp: (listener: () => void) => void,
  ): void;
  close(): Promise<void>;
}

const CLASSIFICATION = { era: 'modern', revision: REVISION } as const;

/**
 * The SDK binds a Server to the 2026 era when its transport is of this class. It is made for one request; this
 * one replaces what sends and receives, and serves them all.
 */
class MuxTransport extends PerRequestHTTPServerTransport {
  readonly mux = new Mux<HttpExchange>();

  constructor() {
    super({ classification: CLASSIFICATION });
  }

  deliver(message: RpcMessage): void {
    this.onmessage?.(message as JSONRPCMessage, { classification: CLASSIFICATION } as MessageExtraInfo);
  }

  override async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    this.mux.route(message as RpcMessage, options?.relatedRequestId);
  }
}

/** Connects one Server for the life of the process. */
export async function createV2Stateless(runtime: Runtime): Promise<V2Stateless> {
  const transport = new MuxTransport();
  const { mux } = transport;
  const server = createV2Server(runtime, ({ mcpReq }) => ({
    transport: 'http',
    requestId: mux.callerIdOf(mcpReq.id),
    clientKey: mux.exchangeOf(mcpReq.id)?.clientKey ?? 'gone',
  }));
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
      (accepted) => transport.deliver(accepted),
      (error) => mux.route(error, undefined),
    );
  return {
    handle: (message, exchange, onHangUp) => admit(mux, [message], exchange, deliver, onHangUp),
    close: () => server.close(),
  };
}
