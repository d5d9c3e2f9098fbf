import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createTcpCheck } from '../../src/checks/tcp.ts';
import { HealthOptionError } from '../../src/index.ts';
import { ask } from '../support/ask.ts';
import { freePort } from '../support/free-port.ts';

it('passes where something listens, and hangs up', async () => {
  const { promise: ended, resolve: hangUp } = Promise.withResolvers<void>();
  const server = createServer((socket) => socket.resume().once('close', hangUp));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await ask(createTcpCheck({ host: '127.0.0.1', port, name: 'broker' }))).toMatchObject({
    key: 'broker:responseTime',
    status: 'pass',
    observedUnit: 'ms',
  });
  await ended;
});

it('fails where nothing does, without an address', async () => {
  const check = createTcpCheck({ host: '127.0.0.1', port: await freePort() });
  expect(await ask(check)).toMatchObject({ key: 'tcp:responseTime', status: 'fail', output: 'ECONNREFUSED' });
});

it('gives up at its timeout where nobody answers', async () => {
  // Reserved for documentation: packets to it go nowhere, or the network says so at once.
  const check = createTcpCheck({ host: '192.0.2.1', port: 9, timeoutMs: 100 });
  expect((await ask(check)).output).toMatch(/^timed out after 100 ms$|^E[A-Z]+$/);
});

it('refuses a port out of range', () => {
  expect(() => createTcpCheck({ host: 'a', port: 0 })).toThrow(HealthOptionError);
});
