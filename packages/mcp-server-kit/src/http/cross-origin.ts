// What a page of another origin, once it has been let in, may do and read (CORS).
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Headers that clients of either era send. */
const CLIENT_HEADERS = [
  'Content-Type',
  'Accept',
  'Authorization',
  'MCP-Protocol-Version',
  'Mcp-Session-Id',
  'Mcp-Method',
  'Mcp-Name',
  'Last-Event-ID',
  'traceparent',
  'tracestate',
];

/** Sets the headers that let a page of `origin` send requests and read their answers. */
export function allowCrossOrigin(req: IncomingMessage, res: ServerResponse, origin: string): void {
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('vary', 'Origin');
  res.setHeader('access-control-expose-headers', 'Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate');
  res.setHeader('access-control-allow-methods', 'GET, POST, DELETE, OPTIONS');
  // A tool's parameters may have headers of their own (2026-07-28).
  const asked = String(req.headers['access-control-request-headers'] ?? '').split(',', 100);
  const params = asked.map((name) => name.trim()).filter((name) => /^mcp-param-[\w-]{1,128}$/i.test(name));
  res.setHeader('access-control-allow-headers', [...CLIENT_HEADERS, ...params].join(', '));
  res.setHeader('access-control-max-age', '600');
}
