// The 2025 era on a connection that both eras share.
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Client, RequestScope } from '../../runtime/scope.ts';
import type { Caller } from '../direct.ts';
import type { RpcMessage } from '../messages.ts';
import { createV1Connection } from './connection.ts';
import { askVia } from './server.ts';

/** One end of the connection. */
export interface V1Link {
  deliver(message: RpcMessage): void;
  /** Who is at the other end, once `initialize` has been answered. */
  caller(): Caller | undefined;
  close(): Promise<void>;
}

/** Makes the Server of one connection and gives it a transport that is nothing but two functions. */
export async function createV1Link(
  runtime: Runtime,
  transport: RequestScope['transport'],
  client: Client,
  send: (message: RpcMessage) => void,
): Promise<V1Link> {
  let protocolVersion: string | undefined;
  const { server, memory, connect } = createV1Connection(runtime, {
    transport,
    ...client,
    protocolVersion: () => protocolVersion,
  });
  const wire: Transport = {
    start: async () => {},
    send: async (message) => {
      const outgoing = message as RpcMessage;
      // Only the answer to `initialize` has this field.
      const negotiated = outgoing.result?.protocolVersion;
      if (typeof negotiated === 'string') protocolVersion = negotiated;
      send(outgoing);
    },
    close: async () => wire.onclose?.(),
  };
  await connect(wire);
  const ask = askVia((request, schema, options) => server.request(request, schema, options));
  return {
    caller: () =>
      protocolVersion === undefined
        ? undefined
        : {
            era: '2025',
            transport,
            ...client,
            protocolVersion,
            logLevel: memory.logLevel,
            clientInfo: server.getClientVersion(),
            clientCapabilities: server.getClientCapabilities(),
            ask,
            session: memory,
          },
    deliver: (message) => wire.onmessage?.(message as JSONRPCMessage),
    close: () => server.close(),
  };
}
