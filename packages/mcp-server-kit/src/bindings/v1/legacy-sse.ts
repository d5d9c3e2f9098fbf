// HTTP+SSE of 2024-11-05, for clients that know nothing newer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { RPC } from '../../runtime/protocol-fault.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type Client, isOwn } from '../../runtime/scope.ts';
import { Tally } from '../../runtime/tally.ts';
import { ID_RULE, idOfRefused, isRpcMessage } from '../messages.ts';
import { RETRY_LATER, refuse } from '../reply.ts';
import { carryPrincipal } from './auth-info.ts';
import { createV1Connection } from './connection.ts';

/** Serves the two endpoints of the old transport. */
export interface LegacySse {
  /** Opens the stream: GET. */
  open(res: ServerResponse, messagesPath: string, client: Client): Promise<void>;
  /** Takes one message: POST. */
  handle(
    req: IncomingMessage,
    res: ServerResponse,
    sessionId: string,
    client: Client,
    body: unknown,
  ): Promise<void>;
  close(): Promise<void>;
}

/** The most connections at a time, and of one client. */
const MAX_CONNECTIONS = 1000;
const MAX_CONNECTIONS_PER_CLIENT = MAX_CONNECTIONS / 10;

/** Makes the table of connections. */
export function createLegacySse(runtime: Runtime): LegacySse {
  const connections = new Map<string, { readonly transport: SSEServerTransport; readonly owner: Client }>();
  const held = new Tally();
  return {
    async open(res, messagesPath, client) {
      const { clientKey } = client;
      if (connections.size >= MAX_CONNECTIONS) {
        refuse(res, 'too_many_sessions', 503, 'Too many connections are open. Try again later.', RETRY_LATER);
        return;
      }
      if (held.of(clientKey) >= MAX_CONNECTIONS_PER_CLIENT) {
        refuse(
          res,
          'too_many_sessions',
          429,
          'You have too many connections open. Close one first.',
          RETRY_LATER,
        );
        return;
      }
      const transport = new SSEServerTransport(messagesPath, res);
      connections.set(transport.sessionId, { transport, owner: client });
      held.add(clientKey, 1);
      const { server, connect } = createV1Connection(runtime, {
        transport: 'http',
        clientKey,
        protocolVersion: () => '2024-11-05',
      });
      const forget = server.onclose;
      server.onclose = () => {
        forget?.();
        connections.delete(transport.sessionId);
        held.add(clientKey, -1);
      };
      const send = transport.send.bind(transport);
      transport.send = async (message) => {
        if (res.writableLength > runtime.options.maxUnreadBytes) res.destroy();
        await send(message);
      };
      await connect(transport as Transport);
    },
    async handle(req, res, sessionId, client, body) {
      const connection = connections.get(sessionId);
      if (connection === undefined || !isOwn(client, connection.owner)) {
        refuse(res, 'session_unknown', 404, 'No connection has this sessionId. Open the event stream first.');
        return;
      }
      if (!isRpcMessage(body)) {
        refuse(res, 'bad_message', 400, `Expected one JSON-RPC 2.0 message. ${ID_RULE}.`, {
          code: RPC.invalidRequest,
          id: idOfRefused(body),
        });
        return;
      }
      carryPrincipal(req, client.principal);
      await connection.transport.handlePostMessage(req, res, body);
    },
    async close() {
      await Promise.all([...connections.values()].map(({ transport }) => transport.close()));
    },
  };
}
