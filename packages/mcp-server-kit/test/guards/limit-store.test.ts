// Limits that replicas share: counted in a real Redis, and what happens while it is away.
import { createRedisStore } from '@portcullis/rate-limiter/redis';
import { describe, expect, test, vi } from 'vitest';
import { DefinitionError, type RuntimeOptions } from '../../src/index.ts';
import { type Endpoint, serve } from '../http/raw.ts';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.ts';
import { run } from './probe.ts';

const replicaKey = 'a secret that all replicas of the server have';
const tools = [
  run(() => 'ok'),
  run(() => 'ok', { name: 'scarce', rateLimit: { limit: 1, windowMs: 60_000 } }),
];

const call = async ({ send }: Endpoint, name = 'run'): Promise<string> => {
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } };
  return (await send({ body })).text;
};

describe.skipIf(!hasRedis)('in Redis', () => {
  let prefixes = 0;
  async function replicas(
    redis: TestRedis,
    { limit = 3, ...failure }: { limit?: number } & Partial<RuntimeOptions['limitStore']>,
  ): Promise<[Endpoint, Endpoint]> {
    const prefix = `test-${++prefixes}`;
    const one = async () => {
      const store = createRedisStore({ client: await redis.connect(), prefix });
      return serve(
        { tools },
        {
          rateLimit: { limit, windowMs: 60_000 },
          // Patient, for the machine of a test may be busy.
          limitStore: { storeTimeoutMs: 5000, ...failure, store },
          replicaKey,
        },
      );
    };
    return [await one(), await one()];
  }

  test('a client has one limit, whichever replica it asks, and so has a tool', async () => {
    const [a, b] = await replicas(await startRedis(), { limit: 4 });
    expect(await call(a)).toContain('ok');
    expect(await call(b)).toContain('ok');
    expect(await call(a, 'scarce')).toContain('ok');
    // What a tool's own limit refuses is given back to the server's.
    for (let again = 0; again < 3; again++)
      expect(await call(b, 'scarce')).toContain('Rate limit reached (1 calls). Try again in 60 seconds.');
    expect(await call(b)).toContain('ok');
    for (const replica of [a, b]) expect(await call(replica)).toContain('Rate limit reached (4 calls)');
  });

  test('while it is away each replica counts for itself, and the log says so', async () => {
    const redis = await startRedis();
    const [a, b] = await replicas(redis, { limit: 2 });
    expect(await call(a)).toContain('ok');
    await redis.kill();
    // One call is remembered from before; the other replica knows of none.
    expect(await call(a)).toContain('ok');
    expect(await call(a)).toContain('Rate limit reached (2 calls)');
    expect(await call(b)).toContain('ok');
    expect(await call(b)).toContain('ok');
    expect(await call(b)).toContain('Rate limit reached (2 calls)');
    await vi.waitFor(async () => {
      await call(b);
      expect(b.log.map(({ msg }) => msg)).toContain('the store of rate limits does not answer');
    });
    await redis.restart();
    await vi.waitFor(
      async () => {
        expect(await call(b)).toContain('ok');
        expect(b.log.map(({ msg }) => msg)).toContain('the store of rate limits answers again');
      },
      { timeout: 10_000, interval: 50 },
    );
  });

  test('the log says why, after the first failure too', async () => {
    const redis = await startRedis();
    const [a] = await replicas(redis, { breakAfter: 1 });
    await redis.kill();
    expect(await call(a)).toContain('ok');
    const line = a.log.find(({ msg }) => msg === 'the store of rate limits does not answer');
    expect(line).toMatchObject({
      level: 'warn',
      limit: 'server:calls',
      err: { message: expect.any(String) },
    });
  });

  test('with `deny` nothing goes on, and the caller is told that it is not to blame', async () => {
    const redis = await startRedis();
    const [a] = await replicas(redis, { onStoreFailure: 'deny' });
    expect(await call(a)).toContain('ok');
    await redis.kill();
    expect(await call(a)).toContain('The rate limit cannot be checked now. Try again in 1 second.');
  });
});

const store = { open: () => ({ run: async () => [] }) };

test.each([
  [{ limitStore: {} as never }, 'Expected `limitStore.store` to come from createRedisStore()'],
  [{ limitStore: { store } }, 'Expected `replicaKey` beside `limitStore`'],
  [
    { limitStore: { store, replicas: 0 }, replicaKey },
    'limitStore: Expected `replicas` to be a positive integer, got 0',
  ],
])('%j is a mistake', async (options, message) => {
  const starting = serve({ tools }, options);
  await expect(starting).rejects.toThrow(DefinitionError);
  await expect(starting).rejects.toThrow(message);
});
