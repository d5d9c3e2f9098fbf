// A served definition and requests to it, byte for byte as the test says.
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { type HttpOptions, type ServedHttp, serveHttp } from '../../src/http.ts';
import { createLogger, defineServer, type ServerOptions } from '../../src/index.ts';
import type { LogLine } from '../guards/probe.ts';

export const REVISION = '2026-07-28';

/** A JSON-RPC error, as a body or within one. */
export interface RpcBody {
  readonly jsonrpc: '2.0';
  readonly id: unknown;
  readonly result?: Record<string, unknown>;
  readonly error?: { code: number; message: string; data?: unknown };
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** The body as JSON; of a stream, the last message. */
  readonly body: RpcBody;
}

/** What a request is made of; the rest is what a proper client sends. */
export interface Request {
  method?: string;
  path?: string;
  headers?: Record<string, string | undefined>;
  /** Sent as it is when it is text or bytes, else as JSON. */
  body?: unknown;
  /** Sends the body in pieces, without a length. */
  chunked?: boolean;
  signal?: AbortSignal;
}

export interface Endpoint {
  readonly served: ServedHttp;
  readonly log: LogLine[];
  send(request: Request): Promise<Reply>;
  /** Opens a request and leaves the response to the caller. */
  open(request: Request): Promise<IncomingMessage>;
}

/** Serves `parts` on a free port until the test has ended. */
export async function serve(parts: Partial<ServerOptions>, options: HttpOptions = {}): Promise<Endpoint> {
  const log: LogLine[] = [];
  const served = await serveHttp(defineServer({ name: 'probe', version: '1.0.0', ...parts }), {
    port: 0,
    audit: false,
    logger: createLogger({ destination: { write: (line) => log.push(JSON.parse(line)) } }),
    ...options,
  });
  onTestFinished(() => served.close({ graceMs: 1 }));
  const open = (wanted: Request): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const req = start(served.port, wanted);
      // A stream that is cut while it is being read is for its reader.
      req.on('response', (res) => resolve(res.on('error', () => {})));
      req.on('error', reject);
    });
  return {
    served,
    log,
    open,
    async send(wanted) {
      const res = await open(wanted);
      let text = '';
      for await (const chunk of res.setEncoding('utf8')) text += chunk;
      return { status: res.statusCode ?? 0, headers: res.headers, text, body: bodyOf(text) };
    },
  };
}

function start(
  port: number,
  { method = 'POST', path = '/mcp', headers = {}, body, ...rest }: Request,
): ClientRequest {
  const bytes = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const all: Record<string, string | number | undefined> = {
    ...(method === 'POST' && {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }),
    ...(bytes !== undefined && !rest.chunked && { 'content-length': Buffer.byteLength(bytes) }),
    ...headers,
  };
  const req = request({
    port,
    host: '127.0.0.1',
    method,
    path,
    agent: false,
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    // What is never answered fails here, and not at the end of the test's time.
    signal: rest.signal ?? AbortSignal.timeout(5000),
  });
  if (rest.chunked && bytes !== undefined) {
    const buffer = Buffer.from(bytes as string);
    for (let at = 0; at < buffer.length; at += 16_384) req.write(buffer.subarray(at, at + 16_384));
    req.end();
  } else req.end(bytes);
  return req;
}

function bodyOf(text: string): RpcBody {
  const event = text.split('\n').findLast((line) => line.startsWith('data: {'));
  try {
    return JSON.parse(event?.slice('data: '.length) ?? text) as RpcBody;
  } catch {
    return undefined as unknown as RpcBody;
  }
}

/** The envelope that every request of 2026-07-28 has. */
export function envelope(capabilities: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    'io.modelcontextprotocol/protocolVersion': REVISION,
    'io.modelcontextprotocol/clientCapabilities': capabilities,
  };
}

/** A request of 2026-07-28 with the headers that belong to it. */
export function modern(
  method: string,
  params: Record<string, unknown> = {},
  { capabilities = {}, headers = {}, id = 1 as unknown } = {},
): Request {
  const name = method === 'resources/read' ? params.uri : params.name;
  return {
    headers: {
      'mcp-protocol-version': REVISION,
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
      ...headers,
    },
    body: {
      jsonrpc: '2.0',
      id,
      method,
      params: { ...params, _meta: { ...envelope(capabilities), ...(params._meta as object) } },
    },
  };
}

/** A request of 2025-11-25. */
export function legacy(
  method: string,
  params: Record<string, unknown> = {},
  { headers = {}, id = 1 as unknown } = {},
): Request {
  return {
    headers: { 'mcp-protocol-version': '2025-11-25', ...headers },
    body: { jsonrpc: '2.0', id, method, params },
  };
}

/** Either of the two. */
export const requestOf = { '2025': legacy, '2026': modern } as const;

/** Opens a session of the 2025 era and gives its id. */
export async function initialize(endpoint: Endpoint, capabilities = {}): Promise<string> {
  const reply = await endpoint.send(
    legacy('initialize', {
      protocolVersion: '2025-11-25',
      capabilities,
      clientInfo: { name: 'raw', version: '1' },
    }),
  );
  const id = reply.headers['mcp-session-id'];
  if (typeof id !== 'string') throw new Error(`No session: ${reply.status} ${reply.text}`);
  const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
  await endpoint.send({ headers: { 'mcp-session-id': id }, body: notification });
  return id;
}
