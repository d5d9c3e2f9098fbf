// A real OTLP/HTTP endpoint: takes what exporters post to /v1/traces, /v1/metrics and /v1/logs and keeps the parsed JSON.
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

interface WireMetric {
  name: string;
  unit: string;
  points: { attributes: Record<string, unknown>; count?: number; value?: number; bounds?: number[] }[];
}

interface WireLog {
  body: unknown;
  severityText?: string;
  traceId?: string;
  spanId?: string;
  attributes: Record<string, unknown>;
}

export interface OtlpReceiver {
  /** Base URL, without `/v1/traces`. */
  readonly url: string;
  /** Raw bodies, in order of arrival. */
  readonly bodies: string[];
  readonly headers: IncomingHttpHeaders[];
  readonly resource: () => Record<string, unknown>;
  readonly spans: () => WireSpan[];
  readonly metrics: () => WireMetric[];
  readonly logs: () => WireLog[];
  /** Resolves when the next post has arrived. */
  nextPost(): Promise<void>;
  close(): Promise<void>;
}

/** How it answers: with a status, with one status after another, or never. */
export type ReceiverMode = number | readonly number[] | 'hang';

const PATHS = ['/v1/traces', '/v1/metrics', '/v1/logs'];

// biome-ignore lint/suspicious/noExplicitAny: JSON from the wire, looked at by assertions only.
type Json = any;

export async function startOtlpReceiver(mode: ReceiverMode = 200): Promise<OtlpReceiver> {
  const bodies: string[] = [];
  const parsed: Json[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method !== 'POST' || !PATHS.includes(request.url ?? '')) {
        response.writeHead(404).end();
        return;
      }
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      parsed.push(JSON.parse(body));
      headers.push(request.headers);
      if (mode !== 'hang') {
        const status = typeof mode === 'number' ? mode : (mode[bodies.length - 1] ?? 200);
        response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' }).end('{}');
      }
      server.emit('post');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const of = (kind: string) => parsed.flatMap((body) => body[kind] ?? []);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    headers,
    resource: () => plain(of('resourceSpans')[0].resource.attributes),
    spans: () =>
      of('resourceSpans').flatMap((r: Json) => r.scopeSpans.flatMap((s: Json) => s.spans.map(readSpan))),
    metrics: () =>
      of('resourceMetrics').flatMap((r: Json) =>
        r.scopeMetrics.flatMap((s: Json) => s.metrics.map(readMetric)),
      ),
    logs: () =>
      of('resourceLogs').flatMap((r: Json) =>
        r.scopeLogs.flatMap((s: Json) =>
          s.logRecords.map((record: Json) => ({
            ...record,
            body: plainValue(record.body),
            attributes: plain(record.attributes),
          })),
        ),
      ),
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

function readMetric({ name, unit, ...data }: Json): WireMetric {
  const { dataPoints } = data.histogram ?? data.sum ?? data.gauge;
  return {
    name,
    unit,
    points: dataPoints.map((point: Json) => ({
      attributes: plain(point.attributes),
      count: point.count === undefined ? undefined : Number(point.count),
      value: point.asInt === undefined ? point.asDouble : Number(point.asInt),
      bounds: point.explicitBounds,
    })),
  };
}

function plain(attributes: { key: string; value: Json }[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue(value: Json): unknown {
  if (value.arrayValue !== undefined) return value.arrayValue.values.map(plainValue);
  if (value.kvlistValue !== undefined) return plain(value.kvlistValue.values);
  return value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue;
}
