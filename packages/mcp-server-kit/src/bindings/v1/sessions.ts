// The 2025 era with sessions, by the SDK's streamable HTTP transport: one Server and one transport a session.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { RPC } from '../../runtime/protocol-fault.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type Client, isOwn, type Place } from '../../runtime/scope.ts';
import { Tally } from '../../runtime/tally.ts';
import { Backlog } from '../backlog.ts';
import {
  isPlainId,
  isRequest,
  isStrictRequest,
  type RequestId,
  type RpcMessage,
  type RpcRequest,
} from '../messages.ts';
import { shownVersion } from '../protocol-version.ts';
import { RETRY_LATER, refuse, STREAM_HEADERS, sendMessage } from '../reply.ts';
import { carryPrincipal } from './auth-info.ts';
import { boundBatches } from './bound-batches.ts';
import { superviseCancelled } from './cancelled-requests.ts';
import { createV1Connection, type V1Connection } from './connection.ts';
import { cancelledAnswer, EarlyCall, withEarlyCall } from './early-call.ts';
import { EventBudget } from './event-budget.ts';
import { createEventStore, type SessionEvents } from './event-store.ts';
import { initializeFault } from './initialize-fault.ts';

/** Limits on sessions. */
export interface SessionOptions {
  /**
   * The most sessions at a time; one more ends the one that has not been used for longest of the client that has most.
   * While all are in use, `initialize` is answered 503. Default: 10,000.
   */
  maxSessions?: number;
  /**
   * The most sessions of one client; one more ends the one that it has not used for longest. While all are in use,
   * `initialize` is answered 429. Default: a tenth of `maxSessions`.
   */
  maxSessionsPerClient?: number;
  /** A session without a request or an open stream for this long ends, in milliseconds. Default: 1,800,000. */
  idleMs?: number;
  /**
   * The most that all sessions together keep of what their streams have sent, for clients that come back after a lost
   * connection, in characters; the oldest goes first. Default: 67,108,864.
   */
  maxEventChars?: number;
  /** What a client is told to wait before it reconnects a stream, in milliseconds. Default: 1000. */
  retryMs?: number;
}

/** Serves requests that open, use or end a session. */
export interface V1Sessions {
  /** Opens a session for an `initialize` request. */
  open(req: IncomingMessage, res: ServerResponse, body: unknown, client: Client): Promise<void>;
  /** Whether there is such a session for the client. */
  has(sessionId: string, client: Client): boolean;
  /** Whether the request comes back to a stream of the session on which an answer is still to come. */
  isAnswerDue(req: IncomingMessage, sessionId: string): boolean;
  /** Serves a request that names a session. */
  handle(
    req: IncomingMessage,
    res: ServerResponse,
    sessionId: string,
    client: Client,
    body?: unknown,
    place?: Place,
  ): Promise<void>;
  close(): Promise<void>;
}

interface Session extends V1Connection {
  readonly id: string;
  /** Who opened it. */
  readonly owner: Client;
  readonly transport: StreamableHTTPServerTransport;
  readonly events: SessionEvents;
  /** What is being answered and may be cancelled. */
  readonly calls: Map<RequestId, EarlyCall>;
  readonly boundBatch: ReturnType<typeof boundBatches>;
  lastSeen: number;
  /** Requests that have not been answered, open streams among them. */
  open: number;
}

