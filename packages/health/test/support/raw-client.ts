// A client at the level of bytes: what it sends is what the test says, when the test says it.
import { connect, type Socket } from 'node:net';

/** One connection. */
export interface RawClient {
  readonly socket: Socket;
  send(text: string): void;
  /** Settles when what has come matches; rejects when the connection ends before. */
  got(pattern: RegExp): Promise<string>;
  /** Settles with all that has come when the other side ends the connection. */
  readonly ended: Promise<string>;
}

/** Connects to 127.0.0.1. */
export async function connectRaw(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const waiting = new Set<() => void>();
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const look of waiting) look();
  });
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return {
    socket,
    ended,
    send: (given) => void socket.write(given),
    got: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(text)) return;
          waiting.delete(look);
          resolve(text);
        };
        waiting.add(look);
        void ended.then(() => reject(new Error(`Ended after: ${text}`)));
        look();
      }),
  };
}

/** A GET, byte for byte. */
export function get(path: string, headers = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: a\r\n${headers}\r\n`;
}
