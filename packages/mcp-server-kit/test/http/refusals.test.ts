// Every request that is refused has a status and a JSON-RPC error, so that no client takes it for an older server.

import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { defineTool } from '../../src/index.ts';
import { run } from '../guards/probe.ts';
import {
  type Endpoint,
  envelope,
  initialize,
  legacy,
  modern,
  REVISION,
  type Reply,
  type Request,
  requestOf,
  serve,
} from './raw.ts';

const parts = {
  tools: [
    run(() => 'ok'),
    defineTool({
      name: 'query',
      description: 'Queries.',
      input: z.object({
        region: z.string().optional().meta({ 'x-mcp-header': 'Region' }),
        page: z.object({ size: z.int().meta({ 'x-mcp-header': 'Size' }) }).optional(),
        all: z.boolean().optional().meta({ 'x-mcp-header': 'All' }),
      }),
      handler: (input) => JSON.stringify(input),
    }),
  ],
};

function expectRefusal(reply: Reply, status: number, code: number, message?: string | RegExp): void {
  expect({ status: reply.status, code: reply.body?.error?.code, text: reply.text }).toMatchObject({
    status,
    code,
  });
  expect(reply.headers['content-type']).toMatch(/^application\/json/);
  expect(reply.body).toMatchObject({ jsonrpc: '2.0', error: { message: expect.any(String) } });
  expect(reply.body).not.toHaveProperty('result');
  if (message !== undefined) expect(reply.body.error?.message).toMatch(message);
}

const call = legacy('tools/call', { name: 'run' });
// That a request was refused is a warning.
const isError = ({ level }: { level: string }) => level === 'error';
const withHeaders = (headers: Record<string, string | undefined>, base: Request = call): Request => ({
  ...base,
  headers: { ...base.headers, ...headers },
});

describe('Host', () => {
  const hosts = (allowed: Record<string, unknown>, list: string[]) =>
    Promise.all([serve(parts, allowed), list]).then(async ([{ send }, all]) => {
      const statuses: Record<string, number> = {};
      for (const host of all) statuses[host] = (await send(withHeaders({ host }))).status;
      return statuses;
    });

  test.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'evil.example/localhost',
    'localhost:3000:80',
    'localhost:port',
    '127.0.0.2',
    '[::2]',
    '0.0.0.0',
    'localhost, evil.example',
  ])('%j is refused with 403', async (host) => {
    const { send } = await serve(parts);
    expectRefusal(await send(withHeaders({ host })), 403, -32000, /this Host is not allowed/);
    expectRefusal(await send({ method: 'GET', headers: { host } }), 403, -32000);
  });

  test('loopback names are allowed, with any port and in any case', async () => {
    const statuses = await hosts({}, ['localhost', 'LOCALHOST:1', '127.0.0.1:65535', '[::1]', '[::1]:80']);
    expect(Object.values(statuses)).toEqual([200, 200, 200, 200, 200]);
  });

  test('names of the options are allowed besides', async () => {
    const statuses = await hosts({ allowedHosts: ['App.example.com', '10.0.0.5'] }, [
      'app.example.com',
      'APP.EXAMPLE.COM:8443',
      '10.0.0.5:8000',
      'localhost',
      'other.example.com',
    ]);
    expect(Object.values(statuses)).toEqual([200, 200, 200, 200, 403]);
  });

  test('* allows every name', async () => {
    expect(await hosts({ allowedHosts: ['*'] }, ['evil.example'])).toEqual({ 'evil.example': 200 });
  });

  test.each([
    ['none at all, as HTTP/1.0 allows,', 'GET /mcp HTTP/1.0\r\n\r\n'],
    ['an empty one', 'GET /mcp HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'],
  ])('%s is refused', async (_name, bytes) => {
    const { served } = await serve(parts);
    const reply = await speak(served.port, bytes);
    expect(reply).toMatch(/^HTTP\/1\.1 403 /);
    expect(reply).toContain('"jsonrpc":"2.0"');
  });
});

