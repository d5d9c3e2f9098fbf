// One client cannot take all of the sessions, nor open them faster than it may call.
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HttpOptions } from '../../src/http.ts';
import { run } from '../guards/probe.ts';
import { type Endpoint, legacy, modern, type Reply, type Request, serve } from './raw.ts';

const parts = { tools: [run(() => 'ok')] };

/** Serves behind a proxy that names the clients. */
const proxied = (options: HttpOptions) => serve(parts, { trustedProxies: ['127.0.0.1'], ...options });

function open({ send }: Endpoint, client = '192.0.2.1', path?: string): Promise<Reply> {
  const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '1' } };
  return send({
    ...legacy('initialize', hello, { headers: { 'x-forwarded-for': client } }),
    ...(path !== undefined && { path }),
  });
}

const idOf = (reply: Reply) => String(reply.headers['mcp-session-id']);

async function statusOf({ send }: Endpoint, id: string): Promise<number> {
  return (await send(legacy('tools/list', {}, { headers: { 'mcp-session-id': id } }))).status;
}

test('one session more than a client may have ends the one that it has not used for longest', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const endpoint = await proxied({ sessions: { maxSessionsPerClient: 2 } });
  const first = idOf(await open(endpoint));
  const second = idOf(await open(endpoint));
  vi.advanceTimersByTime(1);
  expect(await statusOf(endpoint, first)).toBe(200);
  const other = idOf(await open(endpoint, '192.0.2.2'));
  const third = await open(endpoint);
  expect(third.status).toBe(200);
  expect(await statusOf(endpoint, first)).toBe(200);
  expect(await statusOf(endpoint, second)).toBe(404);
  expect(await statusOf(endpoint, idOf(third))).toBe(200);
  expect(await statusOf(endpoint, other)).toBe(200);
});

test('while all of them are in use the client is refused, and nobody else', async () => {
  const endpoint = await proxied({ sessions: { maxSessionsPerClient: 1 } });
  const id = idOf(await open(endpoint));
  const stream = await endpoint.open({
    method: 'GET',
    headers: { 'mcp-session-id': id, accept: 'text/event-stream' },
  });
  const refused = await open(endpoint);
  expect(refused).toMatchObject({ status: 429, body: { error: { code: -32000 } } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await open(endpoint, '192.0.2.2')).status).toBe(200);
  stream.destroy();
});

test('one session more than there may be ends one of the client that has most', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const endpoint = await proxied({ sessions: { maxSessions: 3, maxSessionsPerClient: 2 } });
  const only = idOf(await open(endpoint, '192.0.2.2'));
  vi.advanceTimersByTime(1);
  const first = idOf(await open(endpoint));
  vi.advanceTimersByTime(1);
  const second = idOf(await open(endpoint));
  const third = await open(endpoint, '192.0.2.3');
  expect(third.status).toBe(200);
  expect(await statusOf(endpoint, first)).toBe(404);
  for (const id of [only, second, idOf(third)]) expect(await statusOf(endpoint, id)).toBe(200);
});

test('a client that opens many at once gets no more of them', async () => {
  const endpoint = await proxied({ sessions: { maxSessionsPerClient: 3 } });
  const replies = await Promise.all(Array.from({ length: 30 }, () => open(endpoint)));
  const opened = replies.filter(({ status }) => status === 200);
  const statuses = await Promise.all(opened.map((reply) => statusOf(endpoint, idOf(reply))));
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(3);
});

test('by default one client has a tenth of the sessions', async () => {
  const endpoint = await proxied({ sessions: { maxSessions: 20 } });
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) ids.push(idOf(await open(endpoint)));
  const statuses = await Promise.all(ids.map((id) => statusOf(endpoint, id)));
  expect(statuses.sort()).toEqual([200, 200, 404]);
});

test.each([{}, { sessions: false }] as const)('initialize counts as a call: %j', async (options) => {
  const endpoint = await proxied({ rateLimit: { limit: 2, windowMs: 60_000 }, ...options });
  expect((await open(endpoint)).status).toBe(200);
  expect((await open(endpoint)).status).toBe(200);
  const refused = await open(endpoint);
  expect(refused).toMatchObject({
    status: 429,
    headers: { 'retry-after': '60' },
    body: { error: { code: -32000, message: 'Rate limit reached (2 calls). Try again in 60 seconds.' } },
  });
  expect((await open(endpoint, '192.0.2.2')).status).toBe(200);
});

