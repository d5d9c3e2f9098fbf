// Where Prometheus scrapes: a port of its own, so that nobody who may call the server can read its metrics.
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening endpoint. */
export interface MetricsEndpoint {
  /** Address to scrape. */
  readonly url: string;
  close(): void;
}

/**
 * Answers `GET /metrics`; anything else is not found.
 * @throws what `listen` throws, such as EADDRINUSE.
 */
export async function openMetricsEndpoint(
  handler: RequestListener,
  host: string,
  port: number,
): Promise<MetricsEndpoint> {
  const server = createServer((request, response) => {
    if (request.url?.split('?', 1)[0] === '/metrics') handler(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found: try /metrics\n');
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}/metrics`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
