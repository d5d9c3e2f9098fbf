import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpCheck } from '../../src/checks/http.ts';
import { HealthOptionError } from '../../src/index.ts';
import { ask } from '../support/ask.ts';
import { freePort } from '../support/free-port.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/status`;
}

describe('statuses', () => {
  it.each([
    [200, 'pass', undefined],
    [204, 'pass', undefined],
    [302, 'fail', 'answered 302'],
    [404, 'fail', 'answered 404'],
    [503, 'fail', 'answered 503'],
  ])('%i is a %s', async (code, status, output) => {
    const url = await serve((_request, response) => response.writeHead(code, { location: '/x' }).end());
    const report = await ask(createHttpCheck({ url }));
    expect([report.key, report.status, report.output]).toEqual(['http:responseTime', status, output]);
  });

  it('are what the program expects', async () => {
    const url = await serve((_request, response) => response.writeHead(401).end());
    const check = createHttpCheck({ url: new URL(url), isExpected: (status) => status === 401 });
    expect((await ask(check)).status).toBe('pass');
  });
});

it('sends the method and the headers', async () => {
  const url = await serve(({ method, headers, url: path }, response) =>
    response.writeHead(method === 'HEAD' && headers['x-key'] === 'k' && path === '/status' ? 200 : 400).end(),
  );
  expect((await ask(createHttpCheck({ url, method: 'HEAD', headers: { 'x-key': 'k' } }))).status).toBe(
    'pass',
  );
});

it('does not read a body that never ends', async () => {
  const { promise: ended, resolve: hangUp } = Promise.withResolvers<void>();
  const url = await serve((_request, response) => {
    response.write('x');
    response.once('close', hangUp);
  });
  expect((await ask(createHttpCheck({ url }))).status).toBe('pass');
  await ended;
});

it('gives up at its timeout, and hangs up', async () => {
  const { promise: ended, resolve: hangUp } = Promise.withResolvers<void>();
  const url = await serve((_request, response) => void response.once('close', hangUp));
  const report = await ask(createHttpCheck({ url, timeoutMs: 50 }));
  expect([report.status, report.output]).toEqual(['fail', 'timed out after 50 ms']);
  await ended;
});

it('names the cause, without an address', async () => {
  const url = `http://127.0.0.1:${await freePort()}/`;
  expect(await ask(createHttpCheck({ url, critical: false }))).toMatchObject({
    status: 'warn',
    output: 'ECONNREFUSED',
  });
});

it.each(['ftp://a', '/ready', 'a:80'])('refuses %s', (url) => {
  expect(() => createHttpCheck({ url })).toThrow(HealthOptionError);
});

it('refuses a URL that could never be asked, without repeating its password', () => {
  const run = () => createHttpCheck({ url: 'http://user:hunter2@127.0.0.1/status' });
  expect(run).toThrow(HealthOptionError);
  expect(run).toThrow('Expected `url` to hold no user or password: send `headers.authorization`');
});
