// Each HTTP request that is refused is counted by its reason, and the log says so without being filled by it.
import { once } from 'node:events';
import { connect } from 'node:net';
import { createHealth, createLoadShedder } from '@portcullis/health';
import { startTracing } from '@portcullis/tracing';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HttpAuth } from '../../src/auth.ts';
import { REFUSAL_REASONS } from '../../src/bindings/refusal-reason.ts';
import type { HttpOptions } from '../../src/http.ts';
import { elicit, inputRequired } from '../../src/index.ts';
import { startOtlpReceiver } from '../fixture/otlp-receiver.ts';
import { run } from '../guards/probe.ts';
import { type Endpoint, initialize, legacy, modern, type Request, serve } from './raw.ts';

const parts = { tools: [run(() => 'ok')] };
const LIST = legacy('tools/list');
const HELLO = legacy('initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'a', version: '1' },
});
const withHeaders = (headers: Record<string, string | undefined>, base: Request = LIST): Request => ({
  ...base,
  headers: { ...base.headers, ...headers },
});
const EVENTS = { accept: 'text/event-stream' };
const NEWER = modern('tools/list', { _meta: { 'io.modelcontextprotocol/protocolVersion': '2027-01-01' } });
const WRONG_HOST = withHeaders({ host: 'jane.doe@example.com' });

const AUTH: HttpAuth = {
  resource: 'https://mcp.example.com/mcp',
  authorizationServers: ['https://auth.example.com'],
  verify: async () => ({
    issuer: 'https://auth.example.com',
    subject: 'jane.doe@example.com',
    clientId: undefined,
    scopes: [],
    expiresAt: Number.MAX_SAFE_INTEGER,
    claims: {},
  }),
};

/** A body of which only the first byte arrives. */
function hang({ served }: Endpoint): Promise<void> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const seen = new Promise<void>((resolve) => served.server.once('request', () => resolve()));
  fetch(served.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new ReadableStream({ start: (body) => body.enqueue(new Uint8Array([32])) }),
    duplex: 'half',
    signal: stop.signal,
  } as RequestInit).catch(() => {});
  return seen;
}

