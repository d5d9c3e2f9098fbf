// A client that asks and does not read would keep its answer in memory for good.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const watched = new WeakSet<Socket>();

/** Cuts the connection once nothing of what waits on it has been read for `timeoutMs`. A stream that is idle stays. */
export function limitStalling(res: ServerResponse, timeoutMs: number): void {
  // Node puts the time off with each part that is read, and with each write.
  res.setTimeout(timeoutMs, () => {
    if (res.writableLength > 0) res.destroy();
  });
  // And with each request that comes in behind the answer.
  if (res.socket === null) watchWrites(res.req.socket, timeoutMs);
}

// It sees no parts of a write: who sends on while an answer waits has to read each write of it in this time.
function watchWrites(socket: Socket, timeoutMs: number): void {
  if (socket.writableLength === 0 || watched.has(socket)) return;
  watched.add(socket);
  const written = socket.bytesWritten - socket.writableLength;
  setTimeout(() => {
    watched.delete(socket);
    if (socket.bytesWritten - socket.writableLength === written) socket.destroy();
  }, timeoutMs).unref();
}
