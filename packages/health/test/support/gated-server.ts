// A server whose slow answers wait for the test.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server with a gate. */
export interface GatedServer {
  readonly server: Server;
  /** Listens on a free port of 127.0.0.1. */
  listen(): Promise<number>;
  /** Lets every answer to `/slow` go. */
  open(): void;
  /** Settles when this many requests for this path have come. */
  came(path: string, count?: number): Promise<void>;
}

/** Makes one; it is cut at the end of the test. */
export function createGatedServer(): GatedServer {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const seen: string[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const { url = '' } = request;
    seen.push(url);
    for (const look of waiting) look();
    await (answers[url.split('?')[0] ?? ''] ?? answers['/quick'])?.(request, response, gate);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    server,
    open,
    listen: () =>
      new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      }),
    came: (path, count = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (seen.filter((url) => url === path).length >= count) resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse, gate: Promise<void>) => unknown;

const answers: Record<string, Handler> = {
  '/quick': (_request, response) => response.end('quick'),
  '/slow': async ({ url }, response, gate) => {
    await gate;
    response.end(`slow ${url}`);
  },
  '/begun': async (_request, response, gate) => {
    response.write('begun');
    await gate;
    response.end('ended');
  },
  '/upload': async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    response.end(`took ${bytes}`);
  },
  '/events': async (_request, response, gate) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: first\n\n');
    await gate;
    response.write('data: late\n\n');
  },
};
