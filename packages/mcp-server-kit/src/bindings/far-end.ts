// The server's end of a pair of queues, for tests: the SDKs' transports in memory, which differ only in their types.
import type { Link } from './link.ts';
import type { RpcMessage } from './messages.ts';

/** What both transports have. */
interface FarEnd {
  start(): Promise<void>;
  send(message: never): Promise<void>;
  onmessage?: (message: never) => void;
  onclose?: () => void;
}

/** Joins `far` to what `link` makes; `onClose` runs when the client has closed its end. */
export async function serveFarEnd(
  far: FarEnd,
  link: (send: (message: RpcMessage) => void) => Link,
  onClose: () => Promise<void>,
): Promise<void> {
  const server = link((message) => void far.send(message as never));
  far.onmessage = (message) => server.receive(message);
  far.onclose = () => void server.close().then(onClose);
  await far.start();
}
