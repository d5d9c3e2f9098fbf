// A real OTLP/HTTP endpoint: takes what an exporter posts to /v1/traces and keeps the parsed JSON.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface WireSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  traceState?: string;
  name: string;
  kind: number;
  attributes: Record<string, unknown>;
  events: { name: string; attributes: Record<string, unknown> }[];
  links: { traceId: string; spanId: string; attributes: Record<string, unknown> }[];
  status: { code: number; message?: string };
}

export interface OtlpReceiver {
  /** Base URL, without `/v1/traces`. */
  readonly url: string;
  /** Raw bodies, in order of arrival. */
  readonly bodies: string[];
  readonly headers: IncomingHttpHeaders[];
  readonly resource: () => Record<string, unknown>;
  readonly spans: () => WireSpan[];
  /** Resolves when the next post has arrived. */
  nextPost(): Promise<void>;
  close(): Promise<void>;
}

type Mode = 'ok' | 'hang' | 'unavailable';

// biome-ignore lint/suspicious/noExplicitAny: JSON from the wire, looked at by assertions only.
type Json = any;

export async function startOtlpReceiver(mode: Mode = 'ok'): Promise<OtlpReceiver> {
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method !== 'POST' || request.url !== '/v1/traces') {
        response.writeHead(404).end();
        return;
      }
      bodies.push(Buffer.concat(chunks).toString());
      headers.push(request.headers);
      if (mode === 'unavailable') response.writeHead(503).end();
      if (mode === 'ok') response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      server.emit('post');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const resources = () => bodies.flatMap((body) => (JSON.parse(body) as Json).resourceSpans);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    headers,
    resource: () => plain(resources()[0].resource.attributes),
    spans: () => resources().flatMap((r: Json) => r.scopeSpans.flatMap((s: Json) => s.spans.map(readSpan))),
    nextPost: async () => {
      await once(server, 'post');
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function readSpan(span: Json): WireSpan {
  return {
    ...span,
    attributes: plain(span.attributes),
    events: span.events.map((event: Json) => ({ ...event, attributes: plain(event.attributes) })),
    links: span.links.map((link: Json) => ({ ...link, attributes: plain(link.attributes) })),
  };
}

function plain(attributes: { key: string; value: Json }[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue(value: Json): unknown {
  if (value.arrayValue !== undefined) return value.arrayValue.values.map(plainValue);
  return value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue;
}