/** Makes the table of sessions. */
export function createV1Sessions(runtime: Runtime, options: SessionOptions = {}): V1Sessions {
  const { maxSessions = 10_000, idleMs = 1_800_000, retryMs = 1000 } = options;
  const { maxSessionsPerClient = Math.ceil(maxSessions / 10), maxEventChars = 64 * 1024 * 1024 } = options;
  const budget = new EventBudget(maxEventChars);
  const sessions = new Map<string, Session>();
  // How many each client has, those that are being opened among them.
  const held = new Tally();
  const endLongestIdle = (isMeant: (session: Session) => boolean): void => {
    let found: Session | undefined;
    for (const session of sessions.values()) {
      const isIdle = session.open === 0 && isMeant(session);
      if (isIdle && session.lastSeen < (found?.lastSeen ?? Infinity)) found = session;
    }
    void found?.transport.close();
  };
  /** Ends one of the client that has most, of those that have any idle: the one that fills the table pays for it. */
  const makeRoom = (): void => {
    let most = 0;
    for (const { open, owner } of sessions.values()) {
      if (open === 0) most = Math.max(most, held.of(owner.clientKey));
    }
    endLongestIdle(({ owner }) => held.of(owner.clientKey) === most);
  };
  const sessionOf = (sessionId: string, client: Client): Session | undefined => {
    const session = sessions.get(sessionId);
    return session !== undefined && isOwn(client, session.owner) ? session : undefined;
  };
  const sweep = (): void => {
    const oldest = Date.now() - idleMs;
    for (const session of sessions.values()) {
      if (session.open === 0 && session.lastSeen < oldest) void session.transport.close();
    }
  };
  const sweeper = setInterval(sweep, Math.min(idleMs, 60_000)).unref();

  return {
    async open(req, res, body, client) {
      const { clientKey } = client;
      const asked = body as RpcRequest;
      const fault = isRequest(asked) ? initializeFault(asked, runtime) : undefined;
      if (fault !== undefined) {
        sendMessage(res, fault);
        const scope = { era: '2025', transport: 'http', clientKey, requestId: asked.id } as const;
        runtime.note('initialize', scope, performance.now(), fault.error?.code);
        return;
      }
      const isFull = (): boolean => held.of(clientKey) >= maxSessionsPerClient;
      if (isFull()) endLongestIdle(({ owner }) => owner.clientKey === clientKey);
      if (isFull()) {
        refuse(res, 'too_many_sessions', 429, 'All of your sessions are in use. End one first.', RETRY_LATER);
        return;
      }
      if (sessions.size >= maxSessions) sweep();
      if (sessions.size >= maxSessions) makeRoom();
      if (sessions.size >= maxSessions) {
        refuse(res, 'too_many_sessions', 503, 'Too many sessions are open. Try again later.', RETRY_LATER);
        return;
      }
      held.add(clientKey, 1);
      const connection = createV1Connection(runtime, {
        transport: 'http',
        clientKey,
        protocolVersion: ({ requestInfo }) => shownVersion(requestInfo?.headers['mcp-protocol-version']),
      });
      const { server } = connection;
      const events = createEventStore(budget);
      const transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        eventStore: events,
        retryInterval: retryMs,
        onsessioninitialized: (id) => {
          const calls = new Map<RequestId, EarlyCall>();
          const session = {
            ...connection,
            id,
            owner: client,
            transport,
            events,
            calls,
            boundBatch,
            lastSeen: Date.now(),
            open: 0,
          };
          sessions.set(id, session);
          use(session, res);
        },
      });
      const boundBatch = boundBatches(transport, runtime.options.maxUnreadBytes);
      // The SDK's class and its interface disagree under exactOptionalPropertyTypes.
      await connection.connect(transport as Transport);
      superviseCancelled(transport as Transport, (cancelled) => {
        for (const id of cancelled) {
          events.silence(id);
          transport.closeSSEStream(id);
          transport.send(cancelledAnswer(id) as JSONRPCMessage).catch(() => {});
        }
      });
      const forget = server.onclose;
      server.onclose = () => {
        forget?.();
        events.clear();
        held.add(clientKey, -1);
        if (transport.sessionId !== undefined) sessions.delete(transport.sessionId);
      };
      carryPrincipal(req, client.principal);
      try {
        await transport.handleRequest(req, res, body);
      } finally {
        // A refused `initialize` opens nothing.
        if (transport.sessionId === undefined) await server.close();
      }
    },
    has: (sessionId, client) => sessionOf(sessionId, client) !== undefined,
    isAnswerDue: ({ method, headers }, sessionId) =>
      method === 'GET' &&
      sessions.get(sessionId)?.events.isAnswerDue(String(headers['last-event-id'])) === true,
    async handle(req, res, sessionId, client, body, place) {
      const session = sessionOf(sessionId, client);
      if (session === undefined) {
        refuse(
          res,
          'session_unknown',
          404,
          'No session has this id. Initialize again without a session id.',
          { code: RPC.sessionNotFound },
        );
        return;
      }
      use(session, res);
      carryPrincipal(req, client.principal);
      const cancelled = cancelledBy(body, session);
      if (cancelled !== undefined) {
        cancelled.cancel((body as RpcMessage).params?.reason);
        res.writeHead(202).end();
        return;
      }
      if (isDirect(runtime, body)) {
        await answerEarly(runtime, session, client, req, res, body, place);
        return;
      }
      const lastEventId = req.headers['last-event-id'];
      if (req.method === 'GET' && lastEventId !== undefined) {
        const rest = session.events.restAfter(String(lastEventId));
        if (rest !== undefined) {
          sendRest(res, sessionId, rest);
          return;
        }
        for (const call of session.calls.values()) call.follow(res);
      }
      if (Array.isArray(body)) {
        session.events.expectBatches();
        session.boundBatch(body, res);
      }
      // What the SDK does is not known to belong to this request: each handler takes a place of its own.
      place?.leave();
      await session.transport.handleRequest(req, res, body);
    },
    async close() {
      clearInterval(sweeper);
      await Promise.all([...sessions.values()].map(({ transport }) => transport.close()));
    },
  };
}

