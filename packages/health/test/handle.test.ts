// A real server and real sockets.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckFailure, createHealth, type Health, type HealthReport } from '../src/index.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(health: Health): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  server = createServer((request, response) => {
    if (!health.handle(request, response)) response.writeHead(404).end('other');
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

const checks = [
  {
    name: 'db',
    check: () => {
      throw new Error('db-1.internal:5432 refused');
    },
  },
];

describe('handle', () => {
  it.each(['/health', '/livez', '/ready', '/readyz', '/startupz', '/health?x=1'])(
    'answers GET %s',
    async (path) => {
      const get = await serve(createHealth());
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/health+json');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text()).toBe('{"status":"pass"}');
    },
  );

  it('answers HEAD with the same headers and no body', async () => {
    const get = await serve(createHealth({ checks }));
    const head = await get('/ready', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).toEqual([503, 'application/health+json']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10);
    expect(await head.text()).toBe('');
  });

  it('answers 503 on readiness only, without a word of the cause', async () => {
    const get = await serve(createHealth({ checks }));
    const response = await get('/readyz');
    expect(response.status).toBe(503);
    expect(await response.text()).toBe('{"status":"fail"}');
    expect((await get('/livez')).status).toBe(200);
  });

  it('answers 200 for a warning', async () => {
    const get = await serve(createHealth({ checks: checks.map((check) => ({ ...check, critical: false })) }));
    const response = await get('/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'warn' });
  });

  it('follows starting and draining', async () => {
    const health = createHealth({ isStarting: true });
    const get = await serve(health);
    const all = () =>
      Promise.all(['/startupz', '/readyz', '/livez'].map(async (path) => (await get(path)).status));
    expect(await all()).toEqual([503, 503, 200]);
    health.markStarted();
    expect(await all()).toEqual([200, 200, 200]);
    health.startDraining();
    expect(await all()).toEqual([200, 503, 200]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    const get = await serve(createHealth());
    const response = await get('/health', { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['/', '/healthy', '/health/', '/HEALTH', '/x?/health', '/ready%00'])(
    'leaves %s to others',
    async (path) => {
      const get = await serve(createHealth());
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([404, 'other']);
    },
  );

  it.each(['before', 'after'])('survives a response that somebody else has answered %s it', async (when) => {
    const health = createHealth();
    server = createServer((request, response) => {
      if (when === 'before') response.end('first');
      expect(health.handle(request, response)).toBe(true);
      if (when === 'after' && request.url === '/ready') response.end('first');
    });
    const listening = server;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    expect(await ask('/ready')).toBe('first');
    expect(await ask('/livez')).toBe(when === 'before' ? 'first' : '{"status":"pass"}');
    expect(await ask('/ready')).toBe('first');
  });

  it('needs no more of a request than it says', () => {
    const never = { statusCode: 0, setHeader: () => undefined, end: () => undefined };
    expect(createHealth().handle({}, never)).toBe(false);
    expect(createHealth().handle({ url: '/health' }, never)).toBe(true);
    expect(never.statusCode).toBe(405);
  });
});

describe('what a body holds', () => {
  const token = 'a token of 20 signs!';
  const info = { version: '1', releaseId: '1.2.3', serviceId: 'pod-7', description: 'documents' };
  const secret = Object.assign(new Error('db-1.internal:5432 refused jane@example.com'), {
    code: 'ECONNREFUSED',
    address: '10.0.0.7',
  });
  const failing = (name: string, error: unknown) => ({
    name,
    critical: false,
    check: () => Promise.reject(error),
  });
  const options = {
    token,
    info,
    internalPath: '/internal/ready',
    checks: [
      failing('code', secret),
      failing('cause', new TypeError('fetch failed', { cause: secret })),
      failing('sql', Object.assign(new Error(secret.message), { code: '57P03' })),
      failing('name', new RangeError(secret.message)),
      failing('told', new CheckFailure('answered 500')),
      failing('odd', Object.assign(new Error('x'), { code: 'jane@example.com', name: 'jane@example.com' })),
      failing('text', secret.message),
    ],
  };

  it.each([
    ['nobody', {}],
    ['a wrong token', { authorization: 'Bearer a token of 20 signs?' }],
    ['another scheme', { authorization: `Basic ${token}` }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('for %s: the status and no more', async (_name, headers) => {
    const get = await serve(createHealth(options));
    expect(await (await get('/ready', { headers })).text()).toBe('{"status":"warn"}');
    expect(await (await get('/health', { headers })).text()).toBe('{"status":"pass"}');
  });

  it.each([
    ['the token', '/ready', { authorization: `Bearer ${token}` }],
    ['the token, the scheme in small letters', '/ready', { authorization: `bearer ${token}` }],
    ['the internal path', '/internal/ready', {}],
  ])('for %s: all of it, with reasons that give nothing away', async (_name, path, headers) => {
    const get = await serve(createHealth(options));
    const text = await (await get(path, { headers })).text();
    const { checks, ...rest } = JSON.parse(text);
    expect(rest).toEqual({ status: 'warn', ...info });
    const reasons = Object.entries(checks as NonNullable<HealthReport['checks']>).map(([key, [report]]) => [
      key,
      report?.output,
    ]);
    expect(reasons).toEqual([
      ['code:responseTime', 'ECONNREFUSED'],
      ['cause:responseTime', 'ECONNREFUSED'],
      ['sql:responseTime', '57P03'],
      ['name:responseTime', 'RangeError'],
      ['told:responseTime', 'answered 500'],
      ['odd:responseTime', 'failed'],
      ['text:responseTime', 'failed'],
    ]);
    expect(text).not.toMatch(/internal|5432|10\.0|jane/);
  });

  it('counts bytes, not characters', async () => {
    const get = await serve(createHealth({ internalPath: '/all', info: { description: 'Größe' } }));
    expect(await (await get('/all')).json()).toEqual({ status: 'pass', description: 'Größe' });
  });
});

describe('paths', () => {
  it('can be others', async () => {
    const get = await serve(createHealth({ paths: { live: ['/up'], ready: [] } }));
    const statuses = await Promise.all(
      ['/up', '/health', '/ready', '/startupz'].map(async (path) => (await get(path)).status),
    );
    expect(statuses).toEqual([200, 404, 404, 200]);
  });

  it('are known to who asks', () => {
    const { owns } = createHealth();
    expect(['/ready', '/ready?x', '/readyx', ''].map(owns)).toEqual([true, true, false, false]);
  });
});

describe('fetch', () => {
  const ask = (health: Health, path: string, init?: RequestInit) =>
    health.fetch(new Request(`http://service.example${path}`, init));

  it('answers as the other door does', async () => {
    const health = createHealth({ checks });
    const ready = await ask(health, '/ready?x=1');
    expect([ready?.status, await ready?.text()]).toEqual([503, '{"status":"fail"}']);
    expect(ready?.headers.get('content-type')).toBe('application/health+json');
    const live = await ask(health, '/livez', { method: 'HEAD' });
    expect([live?.status, await live?.text(), live?.headers.get('content-length')]).toEqual([200, '', '17']);
    expect((await ask(health, '/health', { method: 'POST' }))?.status).toBe(405);
  });

  it('shows all of it to the token', async () => {
    const token = 'a token of 20 signs!';
    const full = await ask(createHealth({ token, info: { version: '7' } }), '/health', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await full?.json()).toEqual({ status: 'pass', version: '7' });
  });

  it('leaves other paths to others', () => {
    expect(ask(createHealth(), '/healthy')).toBeUndefined();
  });

  it('takes a request that has nothing but a path, and leaves one alone whose URL is none', async () => {
    const health = createHealth();
    const request = (url: string) => ({ url, method: 'GET', headers: new Headers() }) as Request;
    expect((await health.fetch(request('/livez?x=1')))?.status).toBe(200);
    expect(health.fetch(request('http://'))).toBeUndefined();
  });
});
