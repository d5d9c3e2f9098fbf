// One 2025-era client with a Server of its own: a session, an SSE connection, standard input, memory.
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { ServerNotification, ServerResult } from '@modelcontextprotocol/sdk/types.js';
import type { Change } from '../../runtime/change-feed.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import {
  type Client,
  createSessionMemory,
  type RequestScope,
  type SessionMemory,
} from '../../runtime/scope.ts';
import { principalIn } from './auth-info.ts';
import { earlyCallIn } from './early-call.ts';
import { superviseOwn } from './own-requests.ts';
import { askVia, createV1Server, notifyVia, type V1Extra } from './server.ts';
import { createTurns } from './turns.ts';

/** How a connection came in. */
export interface ConnectionInfo extends Client {
  readonly transport: RequestScope['transport'];
  /** The negotiated revision, which the SDK keeps to itself. */
  readonly protocolVersion: (extra: V1Extra) => string | undefined;
}

/** A Server and what it remembers of its client. */
export interface V1Connection {
  readonly server: Server;
  readonly memory: SessionMemory;
  /** Connects the Server; what it answers by itself is put on record. */
  connect(transport: Transport): Promise<void>;
}

/** Makes the Server of one connection; it follows the change feed until it is closed. */
export function createV1Connection(runtime: Runtime, info: ConnectionInfo): V1Connection {
  const memory = createSessionMemory();
  const startedAt = performance.now();
  const turns = createTurns(runtime.options.maxResultChars);
  const server = createV1Server(runtime, (_request, extra, own) => ({
    era: '2025',
    protocolVersion: info.protocolVersion(extra),
    transport: info.transport,
    requestId: extra.requestId,
    sessionId: extra.sessionId,
    clientKey: info.clientKey,
    principal: principalIn(extra) ?? info.principal,
    clientInfo: own.getClientVersion(),
    clientCapabilities: own.getClientCapabilities(),
    signal: extra.signal,
    logLevel: memory.logLevel,
    notify: (method, params) => notifyVia(extra, method, params),
    ask: askVia(extra.sendRequest),
    inputResponses: undefined,
    requestState: undefined,
    session: memory,
    closeStream: () => extra.closeSSEStream?.(),
    resultBudget: turns.budgetOf(extra),
  }));
  const { fallbackRequestHandler: dispatch } = server;
  server.fallbackRequestHandler = async (request, extra) => {
    const early = earlyCallIn(request);
    return turns.take(
      extra as V1Extra,
      async () => ((await early?.attach(extra as V1Extra)) ?? dispatch?.(request, extra)) as ServerResult,
    );
  };
  const unsubscribe = runtime.changes.subscribe((change) => {
    const notification = notificationFor(change, memory.subscriptions);
    if (notification !== undefined) server.notification(notification).catch(() => {});
  });
  server.onclose = () => {
    unsubscribe();
    // Without `initialize` there was a connection, and no session.
    if (server.getClientVersion() === undefined) return;
    runtime.options.telemetry?.recordSession({
      side: 'server',
      durationMs: performance.now() - startedAt,
      transport: info.transport,
      protocolVersion: memory.protocolVersion,
    });
  };
  return {
    server,
    memory,
    connect: async (transport) => {
      await server.connect(transport);
      superviseOwn(transport, runtime, info);
    },
  };
}

function notificationFor(change: Change, subscriptions: ReadonlySet<string>): ServerNotification | undefined {
  if (change.kind !== 'resource') return { method: `notifications/${change.kind}/list_changed` };
  if (!subscriptions.has(change.uri)) return undefined;
  return { method: 'notifications/resources/updated', params: { uri: change.uri } };
}
