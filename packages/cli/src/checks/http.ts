// Tries the HTTP endpoint with raw requests that must be refused.
import type { ResolvedOptions } from '../options.ts';
import type { Collector, Era } from '../report.ts';
import type { RuleId } from '../rules.ts';
import { type RawResponse, sendRaw } from '../session/raw-http.ts';
import { isJson, type Json } from '../session/session.ts';
import { REVISION_2026 } from '../session/session-2026.ts';
import { CLIENT_INFO } from '../version.ts';

/** What the checks need. */
export interface HttpContext {
  readonly url: URL;
  readonly options: ResolvedOptions;
  readonly collector: Collector;
  /** The eras that work. At least one. */
  readonly eras: readonly Era[];
}

interface Probe {
  readonly rule: RuleId;
  readonly name: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isRefused: (status: number, body: string) => boolean;
  /** A connection that is closed while the body is sent is refusal enough: its answer may have been lost. */
  readonly mayReset?: true;
}

const FOREIGN_ORIGIN = 'http://evil.example';
const FOREIGN_HOST = 'evil.example';
const BIG = 8 * 1024 * 1024;
const HEADER_MISMATCH = -32020;

/** Sends each probe and reports those that are not refused as they should be. */
export async function checkHttp({ url, options, collector, eras }: HttpContext): Promise<void> {
  for (const probe of probesFor(eras)) {
    collector.countRequest();
    const response = await sendRaw({
      url,
      method: probe.method ?? 'POST',
      headers: { ...options.headers, ...probe.headers },
      timeoutMs: options.timeoutMs,
      ...(probe.body === undefined ? {} : { body: probe.body }),
    });
    report(probe, response, collector);
  }
}

function report(
  { rule, name, isRefused, mayReset }: Probe,
  response: RawResponse,
  collector: Collector,
): void {
  if (response.kind === 'failure') {
    if (mayReset && response.wasReset) return;
    collector.add(rule, 'HTTP', `${name}: no HTTP answer (${response.reason})`);
    return;
  }
  const { status, body } = response;
  if (!isRefused(status, body)) collector.add(rule, 'HTTP', `${name}: answered with ${status}`);
  if (status >= 400 && !hasError(body))
    collector.add('http/rejection-body', 'HTTP', `${name}: ${status} without a JSON-RPC error`);
}

function probesFor(eras: readonly Era[]): Probe[] {
  const modern = eras.includes('2026');
  const { headers, body } = modern ? discoverRequest() : initializeRequest();
  const probes: Probe[] = [
    {
      rule: 'http/origin',
      name: `Origin ${FOREIGN_ORIGIN}`,
      headers: { ...headers, origin: FOREIGN_ORIGIN },
      body: JSON.stringify(body),
      isRefused: (status) => status === 403,
    },
    {
      rule: 'http/host',
      name: `Host ${FOREIGN_HOST}`,
      headers: { ...headers, host: FOREIGN_HOST },
      body: JSON.stringify(body),
      isRefused: (status) => status >= 400 && status < 500,
    },
    {
      rule: 'http/content-type',
      name: 'Content-Type text/plain',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: JSON.stringify(body),
      isRefused: (status) => status === 415,
    },
    {
      rule: 'http/body-limit',
      name: 'a body over 8 MiB',
      headers,
      body: JSON.stringify(withPadding(body)),
      isRefused: (status) => status === 413,
      mayReset: true,
    },
  ];
  return modern ? [...probes, ...modernProbes(eras.includes('2025'))] : probes;
}

function modernProbes(alsoLegacy: boolean): Probe[] {
  const { headers, body } = discoverRequest();
  return [
    {
      rule: 'http/get',
      name: 'GET',
      method: 'GET',
      headers: { accept: 'text/event-stream', 'mcp-protocol-version': REVISION_2026 },
      // A server of both eras has a GET stream, and may refuse this one for want of a session.
      isRefused: (status) => (alsoLegacy ? status >= 400 && status < 500 : status === 405),
    },
    {
      rule: 'http/header-mismatch',
      name: 'Mcp-Method tools/list for server/discover',
      headers: { ...headers, 'mcp-method': 'tools/list' },
      body: JSON.stringify(body),
      isRefused: (_status, text) => errorOf(text)?.code === HEADER_MISMATCH,
    },
  ];
}

const COMMON = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json & { readonly params: Json };
}

function discoverRequest(): Message {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': REVISION_2026,
    'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return {
    headers: { ...COMMON, 'mcp-protocol-version': REVISION_2026, 'mcp-method': 'server/discover' },
    body: { jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta: meta } },
  };
}

function initializeRequest(): Message {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: CLIENT_INFO };
  return { headers: COMMON, body: { jsonrpc: '2.0', id: 1, method: 'initialize', params } };
}

function withPadding(body: Message['body']): Json {
  const meta = isJson(body.params._meta) ? body.params._meta : {};
  return { ...body, params: { ...body.params, _meta: { ...meta, 'portcullis/padding': 'x'.repeat(BIG) } } };
}

function hasError(body: string): boolean {
  return errorOf(body) !== undefined;
}

function errorOf(body: string): Json | undefined {
  try {
    // One event of a stream is as good as a body.
    const data = /^data: ?(.*)$/m.exec(body.slice(0, 10_000))?.[1] ?? body;
    const message: unknown = JSON.parse(data);
    if (!isJson(message) || message.jsonrpc !== '2.0' || !isJson(message.error)) return undefined;
    return typeof message.error.code === 'number' ? message.error : undefined;
  } catch {
    return undefined;
  }
}