/** A session is in use until the response has closed. */
function use(session: Session, res: ServerResponse): void {
  session.open++;
  const end = (): void => {
    session.open--;
    session.lastSeen = Date.now();
  };
  if (res.closed) end();
  else res.once('close', end);
}

// What is unusual in any way, the SDK judges.
function isDirect(runtime: Runtime, body: unknown): body is RpcRequest {
  const message = body as RpcMessage | undefined;
  if (message === undefined || Array.isArray(message) || !isRequest(message)) return false;
  return runtime.methods.has(message.method) && isPlainId(message.id) && isStrictRequest(message);
}

// The SDK would abort its handler and leave the stream open, for ever, and knows no request whose id is 0.
function cancelledBy(body: unknown, { calls }: Session): EarlyCall | undefined {
  const { id, method, params } = (body ?? {}) as RpcMessage;
  if (id !== undefined || method !== 'notifications/cancelled') return undefined;
  return calls.get(params?.requestId as RequestId);
}

// The SDK would leave the stream open behind the answer, for ever. A client of SDK v1 comes back after every error, though
// that is an answer too: 204 tells it not to (HTML, server-sent events).
function sendRest(res: ServerResponse, sessionId: string, rest: ReadonlyMap<string, string>): void {
  if (rest.size === 0) {
    res.writeHead(204, { 'mcp-session-id': sessionId }).end();
    return;
  }
  res.writeHead(200, { ...STREAM_HEADERS, 'mcp-session-id': sessionId });
  for (const [id, text] of rest) res.write(`event: message\nid: ${id}\ndata: ${text}\n\n`);
  res.end();
}

async function answerEarly(
  runtime: Runtime,
  { id, owner, transport, server, memory, events, calls }: Session,
  { principal }: Client,
  req: IncomingMessage,
  res: ServerResponse,
  message: RpcRequest,
  place: Place | undefined,
): Promise<void> {
  const caller = {
    era: '2025',
    transport: 'http',
    clientKey: owner.clientKey,
    principal,
    sessionId: id,
    protocolVersion: shownVersion(req.headers['mcp-protocol-version']),
    logLevel: memory.logLevel,
    clientInfo: server.getClientVersion(),
    clientCapabilities: server.getClientCapabilities(),
    session: memory,
  } as const;
  const call = new EarlyCall(message.id, caller, place, {
    forget() {
      if (calls.get(message.id) === call) calls.delete(message.id);
    },
    endStream() {
      events.silence(message.id);
      transport.closeSSEStream(message.id);
    },
    backlog: new Backlog(res, runtime.options.maxUnreadBytes),
  });
  calls.set(message.id, call);
  const answer = await call.start(runtime, message);
  if (answer !== undefined) {
    sendMessage(res, answer, { 'mcp-session-id': id });
    return;
  }
  await transport.handleRequest(req, res, withEarlyCall(message, call));
  // A session that has ended meanwhile hands nothing to its Server.
  setImmediate(() => {
    if (!call.isAttached) call.cancel();
  });
}
