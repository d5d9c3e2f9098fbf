// 2026-07-28 on a connection that both eras share, by the SDK's own stdio entry (which owns subscriptions there).
import type { JSONRPCMessage, Server, Transport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Change } from '../../runtime/change-feed.ts';
import { redactStrings } from '../../runtime/redact-strings.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Client, RequestScope } from '../../runtime/scope.ts';
import { isRequest, type RequestId, type RpcMessage } from '../messages.ts';
import { recordedName } from './envelope.ts';
import { listenFault } from './listen-fault.ts';
import { shortRefusal } from './refusal.ts';
import { createV2Server } from './server.ts';

/** One end of the connection. */
export interface V2Link {
  deliver(message: RpcMessage): void;
  close(): Promise<void>;
}

/** Hands the SDK a transport that is nothing but two functions, and the change feed to its subscriptions. */
export function createV2Link(
  runtime: Runtime,
  transport: RequestScope['transport'],
  client: Client,
  send: (message: RpcMessage) => void,
): V2Link {
  let server: Server | undefined;
  // What the SDK has been given and the runtime has not seen.
  const unseen = new Map<RequestId, { name: string; startedAt: number }>();
  /** Notes an answer of the SDK's own, and gives it as it is to be sent. */
  const noted = (message: RpcMessage): RpcMessage => {
    const { id, method, error } = message;
    const seen = method === undefined && id !== undefined && id !== null ? unseen.get(id) : undefined;
    if (seen === undefined || id === undefined || id === null) return message;
    unseen.delete(id);
    const scope = { era: '2026', transport, clientKey: client.clientKey, requestId: id } as const;
    runtime.note(seen.name, scope, seen.startedAt, error?.code);
    return error === undefined
      ? message
      : { ...redactStrings(shortRefusal(message), runtime.options.sinks.error), id };
  };
  const wire: Transport = {
    start: async () => {},
    send: async (message) => {
      send(noted(message as RpcMessage));
    },
    close: async () => wire.onclose?.(),
  };
  const handle = serveStdio(
    () => {
      server = createV2Server(runtime, ({ mcpReq }) => {
        unseen.delete(mcpReq.id);
        return { transport, requestId: mcpReq.id, ...client };
      });
      return server;
    },
    {
      legacy: 'reject',
      transport: wire,
      onerror: (error) => runtime.options.logger.debug({ err: error }, 'MCP 2026 connection'),
    },
  );
  const unsubscribe = runtime.changes.subscribe((change) => {
    if (server !== undefined) announce(server, change).catch(() => {});
  });
  return {
    deliver: (message) => {
      if (isRequest(message)) {
        const name = recordedName(message.method, runtime.methods);
        unseen.set(message.id, { name, startedAt: performance.now() });
        const fault = listenFault(message, runtime);
        if (fault !== undefined) {
          void wire.send(fault as JSONRPCMessage);
          return;
        }
      }
      wire.onmessage?.(message as JSONRPCMessage);
    },
    close: async () => {
      unsubscribe();
      await handle.close();
    },
  };
}

function announce(server: Server, change: Change): Promise<void> {
  switch (change.kind) {
    case 'tools':
      return server.sendToolListChanged();
    case 'prompts':
      return server.sendPromptListChanged();
    case 'resources':
      return server.sendResourceListChanged();
    case 'resource':
      return server.sendResourceUpdated({ uri: change.uri });
  }
}
