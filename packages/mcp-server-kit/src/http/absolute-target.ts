// Requests whose target is a whole URL (`POST http://127.0.0.1:3000/mcp HTTP/1.1`), as a client of a proxy sends it.
import type { IncomingMessage } from 'node:http';

/** Takes the host of such a target for the Host, whatever that said, and leaves its path as the target (RFC 9112, 3.2.2). */
export function resolveAbsoluteTarget(req: IncomingMessage): void {
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(req.url ?? '') ?? [];
  if (authority === undefined) return;
  req.headers.host = authority;
  req.url = rest.startsWith('/') ? rest : `/${rest}`;
}