/** Sends bytes and waits until the server has closed the connection. */
async function sendBytes({ served }: Endpoint, bytes: string): Promise<void> {
  const socket = connect(served.port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  const closed = once(socket, 'close');
  socket.resume().write(bytes);
  await closed;
}

/** What is refused, by `reason status`: the requests, the last of which it is, and the options that it takes. */
const CASES: Record<string, [requests: (endpoint: Endpoint) => Promise<unknown>, options?: HttpOptions]> = {
  'host_not_allowed 403': [({ send }) => send(WRONG_HOST)],
  'origin_not_allowed 403': [({ send }) => send(withHeaders({ origin: 'https://evil.example' }))],
  'unauthenticated 401': [({ send }) => send(LIST), { auth: AUTH }],
  'insufficient_scope 403': [
    ({ send }) => send(withHeaders({ authorization: 'Bearer jane.doe' })),
    { auth: { ...AUTH, scopes: ['mcp'] } },
  ],
  'unverifiable 503': [
    ({ send }) => send(withHeaders({ authorization: 'Bearer jane.doe' })),
    {
      auth: {
        ...AUTH,
        verify: async () => {
          throw new Error('jane.doe@example.com');
        },
      },
    },
  ],
  'unknown_path 404': [({ send }) => send({ ...LIST, path: '/jane.doe@example.com' })],
  'method_not_allowed 405': [({ send }) => send({ method: 'PUT' })],
  'unsupported_media_type 415': [({ send }) => send(withHeaders({ 'content-type': 'text/plain' }))],
  'not_acceptable 406': [({ send }) => send(withHeaders({ accept: 'text/html' }))],
  'body_too_large 413': [({ send }) => send({ body: ' '.repeat(101) }), { maxBodyBytes: 100 }],
  'too_much_arriving 429': [
    ({ send }) => send({ body: ' '.repeat(99), chunked: true }),
    { maxBodyBytes: 100, maxArrivingBytes: 100 },
  ],
  'too_many_arriving 429': [
    async (endpoint) => {
      await hang(endpoint);
      await hang(endpoint);
    },
    { maxArrivingBodiesPerClient: 1 },
  ],
  'overloaded 503': [
    ({ send }) => send(LIST),
    { shedder: { admit: () => undefined, retryAfter: () => 1 }, health: createHealth() },
  ],
  'bad_json 400': [({ send }) => send({ body: '{"jane.doe@example.com' })],
  'bad_message 400': [({ send }) => send({ body: { jsonrpc: '1.0' } })],
  'header_mismatch 400': [
    ({ send }) => send(withHeaders({ 'mcp-name': 'walk' }, modern('tools/call', { name: 'run' }))),
  ],
  'unsupported_version 400': [
    ({ send }) => send(withHeaders({ 'mcp-protocol-version': '2027-01-01' }, NEWER)),
  ],
  'unknown_method 404': [({ send }) => send(modern('no/such'))],
  'session_missing 400': [({ send }) => send({ method: 'GET', headers: EVENTS })],
  'session_unknown 404': [({ send }) => send(withHeaders({ 'mcp-session-id': 'jane.doe@example.com' }))],
  'too_many_sessions 503': [
    async (endpoint) => {
      const stream = await endpoint.open({
        method: 'GET',
        headers: { ...EVENTS, 'mcp-session-id': await initialize(endpoint) },
      });
      await endpoint.send(HELLO);
      stream.destroy();
    },
    { sessions: { maxSessions: 1, maxSessionsPerClient: 2 } },
  ],
  'rate_limited 429': [
    async ({ send }) => {
      await send(HELLO);
      await send(HELLO);
    },
    { rateLimit: { limit: 1, windowMs: 60_000 } },
  ],
  'internal_error 500': [
    ({ send }) => send(LIST),
    {
      shedder: {
        admit: () => {
          throw new Error('jane.doe@example.com');
        },
        retryAfter: () => 1,
      },
    },
  ],
  'bad_http 400': [
    (endpoint) => sendBytes(endpoint, 'GET / HTTP/1.1\r\nHost: a\r\njane.doe@example.com\r\n\r\n'),
  ],
  too_many_connections: [
    async (endpoint) => {
      endpoint.served.server.maxConnections = 1;
      await hang(endpoint);
      await sendBytes(endpoint, '');
    },
  ],
  // A second stream of a session: the SDK refuses it.
  'other 409': [
    async (endpoint) => {
      const headers = { ...EVENTS, 'mcp-session-id': await initialize(endpoint) };
      const stream = await endpoint.open({ method: 'GET', headers });
      await endpoint.send({ method: 'GET', headers });
      stream.destroy();
    },
  ],
};

test('each reason has a case, but for what Node looks after every half minute', () => {
  const reasons = Object.keys(CASES).map((name) => name.split(' ')[0]);
  expect([...reasons, 'timed_out'].sort()).toEqual([...REFUSAL_REASONS].sort());
});

test.each(Object.entries(CASES))('%s is counted and logged once', async (name, [requests, options]) => {
  const [reason, code] = name.split(' ');
  // A connection that is dropped gets no answer, and nobody's name.
  const status = code === undefined ? {} : { status: Number(code) };
  const client = /bad_http|too_many_connections/.test(name)
    ? {}
    : { client: expect.stringMatching(/^client_[a-s]{16}$/) };
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  const telemetry = await startTracing({ serviceName: 'probe', endpoint: receiver.url, onWarning: () => {} });
  onTestFinished(() => telemetry.shutdown());
  const endpoint = await serve(parts, { telemetry, ...options });
  await requests(endpoint);
  const refusals = () => endpoint.log.filter(({ msg }) => msg === 'HTTP requests were refused');
  await vi.waitFor(() => expect(refusals()).toHaveLength(1));
  expect(refusals()[0]).toEqual({
    level: 'warn',
    time: expect.any(String),
    msg: 'HTTP requests were refused',
    reason,
    requests: 1,
    ...status,
    ...client,
  });
  await telemetry.forceFlush();
  const counted = receiver.points().filter((point) => point.name === 'portcullis.server.refused_requests');
  expect(counted).toEqual([
    {
      name: 'portcullis.server.refused_requests',
      attributes: {
        'portcullis.reason': reason,
        ...(code !== undefined && { 'http.response.status_code': Number(code) }),
      },
      value: 1,
    },
  ]);
  expect(JSON.stringify(endpoint.log) + receiver.bodies.join()).not.toContain('jane');
});

test('what is served, what a call comes to and what a probe is answered is no refusal', async () => {
  const health = createHealth({ isStarting: true });
  const form = elicit('Name?', { type: 'object', properties: { name: { type: 'string' } } });
  const tools = [run(() => inputRequired({ inputRequests: { name: form } }))];
  const { send, log } = await serve({ tools }, { health, shedder: createLoadShedder() });
  expect((await send(LIST)).status).toBe(200);
  // The client cannot be asked: an error of the call, which travels on a 400.
  expect((await send(modern('tools/call', { name: 'run' }))).status).toBe(400);
  expect((await send(legacy('tools/call', { name: 'none' }))).status).toBe(200);
  expect((await send({ method: 'GET', path: '/ready' })).status).toBe(503);
  expect(log).toEqual([]);
});

test('the log has one line a second for each reason, with the number since', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { send, log, served } = await serve(parts);
  const lines = () => log.splice(0).map(({ reason, requests }) => [reason, requests]);
  for (let count = 0; count < 5; count++) expect((await send(WRONG_HOST)).status).toBe(403);
  expect(lines()).toEqual([['host_not_allowed', 1]]);
  vi.advanceTimersByTime(999);
  expect((await send({ ...LIST, path: '/' })).status).toBe(404);
  expect(lines()).toEqual([['unknown_path', 1]]);
  vi.advanceTimersByTime(1);
  expect(lines()).toEqual([['host_not_allowed', 4]]);
  await send(WRONG_HOST);
  expect(lines()).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(lines()).toEqual([['host_not_allowed', 1]]);
  // After a second without one, the next is news again.
  vi.advanceTimersByTime(1000);
  expect(lines()).toEqual([]);
  await send(WRONG_HOST);
  await send(WRONG_HOST);
  expect(lines()).toEqual([['host_not_allowed', 1]]);
  vi.useRealTimers();
  await served.close();
  expect(lines()).toEqual([['host_not_allowed', 1]]);
});