test('so does what the SDK answers for 2026-07-28 by itself, and a stream of 2024-11-05', async () => {
  const { send, open: opened } = await proxied({
    rateLimit: { limit: 3, windowMs: 60_000 },
    legacySse: true,
  });
  expect((await send(modern('server/discover'))).status).toBe(200);
  expect((await send(modern('no/such'))).status).toBe(404);
  const stream = await opened({ method: 'GET', path: '/sse', headers: { accept: 'text/event-stream' } });
  expect(stream.statusCode).toBe(200);
  expect((await send(modern('server/discover'))).status).toBe(429);
  expect((await send({ method: 'GET', path: '/sse', headers: { accept: 'text/event-stream' } })).status).toBe(
    429,
  );
  stream.destroy();
});

test.each([{}, { sessions: false }] as const)('and a ping, alone and in a batch: %j', async (options) => {
  const endpoint = await proxied({ rateLimit: { limit: 4, windowMs: 60_000 }, ...options });
  const ping = legacy('ping');
  for (const headers of options.sessions === false
    ? [{}, {}]
    : [{ 'mcp-session-id': idOf(await open(endpoint)) }]) {
    expect((await endpoint.send({ ...ping, headers })).status).toBe(200);
  }
  const batch = { headers: { 'mcp-protocol-version': '2025-03-26' }, body: [ping.body, ping.body] };
  expect((await endpoint.send(batch)).status).toBe(200);
  expect((await endpoint.send(batch)).status).toBe(429);
  expect((await endpoint.send(ping)).status).toBe(429);
});

test('and a stream of a session, new or come back to', async () => {
  const endpoint = await proxied({ rateLimit: { limit: 3, windowMs: 60_000 } });
  const id = idOf(await open(endpoint));
  const get = (headers = {}) =>
    endpoint.open({
      method: 'GET',
      headers: {
        'mcp-session-id': id,
        accept: 'text/event-stream',
        'x-forwarded-for': '192.0.2.1',
        ...headers,
      },
    });
  const stream = await get();
  expect(stream.statusCode).toBe(200);
  const again = await get({ 'last-event-id': 'no such' });
  expect(again.statusCode).not.toBe(429);
  expect((await get({ 'last-event-id': 'no such' })).statusCode).toBe(429);
  for (const res of [stream, again]) res.destroy();
});

test.each<[string, Request]>([
  ['no JSON', { body: '{' }],
  ['no message', { body: 5 }],
  ['more values than there may be', { body: `[${'0,'.repeat(20_000)}0]` }],
  ['a notification', { body: { jsonrpc: '2.0', method: 'notifications/progress' } }],
  ['an answer', { body: { jsonrpc: '2.0', id: 1, result: {} } }],
  ['a batch of notifications', { body: Array(3).fill({ jsonrpc: '2.0', method: 'notifications/progress' }) }],
  ['an unknown revision', legacy('tools/list', {}, { headers: { 'mcp-protocol-version': '2025-01-01' } })],
  ['an unknown session', legacy('tools/list', {}, { headers: { 'mcp-session-id': 'none' } })],
  [
    'an envelope that is none',
    modern('tools/list', { _meta: { 'io.modelcontextprotocol/clientCapabilities': 5 } }),
  ],
  ['headers that disagree', modern('tools/call', { name: 'run' }, { headers: { 'mcp-name': 'walk' } })],
])('and a POST with %s', async (_name, request) => {
  const { send } = await serve(parts, { rateLimit: { limit: 3, windowMs: 60_000 } });
  for (let count = 0; count < 3; count++) await send(request);
  expect((await send(legacy('tools/list'))).body.error?.message).toContain('Rate limit reached (3 calls)');
});

test('one client has a tenth of the streams of 2024-11-05', async () => {
  const { open: opened } = await proxied({ rateLimit: false, legacySse: true });
  const stream = (client: string) =>
    opened({
      method: 'GET',
      path: '/sse',
      headers: { accept: 'text/event-stream', 'x-forwarded-for': client },
    });
  const streams = await Promise.all(Array.from({ length: 101 }, () => stream('192.0.2.1')));
  expect(streams.filter(({ statusCode }) => statusCode === 429)).toHaveLength(1);
  const other = await stream('192.0.2.2');
  expect(other.statusCode).toBe(200);
  for (const res of [...streams, other]) res.destroy();
});
