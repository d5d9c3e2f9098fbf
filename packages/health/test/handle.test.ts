// A real server and real sockets.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHealth, type Health } from '../src/index.ts';

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
  it.each(['/health', '/livez', '/ready', '/readyz', '/health?x=1'])('answers GET %s', async (path) => {
    const get = await serve(createHealth());
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/health+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('{"status":"pass"}');
  });

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
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      status: 'fail',
      checks: { 'db:responseTime': [{ status: 'fail' }] },
    });
    expect(text).not.toMatch(/internal|5432|refused|Error/);
    expect((await get('/livez')).status).toBe(200);
  });

  it('answers 200 for a warning', async () => {
    const get = await serve(createHealth({ checks: checks.map((check) => ({ ...check, critical: false })) }));
    const response = await get('/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'warn' });
  });

  it('follows starting and draining', async () => {
    const health = createHealth();
    const get = await serve(health);
    const both = async () => [(await get('/readyz')).status, (await get('/livez')).status];
    health.setReady(false);
    expect(await both()).toEqual([503, 200]);
    health.setReady(true);
    expect(await both()).toEqual([200, 200]);
    health.startDraining();
    expect(await both()).toEqual([503, 200]);
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

  it('survives a response that somebody else has answered', async () => {
    const health = createHealth();
    server = createServer((request, response) => {
      health.handle(request, response);
      response.end('first');
    });
    const listening = server;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/ready`)).text()).toBe('first');
    expect(await (await fetch(`http://127.0.0.1:${port}/ready`)).text()).toBe('first');
  });

  it('needs no more of a request than it says', () => {
    const never = { statusCode: 0, setHeader: () => undefined, end: () => undefined };
    expect(createHealth().handle({}, never)).toBe(false);
    expect(createHealth().handle({ url: '/health' }, never)).toBe(true);
    expect(never.statusCode).toBe(405);
  });
});
