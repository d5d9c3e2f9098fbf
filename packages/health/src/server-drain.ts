// Empties one HTTP server: what is in flight is answered, nothing new comes in, streams end, sockets close.
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { Server as NetServer } from 'node:net';
import { type Connection, watchConnections } from './connections.ts';

/** What a drain can empty: a server, a connection, a worker. */
export interface Drainable {
  /** Draining has begun: goes on serving, and asks clients to leave. */
  announce?(): void;
  /** Takes nothing new; settles when what was taken is done, or soon after `signal` aborts. */
  finish(signal: AbortSignal): Promise<void>;
  /** Cuts what is left. */
  force?(): void;
  /** Requests that have not been answered yet, streams not counted. */
  readonly inFlight?: number;
}

/** Options of `createServerDrain`. */
export interface ServerDrainOptions {
  /**
   * Whether an answer that has begun goes on until somebody ends it. Default: it answers a GET that accepts
   * `text/event-stream`. Every other answer is waited for.
   */
  isStream?: (response: ServerResponse) => boolean;
  /** Written to each stream before it ends. Default: an event `shutdown`. Empty: nothing. */
  finalEvent?: string;
  /** Ends streams that have more to say than that; those that are open afterwards are ended. Default none. */
  endStreams?: () => unknown;
}

/** The drain of one server. */
export type ServerDrain = Required<Drainable>;

/** A connection that has not asked anything may have a request under way for this long. */
const FRESH_MS = 1000;
const SWEEP_MS = 50;
const FINAL_EVENT = 'event: shutdown\ndata: {}\n\n';

/**
 * Watches a server from now on, so that it can be emptied without losing a request. Make it before the server listens.
 * @param server Of node:http or node:https.
 */
export function createServerDrain(
  server: HttpServer | HttpsServer,
  { isStream = isEventStream, finalEvent = FINAL_EVENT, endStreams }: ServerDrainOptions = {},
): ServerDrain {
  const marked = new WeakSet<ServerResponse>();
  const told = new WeakSet<ServerResponse>();
  let isAnnounced = false;
  let hasEndedStreams = false;
  let finished: Promise<void> | undefined;
  let wake: () => void = () => {};

  const { sockets, bySocket, track } = watchConnections(server, () => wake());

  // With pipelining, only the last answer of a connection may say that it closes: the others would be dropped.
  function markLast({ open }: Connection): void {
    const last = open.at(-1);
    for (const response of open) {
      if (response.headersSent) continue;
      if (response === last) {
        marked.add(response);
        response.setHeader('Connection', 'close');
      } else if (marked.delete(response)) response.removeHeader('Connection');
    }
  }

  function announce(): void {
    if (isAnnounced) return;
    isAnnounced = true;
    const handlers = server.rawListeners('request').filter((listener) => listener !== track);
    server.removeAllListeners('request');
    // A turn later, so that requests which came in the same packet are known when the headers are written.
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      track(request, response);
      setImmediate(() => {
        const connection = bySocket.get(request.socket);
        if (connection !== undefined) markLast(connection);
        for (const handler of handlers) handler.call(server, request, response);
      });
    });
    for (const connection of bySocket.values()) markLast(connection);
  }

  function waitedFor(): number {
    let count = 0;
    for (const { open } of bySocket.values()) {
      for (const response of open) if (!isOpenStream(response)) count++;
    }
    return count;
  }

  const isOpenStream = (response: ServerResponse): boolean => response.headersSent && isStream(response);

  function isAnyFresh(): boolean {
    const since = performance.now() - FRESH_MS;
    return [...bySocket.values()].some(({ hasAsked, openedAt }) => !hasAsked && openedAt > since);
  }

  function hasOnlyStreams(): boolean {
    return [...bySocket.values()].every(({ open }) => open.length > 0);
  }

  function* openStreams(): Generator<ServerResponse> {
    for (const { open } of bySocket.values()) {
      for (const response of open) if (isOpenStream(response) && !response.writableEnded) yield response;
    }
  }

  async function endOpenStreams(): Promise<void> {
    for (const response of openStreams()) {
      if (told.has(response)) continue;
      told.add(response);
      // Whoever feeds the stream may not know yet that it ends.
      response.on('error', () => {});
      if (finalEvent !== '') response.write(finalEvent);
    }
    if (!hasEndedStreams) await endsOfTheirOwn();
    hasEndedStreams = true;
    for (const response of openStreams()) response.end();
  }

  async function endsOfTheirOwn(): Promise<void> {
    try {
      await endStreams?.();
    } catch {
      // They are ended all the same.
    }
  }

  async function finish(signal: AbortSignal): Promise<void> {
    announce();
    // Not that of node:http, which cuts connections whose first request is still on its way.
    NetServer.prototype.close.call(server, () => {});
    let quietAt: number | undefined;
    for (;;) {
      if (waitedFor() > 0 || isAnyFresh()) quietAt = undefined;
      else {
        quietAt ??= performance.now();
        server.closeIdleConnections();
        // A request whose head is half read may need what ends with the streams.
        if (hasOnlyStreams() || performance.now() - quietAt > FRESH_MS) await endOpenStreams();
      }
      if (sockets.size === 0 || signal.aborted) break;
      await nextChange();
    }
    // Stops the timer that node:http keeps for slow requests.
    server.close(() => {});
  }

  function nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SWEEP_MS);
      wake = () => {
        clearTimeout(timer);
        // The socket becomes idle after its answer has closed.
        setImmediate(resolve);
      };
    });
  }

  return {
    announce,
    finish: (signal) => {
      finished ??= finish(signal);
      return finished;
    },
    force() {
      for (const socket of sockets) socket.destroy();
    },
    get inFlight() {
      return waitedFor();
    },
  };
}

function isEventStream({ req }: ServerResponse): boolean {
  return req.method === 'GET' && /\btext\/event-stream\b/i.test(req.headers.accept ?? '');
}
