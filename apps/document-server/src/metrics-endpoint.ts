// Where Prometheus scrapes: a port of its own, so that nobody who may call the server can read its metrics.
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';

/** A listening endpoint. */
export interface MetricsEndpoint {
  /** Address to scrape. */
  readonly url: string;
  close(): void;
}

/**
 * Answers `GET /metrics`; anything else is not found. A page has no business here, so a request with an `Origin` gets
 * 403, and so does one whose `Host` is a name but `localhost`, `host` and `allowedHosts` (`*`: any): a page that has
 * its own name point at this machine comes with that name. Scrapers mostly come with an address.
 * @throws what `listen` throws, such as EADDRINUSE.
 */
export async function openMetricsEndpoint(
  handler: RequestListener,
  host: string,
  port: number,
  allowedHosts: readonly string[] = [],
): Promise<MetricsEndpoint> {
  const names = new Set(['localhost', host, ...allowedHosts].map((name) => name.toLowerCase()));
  const server = createServer((request, response) => {
    if (request.headers.origin !== undefined || !isAllowed(request.headers.host, names)) {
      const why = 'Forbidden: a Host that is a name has to be in --allowed-hosts, and pages may not ask\n';
      response.writeHead(403, { 'content-type': 'text/plain' }).end(why);
    } else if (request.url?.split('?', 1)[0] === '/metrics') handler(request, response);
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

function isAllowed(header: string | undefined, names: ReadonlySet<string>): boolean {
  if (names.has('*')) return true;
  const [, bracketed, name = ''] =
    /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::\d{1,5})?$/i.exec(header ?? '') ?? [];
  return isIP(bracketed ?? name) !== 0 || names.has(name.toLowerCase());
}
