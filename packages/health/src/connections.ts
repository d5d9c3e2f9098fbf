// The open connections of one HTTP server, and what each of them waits for.
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';

/** One connection that HTTP is spoken on. */
export interface Connection {
  readonly openedAt: number;
  hasAsked: boolean;
  /**
   * Answers that have not been finished, in the order of their requests: nearly always one. Not a `Set`: every table that
   * it outgrows keeps the next one alive, and with it each request of the connection until a full collection.
   */
  readonly open: ServerResponse[];
}

/** The connections of a server. */
export interface Connections {
  /** Every socket, those included whose TLS handshake is under way. */
  readonly sockets: ReadonlySet<Socket>;
  readonly bySocket: ReadonlyMap<Socket, Connection>;
  /** Notes a request; a listener of the server's `request`, which has to come before those that answer. */
  track(request: IncomingMessage, response: ServerResponse): void;
}

/**
 * Watches a server that does not listen yet.
 * @param onChange Called when an answer or a connection is over.
 */
export function watchConnections(server: HttpServer | HttpsServer, onChange: () => void): Connections {
  const sockets = new Set<Socket>();
  const bySocket = new Map<Socket, Connection>();
  const isTls = 'setSecureContext' in server;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (!isTls) connect(socket);
  });
  if (isTls) server.on('secureConnection', connect);
  server.prependListener('request', track);

  function connect(socket: Socket): Connection {
    const connection: Connection = { openedAt: performance.now(), hasAsked: false, open: [] };
    bySocket.set(socket, connection);
    socket.once('close', () => {
      bySocket.delete(socket);
      onChange();
    });
    return connection;
  }

  function track({ socket }: IncomingMessage, response: ServerResponse): void {
    const connection = bySocket.get(socket) ?? connect(socket);
    connection.hasAsked = true;
    connection.open.push(response);
    response.on('close', forget);
  }

  // One function for all, because every request of the server passes here.
  function forget(this: ServerResponse): void {
    const open = bySocket.get(this.req.socket)?.open;
    const index = open?.indexOf(this) ?? -1;
    if (index !== -1) open?.splice(index, 1);
    onChange();
  }

  return { sockets, bySocket, track };
}
