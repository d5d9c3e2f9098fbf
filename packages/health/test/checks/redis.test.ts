// A real Redis that answers, hangs, and comes back, with both clients.
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRedisCheck } from '../../src/checks/redis.ts';
import { createHealth, HealthOptionError } from '../../src/index.ts';
import { ask } from '../support/ask.ts';
import { startChild } from '../support/child.ts';
import { freePort } from '../support/free-port.ts';
import { itWith } from '../support/services.ts';

async function startRedis() {
  const port = await freePort();
  const child = startChild('redis-server', ['--port', String(port), '--save', '', '--bind', '127.0.0.1']);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await child.ended;
  });
  await child.said('Ready to accept connections');
  return { child, port };
}

const clients = {
  redis: async (port: number) => {
    const client = createClient({ url: `redis://127.0.0.1:${port}` });
    client.on('error', () => {});
    await client.connect();
    onTestFinished(() => client.destroy());
    return client;
  },
  ioredis: async (port: number) => {
    const client = new Redis(port, '127.0.0.1');
    client.on('error', () => {});
    onTestFinished(() => client.disconnect());
    return client;
  },
};

describe.each(Object.entries(clients))('%s', (_name, connect) => {
  itWith('redis-server')('passes, fails while Redis hangs, and passes again', async () => {
    const { child, port } = await startRedis();
    const client = await connect(port);
    const check = createRedisCheck({ client, timeoutMs: 300, cacheMs: 0 });
    const { ready } = createHealth({ checks: [check] });
    await vi.waitFor(async () => expect((await ready()).status).toBe('pass'), { timeout: 5000 });
    expect(await ask(check)).toMatchObject({ key: 'redis:responseTime', status: 'pass' });
    child.kill('SIGSTOP');
    expect((await ready()).checks?.['redis:responseTime']).toMatchObject([
      { status: 'fail', output: 'timed out after 300 ms' },
    ]);
    child.kill('SIGCONT');
    await vi.waitFor(async () => expect((await ready()).status).toBe('pass'), { timeout: 5000 });
  });
});

it('fails when the client says so', async () => {
  const client = { ping: () => Promise.reject(Object.assign(new Error('10.0.0.7'), { code: 'NOAUTH' })) };
  expect(await ask(createRedisCheck({ client }))).toMatchObject({ status: 'fail', output: 'NOAUTH' });
});

it('refuses what is no client', () => {
  expect(() => createRedisCheck({ client: {} as never })).toThrow(HealthOptionError);
});