/** Sends bytes and gives everything that comes back. */
function speak(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connectTcp(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

describe('Origin', () => {
  test.each([
    'http://evil.example',
    'https://evil.example:3000',
    'null',
    'file://',
    'http://localhost.evil.example',
    'http://localhost@evil.example',
    'ftp://localhost',
    'chrome-extension://localhost',
    'http://127.0.0.2',
    'https://app.example.com.evil.example',
    'https://app.example.com:444',
    'http://app.example.com',
    'https://APP.example.com.',
    '',
  ])('%j is refused with 403, and is given no CORS header', async (origin) => {
    const { send } = await serve(parts, { allowedOrigins: ['https://app.example.com'] });
    for (const request of [withHeaders({ origin }), { method: 'OPTIONS', headers: { origin } }]) {
      const reply = await send(request);
      expectRefusal(reply, 403, -32000, /this Origin is not allowed/);
      expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  test.each(['https://app.example.com', 'http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:1'])(
    '%s is allowed, by name and not by *',
    async (origin) => {
      const { send } = await serve(parts, { allowedOrigins: ['https://app.example.com'] });
      const { status, headers } = await send(withHeaders({ origin }));
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
      expect(headers['access-control-expose-headers']).toContain('Mcp-Session-Id');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  test('a page of another site may not do without, as its images do', async () => {
    const endpoint = await serve(parts, { legacySse: true, allowedOrigins: ['https://app.example.com'] });
    const site = { 'sec-fetch-site': 'cross-site' };
    for (const request of [withHeaders(site), { method: 'GET', path: '/sse', headers: site }]) {
      expectRefusal(await endpoint.send(request), 403, -32000, /other sites/);
    }
    const { status } = await endpoint.send(withHeaders({ ...site, origin: 'https://app.example.com' }));
    expect(status).toBe(200);
    expect((await endpoint.send(withHeaders({ 'sec-fetch-site': 'same-origin' }))).status).toBe(200);
  });

  test('a refusal of an allowed origin can be read by its page', async () => {
    const { send } = await serve(parts);
    const origin = 'http://localhost:5173';
    const reply = await send(withHeaders({ origin, 'content-type': 'text/plain' }));
    expectRefusal(reply, 415, -32000);
    expect(reply.headers['access-control-allow-origin']).toBe(origin);
  });

  test('loopback origins are not allowed where the server is not on loopback', async () => {
    const { send } = await serve(parts, { host: '0.0.0.0' });
    expectRefusal(await send(withHeaders({ origin: 'http://localhost:5173' })), 403, -32000);
  });

  test('without one a client that is no browser is served', async () => {
    const { send } = await serve(parts);
    const { status, headers } = await send(call);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('a preflight is told every header that a client of either era sends', async () => {
    const { send } = await serve(parts, { allowedOrigins: ['https://app.example.com'] });
    const wanted = [
      'content-type',
      'accept',
      'authorization',
      'mcp-protocol-version',
      'mcp-session-id',
      'mcp-method',
      'mcp-name',
      'last-event-id',
      'mcp-param-region',
      'mcp-param-size',
    ];
    const { status, headers, text } = await send({
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': wanted.join(', '),
      },
    });
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers['access-control-allow-origin']).toBe('https://app.example.com');
    const allowed = headers['access-control-allow-headers']?.toLowerCase().split(/\s*,\s*/) ?? [];
    expect(wanted.filter((header) => !allowed.includes(header))).toEqual([]);
    for (const method of ['GET', 'POST', 'DELETE'])
      expect(headers['access-control-allow-methods']).toContain(method);
  });
});

describe('the body', () => {
  const body = (bytes: number) => {
    const frame = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'run', pad: '' },
    });
    return frame.replace('"pad":""', `"pad":"${'x'.repeat(bytes - frame.length)}"`);
  };

  test.each([false, true])('of the limit is served, one byte more is 413 (chunked: %s)', async (chunked) => {
    const { send } = await serve(parts, { maxBodyBytes: 100_000 });
    expect((await send({ ...call, body: body(100_000), chunked })).status).toBe(200);
    expectRefusal(
      await send({ ...call, body: body(100_001), chunked }),
      413,
      -32000,
      /larger than 100000 bytes/,
    );
    expectRefusal(await send({ ...call, body: body(5_000_000), chunked }), 413, -32000);
  });

  test('has bytes for its size, not characters', async () => {
    const { send } = await serve(parts, { maxBodyBytes: 200 });
    const text = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params: { pad: 'é'.repeat(90) } });
    expect(text.length).toBeLessThanOrEqual(200);
    expectRefusal(await send({ ...call, body: text }), 413, -32000);
  });

  test('may have 4 MiB by default', async () => {
    const { send } = await serve(parts);
    expect((await send({ ...call, body: body(4 * 1024 * 1024) })).status).toBe(200);
    expectRefusal(await send({ ...call, body: body(4 * 1024 * 1024 + 1) }), 413, -32000);
  });

  test('that claims to be too large is refused before it comes, and the connection is not left hanging', async () => {
    const { served } = await serve(parts, { maxBodyBytes: 1000 });
    const head =
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: */*\r\n' +
      'Content-Length: 999999999\r\nConnection: close\r\n\r\n';
    const seen = await new Promise<string>((resolve, reject) => {
      const socket = connectTcp(served.port, '127.0.0.1', () => socket.write(head));
      socket.setEncoding('utf8').once('data', (text: string) => {
        socket.destroy();
        resolve(text);
      });
      socket.on('error', reject);
    });
    expect(seen).toMatch(/^HTTP\/1\.1 413 /);
  });

  test.each([
    ['nothing', ''],
    ['half of JSON', '{"jsonrpc":"2.0","id":1'],
    ['two messages', '{"jsonrpc":"2.0"}{"jsonrpc":"2.0"}'],
    ['text', 'ping'],
    ['a form', 'method=ping'],
    ['bytes', '\u0000\u0001'],
    ['JSON with a comment', '{} // x'],
  ])('of %s is a parse error: 400, -32700', async (_name, text) => {
    const { send } = await serve(parts);
    const reply = await send({ ...call, body: text });
    expectRefusal(reply, 400, -32700, /Parse error/);
    expect(reply.body.id).toBeNull();
  });

  test.each([
    ['null', null],
    ['a number', 5],
    ['a string', '"ping"'],
    ['true', true],
    ['an object that is not JSON-RPC', { hello: 'world' }],
    ['another version', { jsonrpc: '1.0', id: 1, method: 'ping' }],
    ['a method that is no string', { jsonrpc: '2.0', id: 1, method: 5 }],
    ['an id that is an object', { jsonrpc: '2.0', id: {}, method: 'ping' }],
    ['an id of null', { jsonrpc: '2.0', id: null, method: 'ping' }],
    ['an empty batch', []],
    ['a batch with something else in it', [{ jsonrpc: '2.0', id: 1, method: 'ping' }, 5]],
    ['a batch in a batch', [[{ jsonrpc: '2.0', id: 1, method: 'ping' }]]],
  ])('of %s is an invalid request: 400, -32600', async (_name, message) => {
    const { send } = await serve(parts);
    expectRefusal(await send({ ...call, body: message }), 400, -32600);
  });

  test.each([
    ['parameters that are a list', { params: [] }],
    ['parameters that are null', { params: null }],
    ['a method that is no string', { method: 5 }],
    ['another version', { jsonrpc: '1.0' }],
  ])('of a request with %s is an invalid request, by its id', async (_name, odd) => {
    const { send } = await serve(parts);
    const reply = await send({ ...call, body: { jsonrpc: '2.0', id: 'mine', method: 'ping', ...odd } });
    expectRefusal(reply, 400, -32600);
    expect(reply.body.id).toBe('mine');
  });

  test.each(['2025', '2026'] as const)(
    '%s: of a request with more in it than MCP has is an invalid request, by its id',
    async (era) => {
      const { send } = await serve(parts);
      const request = requestOf[era]('tools/call', { name: 'run' }, { id: 'mine' });
      const body = request.body as { params: { _meta?: object } };
      const oddMeta = { ...body.params, _meta: { ...body.params._meta, progressToken: {} } };
      for (const odd of [
        { ...body, extra: true },
        { ...body, params: oddMeta },
      ]) {
        const reply = await send({ ...request, body: odd });
        expectRefusal(reply, 400, -32600, /as MCP has it/);
        expect(reply.body.id).toBe('mine');
      }
    },
  );

  describe('with an id or a progress token', () => {
    const token = (value: string) => ({ _meta: { progressToken: value } });
    const [short, long] = ['i'.repeat(256), 'i'.repeat(257)];

    test.each(['2025', '2026'] as const)('%s: of 256 characters is served, of more refused', async (era) => {
      const { send } = await serve(parts);
      const list = (id: unknown, params = {}) => requestOf[era]('tools/list', params, { id });
      expect((await send(list(short, token(short)))).body).toMatchObject({ id: short, result: {} });
      for (const request of [list(long), list(1, token(long)), { ...list(1), body: [list(long).body] }]) {
        expectRefusal(await send(request), 400, -32600, /at most 256 characters/);
      }
      expect((await send(list(long))).body.id).toBeNull();
    });

    test('is so in a session too, and on a stream of 2024-11-05', async () => {
      const endpoint = await serve(parts, { legacySse: true });
      const headers = { 'mcp-session-id': await initialize(endpoint) };
      expectRefusal(await endpoint.send(legacy('ping', {}, { id: long, headers })), 400, -32600);
      const stream = await endpoint.open({ method: 'GET', path: '/sse' });
      const [chunk] = await once(stream, 'data');
      const path = /data: (\S+)/.exec(String(chunk))?.[1] ?? '';
      expectRefusal(await endpoint.send({ ...legacy('ping', {}, { id: long }), path }), 400, -32600);
      expect((await endpoint.send({ ...legacy('ping', {}, { id: short }), path })).status).toBe(202);
      stream.destroy();
    });
  });

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'multipart/form-data; boundary=x',
  ])('of the type %s is 415', async (type) => {
    const { send } = await serve(parts);
    expectRefusal(await send(withHeaders({ 'content-type': type })), 415, -32000, /application\/json/);
  });

  test.each(['gzip', 'br', 'gzip, identity'])(
    'of the encoding %s is 415, and says what is taken',
    async (encoding) => {
      const { send } = await serve(parts);
      const body = gzipSync('{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
      const reply = await send({ headers: { 'content-encoding': encoding }, body });
      expectRefusal(reply, 415, -32000, /without compression/);
      expect(reply.headers['accept-encoding']).toBe('identity');
      expect((await send(withHeaders({ 'content-encoding': 'identity' }))).status).toBe(200);
    },
  );

  test.each(['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset=utf-8'])(
    'of the type %s is served',
    async (type) => {
      const { send } = await serve(parts);
      expect((await send(withHeaders({ 'content-type': type }))).status).toBe(200);
    },
  );

  test.each(['application/json', 'text/event-stream', 'text/html', 'application/*'])(
    'is answered 406 where the client takes only %s',
    async (accept) => {
      const { send } = await serve(parts);
      expectRefusal(await send(withHeaders({ accept })), 406, -32000, /accept both/);
    },
  );

  test.each([
    undefined,
    '*/*',
    'text/event-stream, application/json',
    'application/json;q=0.9, text/event-stream',
    'Application/JSON, Text/Event-Stream',
    'application/*, text/*;q=0.5',
    'application/json, */*;q=0.1',
  ])('is served where the client takes %s', async (accept) => {
    const { send } = await serve(parts);
    expect((await send(withHeaders({ accept }))).status).toBe(200);
  });

  test.each([undefined, '*/*', 'text/*', 'TEXT/event-stream'])(
    'of a session is served, and its stream opened, where the client takes %s',
    async (accept) => {
      const endpoint = await serve(parts);
      const headers = { 'mcp-session-id': await initialize(endpoint) };
      const stream = await endpoint.open({ method: 'GET', headers: { ...headers, accept } });
      expect(stream.statusCode).toBe(200);
      expect(stream.headers['content-type']).toBe('text/event-stream');
    },
  );

  test('of a stream is 406 where the client takes no events', async () => {
    const endpoint = await serve(parts);
    const headers = { 'mcp-session-id': await initialize(endpoint), accept: 'application/json' };
    expectRefusal(await endpoint.send({ method: 'GET', headers }), 406, -32000);
  });
});

describe('2025: a revision in MCP-Protocol-Version', () => {
  const odd = ['2025-99-99', '2024-01-01', '2025-11-25, 2025-11-25'];
  test.each(odd)(
    '%s, that there is not, is 400, with a session and without, alone and in a batch',
    async (version) => {
      const endpoint = await serve(parts);
      const session = await initialize(endpoint);
      for (const headers of [{}, { 'mcp-session-id': session }]) {
        const versioned = withHeaders({ ...headers, 'mcp-protocol-version': version });
        const reply = await endpoint.send(versioned);
        expectRefusal(reply, 400, -32000, /use one of 2025-11-25, /);
        expect(reply.body.id).toBe(1);
        expectRefusal(await endpoint.send({ ...versioned, body: [call.body] }), 400, -32000, /use one of/);
      }
    },
  );

  test('is not asked for by initialize, which says it in its body', async () => {
    const { send } = await serve(parts);
    const params = {
      protocolVersion: '2099-01-01',
      capabilities: {},
      clientInfo: { name: 'a', version: '1' },
    };
    const headers = { 'mcp-protocol-version': '2025-99-99' };
    const { body } = await send(legacy('initialize', params, { headers }));
    expect(body.result?.protocolVersion).toBe('2025-11-25');
  });
});

describe('paths and verbs', () => {
  test.each([
    '/',
    '/MCP',
    '/mcp/',
    '/mcp2',
    '/sse',
    '/messages',
    '/health',
    '//mcp',
    '/%6dcp',
    '/mcp/../admin',
  ])('%s is 404', async (path) => {
    const { send } = await serve(parts);
    const reply = await send({ ...call, path });
    if (reply.status === 200) expect.fail(`${path} was served`);
    expectRefusal(reply, 404, -32000, /the MCP endpoint is \/mcp/);
  });

  test.each(['//', '///', '//[', 'http://[', '*', 'http://evil.example:99999/mcp', '/\\', '?'])(
    'the target %s is the fault of its sender, not of the server',
    async (target) => {
      const { served, log } = await serve(parts);
      const reply = await speak(
        served.port,
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect(reply).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(log.filter(isError)).toEqual([]);
    },
  );

  test('a query does not change the path; another path may be chosen', async () => {
    const { send } = await serve(parts, { path: '/v1/tools' });
    expect((await send({ ...call, path: '/v1/tools?x=1' })).status).toBe(200);
    expectRefusal(await send(call), 404, -32000, /the MCP endpoint is \/v1\/tools/);
  });

  test.each(['PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    '%s is 405 and names what is allowed',
    async (method) => {
      const { send } = await serve(parts);
      const reply = await send({ method });
      expectRefusal(reply, 405, -32000, /send POST/);
      expect(reply.headers.allow).toBe('GET, POST, DELETE');
      const stateless = await serve(parts, { sessions: false });
      expect((await stateless.send({ method })).headers.allow).toBe('POST');
    },
  );

  test('HEAD is 405', async () => {
    const { send } = await serve(parts);
    expect((await send({ method: 'HEAD' })).status).toBe(405);
  });

  test.each(['GET', 'DELETE'])(
    '%s needs a session: 400; of the new revision, or without sessions, it is 405',
    async (method) => {
      const { send } = await serve(parts);
      expectRefusal(
        await send({ method, headers: { accept: 'text/event-stream' } }),
        400,
        -32000,
        /Mcp-Session-Id/,
      );
      expectRefusal(
        await send({ method, headers: { 'mcp-protocol-version': REVISION } }),
        405,
        -32000,
        /send POST/,
      );
      const stateless = await serve(parts, { sessions: false });
      const reply = await stateless.send({ method, headers: { 'mcp-session-id': 'x' } });
      expectRefusal(reply, 405, -32000);
      expect(reply.headers.allow).toBe('POST');
    },
  );

  test.each(['GET', 'DELETE', 'POST'])('%s with a session that is not there is 404', async (method) => {
    const { send } = await serve(parts);
    const headers = { 'mcp-session-id': 'b3b1c9a0-0000-4000-8000-000000000000' };
    expectRefusal(
      await send(method === 'POST' ? withHeaders(headers) : { method, headers }),
      404,
      -32001,
      /Initialize again/,
    );
  });

  test.each(['__proto__', 'constructor', '../../etc', 'x'.repeat(5000)])(
    'the session %.20s is 404',
    async (id) => {
      const { send } = await serve(parts);
      expectRefusal(await send(withHeaders({ 'mcp-session-id': id })), 404, -32001);
    },
  );

  test('a session that its client has ended is gone', async () => {
    const endpoint = await serve(parts);
    const id = await initialize(endpoint);
    const headers = { 'mcp-session-id': id };
    expect((await endpoint.send(withHeaders(headers))).status).toBe(200);
    expect((await endpoint.send({ method: 'DELETE', headers })).status).toBe(200);
    expectRefusal(await endpoint.send(withHeaders(headers)), 404, -32001);
  });
});

describe('params', () => {
  const deep = (levels: number, isArray = false) => {
    const [open, close] = isArray ? ['[', ']'] : ['{"a":', '}'];
    return `${open.repeat(levels)}1${close.repeat(levels)}`;
  };
  const raw = (request: Request, levels: number, isArray?: boolean): Request => ({
    ...request,
    body: JSON.stringify(request.body).replace('"DEEP"', deep(levels, isArray)),
  });

  const requests = {
    'of 2025': legacy('tools/call', { name: 'run', arguments: 'DEEP' }),
    'of 2026': modern('tools/call', { name: 'run', arguments: 'DEEP' }),
    'of 2026 that are not plain': modern(
      'tools/call',
      { name: 'run', arguments: 'DEEP' },
      { headers: { 'mcp-name': '=?base64?cnVu?=' } },
    ),
    'of a list': legacy('tools/list', { cursor: 'DEEP' }),
  };

  // `params` is the first level.
  test.each(Object.entries(requests))('%s 64 levels deep are served, 65 refused', async (name, request) => {
    const { send } = await serve(parts);
    if (name !== 'of a list') expect((await send(raw(request, 63))).body.result).toBeDefined();
    for (const levels of [64, 65, 5000]) {
      for (const isArray of [false, true]) {
        const { status, body } = await send(raw(request, levels, isArray));
        expect(body.error?.code, `${levels}`).toBe(-32602);
        expect(body.error?.message).toContain('at most 64 levels deep');
        expect([200, 400]).toContain(status);
      }
    }
  });

  test('a hundred thousand levels do not stop the server, in any place', async () => {
    const endpoint = await serve(parts);
    const session = await initialize(endpoint);
    const bodies = [
      deep(50_000),
      deep(100_000, true),
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${deep(50_000)}}`,
      `{"jsonrpc":"2.0","id":1,"method":"initialize","params":${deep(50_000)}}`,
      `{"jsonrpc":"2.0","id":1,"result":${deep(50_000)}}`,
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"_meta":${deep(50_000)}}}`,
    ];
    for (const body of bodies) {
      for (const headers of [{}, { 'mcp-session-id': session }, { 'mcp-protocol-version': REVISION }]) {
        const { status } = await endpoint.send({ headers, body });
        expect(status).toBeLessThan(500);
      }
    }
    expect((await endpoint.send(call)).status).toBe(200);
    expect(endpoint.log.filter(isError)).toEqual([]);
  });

  test('another depth may be chosen', async () => {
    const { send } = await serve(parts, { maxDepth: 3 });
    expect((await send(raw(requests['of 2025'], 2))).body.result).toBeDefined();
    expect((await send(raw(requests['of 2025'], 3))).body.error?.message).toContain('at most 3 levels deep');
  });

  const odd = { name: 'run' };
  test.each<[Record<string, unknown>]>([
    [{ params: 'text' }],
    [{ params: 5 }],
    [{ params: true }],
    [{ params: [1, 2] }],
    [{ params: { _meta: 5 } }],
    [{ params: { _meta: null } }],
    [{ params: { ...odd, _meta: { progressToken: {} } } }],
    [{ params: { ...odd, _meta: { ...envelope(), progressToken: {} } } }],
    [{ params: { ...odd, _meta: { 'io.modelcontextprotocol/related-task': 5 } } }],
    [{ params: odd, more: 5 }],
    [{ params: { ...odd, _meta: envelope() }, more: 5 }],
    [{ params: odd, result: {} }],
  ])('and a message as odd as %j are answered in either era, and in a session', async (message) => {
    const endpoint = await serve(parts);
    const session = await initialize(endpoint);
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', ...message };
    const modernHeaders = { 'mcp-protocol-version': REVISION, 'mcp-method': 'tools/call', 'mcp-name': 'run' };
    for (const headers of [{}, { 'mcp-session-id': session }, modernHeaders]) {
      for (const sent of [body, [body]]) {
        const { status, text } = await endpoint.send({ headers, body: sent });
        expect(status, text).toBeLessThan(500);
        expect(text).toMatch(/"error":\{|"result":\{/);
      }
    }
    await vi.waitFor(async () => expect((await endpoint.send(call)).status).toBe(200));
  });

  test.each([
    ['a name that is a number', { name: 5 }],
    ['a name that is an object', { name: { toString: 1 } }],
    ['a name that is a list', { name: ['run'] }],
    ['no name', {}],
  ])('%s is -32602, and is no failure of the server', async (_name, params) => {
    const { send, log } = await serve(parts);
    for (const make of [legacy, modern]) {
      expect([-32602, -32020]).toContain((await send(make('tools/call', params))).body.error?.code);
    }
    expect(log.filter(isError)).toEqual([]);
  });
});

test.each(['logging/setLevel', 'resources/subscribe', 'tasks/list', 'nope', '__proto__', 'toString'])(
  'the method %s is not found without a session',
  async (method) => {
    const { send } = await serve(parts);
    const params = { level: 'info', uri: 'note://1' };
    expect((await send(legacy(method, params))).body.error?.code).toBe(-32601);
    const reply = await send(modern(method, params));
    expectRefusal(reply, 404, -32601);
  },
);

describe('2026-07-28: headers and body', () => {
  let endpoint: Endpoint;
  beforeEach(async () => {
    endpoint = await serve(parts);
  });
  const list = modern('tools/list');
  const plain = modern('tools/call', { name: 'run' });

  test('that agree are served', async () => {
    expect((await endpoint.send(list)).body.result).toMatchObject({ resultType: 'complete' });
    expect((await endpoint.send(plain)).body.result).toMatchObject({ content: [{ text: 'ok' }] });
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['another method', { 'mcp-method': 'tools/list' }],
    ['a method in another case', { 'mcp-method': 'Tools/Call' }],
    ['another name', { 'mcp-name': 'query' }],
    ['a name in another case', { 'mcp-name': 'RUN' }],
    ['no name', { 'mcp-name': undefined }],
    ['no method', { 'mcp-method': undefined }],
    ['another revision', { 'mcp-protocol-version': '2025-11-25' }],
    ['an encoded name that is another', { 'mcp-name': '=?base64?cXVlcnk=?=' }],
    ['an encoded name that is no Base64', { 'mcp-name': '=?base64?!!?=' }],
  ])('%s is 400 with -32020', async (_name, headers) => {
    expectRefusal(await endpoint.send(withHeaders(headers, plain)), 400, -32020);
  });

  test('a revision that nobody knows is 400 with -32022 and the ones that are known', async () => {
    const body = structuredClone(list.body) as { params: { _meta: Record<string, unknown> } };
    body.params._meta['io.modelcontextprotocol/protocolVersion'] = '2027-01-01';
    const reply = await endpoint.send({
      headers: { ...list.headers, 'mcp-protocol-version': '2027-01-01' },
      body,
    });
    expectRefusal(reply, 400, -32022);
    expect(JSON.stringify(reply.body.error?.data)).toContain(REVISION);
  });

  test('a name that a header cannot carry comes encoded', async () => {
    const headers = { 'mcp-name': '=?base64?cnVu?=' };
    const { body } = await endpoint.send(withHeaders(headers, plain));
    expect(body.result).toMatchObject({ content: [{ text: 'ok' }] });
  });

  test('what a refusal quotes is sanitised', async () => {
    const { text, status } = await endpoint.send(withHeaders({ 'mcp-method': 'jane@example.com' }, plain));
    expect(status).toBe(400);
    expect(text).not.toContain('jane@');
  });

  test('the id of a refused request comes back as it was', async () => {
    const request = modern('tools/call', { name: 'run' }, { id: 'mine', headers: { 'mcp-name': 'other' } });
    expect((await endpoint.send(request)).body.id).toBe('mine');
  });
});

describe('2026-07-28: parameters that are repeated as headers', () => {
  const query = (args: Record<string, unknown>, headers: Record<string, string>) =>
    modern('tools/call', { name: 'query', arguments: args }, { headers });

  const agreeing: [Record<string, unknown>, Record<string, string>][] = [
    [{ region: 'eu-west' }, { 'mcp-param-region': 'eu-west' }],
    [{ region: 'Zürich' }, { 'mcp-param-region': `=?base64?${Buffer.from('Zürich').toString('base64')}?=` }],
    [{ page: { size: 42 } }, { 'mcp-param-size': '42' }],
    [{ page: { size: 42 } }, { 'mcp-param-size': '42.0' }],
    [{ page: { size: -1 } }, { 'mcp-param-size': '-1' }],
    [{ all: true }, { 'mcp-param-all': 'true' }],
    [{}, {}],
    [{}, { 'mcp-param-region': 'is ignored' }],
  ];
  test.each(agreeing)('%j with %j is served', async (args, headers) => {
    const { send } = await serve(parts);
    const { status, body } = await send(query(args, headers));
    expect(status).toBe(200);
    expect(body.result).toMatchObject({ content: [{ text: JSON.stringify(args) }] });
  });

  const disagreeing: [Record<string, unknown>, Record<string, string>][] = [
    [{ region: 'eu-west' }, {}],
    [{ region: 'eu-west' }, { 'mcp-param-region': 'us-east' }],
    [{ region: 'eu-west' }, { 'mcp-param-region': 'EU-WEST' }],
    [{ region: 'eu-west' }, { 'mcp-param-region': '' }],
    [{ region: 'eu-west' }, { 'mcp-param-region': '=?base64?ZXUtd2VzdA?=' }],
    [{ region: 'eu-west' }, { 'mcp-param-region': '=?base64?!!?=' }],
    [{ page: { size: 42 } }, { 'mcp-param-size': '43' }],
    [{ page: { size: 42 } }, { 'mcp-param-size': '0x2a' }],
    [{ page: { size: 42 } }, { 'mcp-param-size': '4.2e1' }],
    [{ page: { size: 42 } }, { 'mcp-param-size': '42, 43' }],
    [{ all: false }, { 'mcp-param-all': 'true' }],
    [{ all: false }, { 'mcp-param-all': 'False' }],
  ];
  test.each(disagreeing)('%j with %j is 400 with -32020', async (args, headers) => {
    const { send } = await serve(parts);
    expectRefusal(await send(query(args, headers)), 400, -32020);
  });

  test('are compared too where the name of the tool comes encoded', async () => {
    const { send } = await serve(parts);
    const headers = { 'mcp-name': '=?base64?cXVlcnk=?=', 'mcp-param-region': 'us-east' };
    expectRefusal(await send(query({ region: 'eu-west' }, headers)), 400, -32020);
  });

  test('have no such headers in the 2025 era', async () => {
    const { send } = await serve(parts);
    const { body } = await send(legacy('tools/call', { name: 'query', arguments: { region: 'eu-west' } }));
    expect(body.result).toMatchObject({ content: [{ text: '{"region":"eu-west"}' }] });
  });
});

test('an error of the kit itself is 500 with a JSON-RPC error that tells nothing', async () => {
  const health = {
    handle: () => {
      throw new Error('password=hunter2');
    },
  };
  const { send, log } = await serve(parts, { health: health as never });
  const reply = await send(call);
  expectRefusal(reply, 500, -32603);
  expect(reply.text).not.toContain('hunter2');
  await vi.waitFor(() => expect(log.filter(isError)).toHaveLength(1));
  expect(log.find(isError)).toMatchObject({ err: { message: 'password=[REDACTED]' } });
});
