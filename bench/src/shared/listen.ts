// Starts a server on a free port and tells the parent process which one it is.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Tells the parent where to send requests. */
export function announce(port: number): void {
  process.send?.({ port });
  // The parent stops a server by hanging up, and no server outlives it.
  process.once('disconnect', () => process.exit());
}

/** Serves `listener` on loopback. */
export function listen(listener: RequestListener): void {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));
}
