import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { HealthOptionError } from '../src/index.ts';
import { startWatchdog } from '../src/watchdog.ts';
import { block } from './support/block.ts';
import { startChild } from './support/child.ts';
import { measureStuck } from './support/stuck.ts';

async function watched() {
  const child = startChild('stuck-main.ts');
  onTestFinished(() => child.kill('SIGKILL'));
  const port = (await child.said('watched on')).split(' ').at(-1);
  return { child, get: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init) };
}

it('tells within two seconds that the main thread is stuck in an endless loop', async () => {
  const tookMs = await measureStuck();
  expect(tookMs).toBeLessThan(2000);
  // Not at once: a pause is no reason for a restart.
  expect(tookMs).toBeGreaterThan(1000);
});

it('tells it as a probe does', async () => {
  const { child, get } = await watched();
  const alive = await get('/health');
  expect([alive.status, await alive.text()]).toEqual([200, '{"status":"pass"}']);
  child.kill('SIGUSR2');
  await vi.waitFor(async () => expect((await get('/health')).status).toBe(503), { timeout: 5000 });
  const stuck = await get('/health');
  expect(stuck.headers.get('content-type')).toBe('application/health+json');
  expect(await stuck.text()).toBe('{"status":"fail"}');
});

it('does not keep a process alive', async () => {
  const { child } = await watched();
  child.kill('SIGTERM');
  expect(await child.ended).toMatchObject({ code: 0, signal: null });
});

it('answers probes and nothing else', async () => {
  const watchdog = await startWatchdog({ port: 0 });
  onTestFinished(() => watchdog.close());
  const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${watchdog.port}${path}`, { method });
  const statuses = await Promise.all([
    get('/livez?x=1'),
    get('/livez', 'HEAD'),
    get('/livez', 'POST'),
    get('/ready'),
    get('/'),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 405, 404, 404]);
});

it('recovers with the main thread', async () => {
  const watchdog = await startWatchdog({ port: 0, maxStallMs: 100 });
  onTestFinished(() => watchdog.close());
  const url = `http://127.0.0.1:${watchdog.port}/livez`;
  const answers = [fetch(url)];
  await new Promise((resolve) => setImmediate(resolve));
  block(400);
  answers.push(fetch(url));
  await Promise.all(answers);
  await vi.waitFor(async () => expect((await fetch(url)).status).toBe(200));
});

it('says when its port is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await expect(startWatchdog({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it.each([
  [{ port: 65_536 }, 'Expected `port` to be an integer from 0 to 65535, got 65536'],
  [{ maxStallMs: 99 }, 'Expected `maxStallMs` to be an integer from 100 to 2147483647, got 99'],
])('refuses %o', async (options, message) => {
  await expect(startWatchdog(options)).rejects.toThrow(new HealthOptionError(message));
});
