// Cuts event streams whose client has stopped reading: what it is told of changes would wait in memory for ever.
import type { ServerResponse } from 'node:http';

/** How often a stream is looked at; one that has sent nothing of what waits from one look to the next is cut. */
const LOOK_MS = 60_000;

/** Watches `res` until it closes. */
export function cutWhenStalled(res: ServerResponse): void {
  if (res.closed) return;
  let sent = -1;
  const look = setInterval(() => {
    const { socket } = res;
    // Those before it on its connection go first.
    if (socket === null) return;
    const before = sent;
    sent = socket.bytesWritten - socket.writableLength;
    if (res.writableNeedDrain && sent === before) res.destroy();
  }, LOOK_MS).unref();
  res.once('close', () => clearInterval(look));
}
