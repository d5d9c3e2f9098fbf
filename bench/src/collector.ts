// Where the kit's spans go: an OTLP/HTTP collector that counts requests and keeps nothing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Collector {
  readonly url: string;
  /** Batches received so far. */
  readonly batches: number;
  close(): void;
}

export async function startCollector(): Promise<Collector> {
  let batches = 0;
  const server = createServer((req, res) => {
    batches++;
    req.resume().on('end', () => res.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get batches() {
      return batches;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
