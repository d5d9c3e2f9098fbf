// Limits in a real Redis, through both clients.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Cluster, Redis } from 'ioredis';
import { createCluster } from 'redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { concurrency, createRateLimiter, gcra, type Policy, slidingWindow } from '../../src/index.ts';
import { createRedisStore } from '../../src/redis.ts';
import { codeOf } from '../support/code-of.ts';
import { CLIENTS, newPrefix, type TestClient } from '../support/redis-clients.ts';
import {
  canStartRedis,
  hasRedis,
  redisForTest,
  startRedis,
  startRedisCluster,
} from '../support/redis-server.ts';
import { type Admission, surelyWithin } from '../support/windows.ts';

const PATIENT = { storeTimeoutMs: 10_000 };

describe.skipIf(!hasRedis)('limits in Redis', () => {
  let server: Awaited<ReturnType<typeof redisForTest>>;
  let admin: Redis;
  beforeAll(async () => {
    server = await redisForTest();
    admin = new Redis(server.url);
  });
  afterAll(async () => {
    admin.disconnect();
    await server.stop();
  });

  describe.each(CLIENTS)('through %s', (_name, open) => {
    let connection: TestClient;
    beforeAll(async () => {
      connection = await open(server.url);
    });
    afterAll(() => connection.close());

    const limiterOf = (policies: readonly Policy[], prefix = newPrefix()) =>
      createRateLimiter({
        policies,
        store: createRedisStore({ client: connection.client, prefix }),
        ...PATIENT,
      });

    it('are shared by limiters with the same prefix and policies', async () => {
      const policies = [slidingWindow({ name: 'p', limit: 2, windowMs: 60_000 })];
      const prefix = newPrefix();
      const [a, b] = [limiterOf(policies, prefix), limiterOf(policies, prefix)];
      expect(await a.decide('k')).toEqual({
        ...{ allowed: true, policy: 'p', limit: 2, remaining: 1, retryAfterMs: 0, degraded: false },
        resetMs: 60_000,
      });
      expect((await b.decide('k')).allowed).toBe(true);
      expect(await a.decide('k')).toMatchObject({ allowed: false, policy: 'p', remaining: 0 });
      expect((await limiterOf(policies).decide('k')).allowed).toBe(true);
      await b.forget('k');
      expect((await a.decide('k')).allowed).toBe(true);
    });

    it('admit exactly the limit of 16 callers at once, whatever the cost', async () => {
      const limiter = limiterOf([
        slidingWindow({ name: 's', limit: 30, windowMs: 3_600_000 }),
        gcra({ name: 'g', per: 'all', limit: 102, windowMs: 3_600_000, burst: 100 }),
      ]);
      const answers = await Promise.all(
        Array.from({ length: 160 }, (_, index) => limiter.decide(`k${index % 4}`, { cost: 3 })),
      );
      // Of each key 10 calls fit its window, and of all together 33 the burst.
      expect(answers.filter(({ allowed }) => allowed).length).toBe(33);
      expect(answers.every(({ degraded }) => !degraded)).toBe(true);
    });

    it('take one command a decision, however many policies', async () => {
      const policies = [
        slidingWindow({ name: 's', limit: 5, windowMs: 1000 }),
        gcra({ name: 'g', limit: 5, windowMs: 1000 }),
        slidingWindow({ name: 't', per: 'tenant', limit: 9, windowMs: 1000 }),
        slidingWindow({ name: 'a', per: 'all', limit: 9, windowMs: 1000 }),
      ];
      const limiter = limiterOf(policies);
      await limiter.decide({ key: 'k', tenant: 't' });
      const calls = async () => {
        const stats = await admin.info('commandstats');
        return (
          Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1]) +
          Number(/cmdstat_eval:calls=(\d+)/.exec(stats)?.[1] ?? 0)
        );
      };
      const before = await calls();
      for (let i = 0; i < 10; i++) await limiter.decide({ key: 'k', tenant: 't' });
      expect((await calls()) - before).toBe(10);
    });

    it('go on after the server has forgotten the script', async () => {
      const limiter = limiterOf([slidingWindow({ limit: 2, windowMs: 60_000 })]);
      expect((await limiter.decide('k')).remaining).toBe(1);
      await admin.script('FLUSH');
      expect(await limiter.decide('k')).toMatchObject({ remaining: 0, degraded: false });
    });

    it('expire by themselves, and tell nothing of the keys', async () => {
      const prefix = newPrefix();
      const limiter = limiterOf(
        [
          slidingWindow({ name: 's', limit: 1, windowMs: 1000, denyAfter: { refusals: 1, denyMs: 2000 } }),
          gcra({ name: 'g', limit: 20, windowMs: 1000, burst: 10 }),
          concurrency({ name: 'c', limit: 2, leaseMs: 3000 }),
        ],
        prefix,
      );
      await limiter.acquire('ada@example.com');
      await limiter.acquire('ada@example.com');
      const keys = await admin.keys(`${prefix}*`);
      expect(keys.map((key) => key.split(':').slice(2).join(':')).sort()).toEqual([
        'c:c',
        'denied:s',
        'g:g',
        's:s',
      ]);
      expect(keys.join()).not.toContain('ada@');
      for (const key of keys) {
        const ttl = await admin.pttl(key);
        expect(ttl).toBeGreaterThan(0);
        expect(ttl).toBeLessThanOrEqual(4000);
      }
    });

    it('count calls that run, until they are released or their lease ends', async () => {
      const limiter = limiterOf([concurrency({ limit: 2, leaseMs: 60_000 })]);
      const first = await limiter.acquire('k');
      {
        await using second = await limiter.acquire('k');
        expect([first.allowed, second.allowed, second.remaining]).toEqual([true, true, 0]);
        const third = await limiter.acquire('k');
        expect(third).toMatchObject({ allowed: false, retryAfterMs: 1000 });
        await third.release();
        expect((await limiter.acquire('k')).allowed).toBe(false);
      }
      await first.release();
      await first.release();
      expect((await limiter.acquire('k')).remaining).toBe(1);
      await expect(limiter.decide('k')).rejects.toMatchObject({ code: 'ERR_USE' });
    });

    it('have no more calls running at a time than they may, of 16 callers at once', async () => {
      const limiter = limiterOf([concurrency({ limit: 3 })]);
      let running = 0;
      let most = 0;
      let done = 0;
      const caller = async () => {
        while (done < 60) {
          await using lease = await limiter.acquire('k');
          if (!lease.allowed) continue;
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running--;
          done++;
        }
      };
      await Promise.all(Array.from({ length: 16 }, caller));
      expect(most).toBe(3);
    });
  });

  it('penalties leave nothing behind, however large', async () => {
    const time = { now: 1e6 };
    const store = createRedisStore({ client: admin, prefix: newPrefix(), clock: () => time.now });
    const policies = [slidingWindow({ limit: 5, windowMs: 60_000 })];
    const { decide, penalize } = createRateLimiter({ policies, store, ...PATIENT });
    await decide('k');
    for (let i = 0; i < 5; i++) {
      time.now += 1;
      await penalize('k', Number.MAX_SAFE_INTEGER);
    }
    expect(await decide('k')).toMatchObject({ allowed: false, remaining: 0, retryAfterMs: 60_000 });
    time.now += 60_000;
    expect(await decide('k')).toMatchObject({ allowed: true, remaining: 4 });
  });

  it('a lease that is not released ends by the clock of the store', async () => {
    const client = admin;
    const time = { now: 5000 };
    const store = createRedisStore({ client, prefix: newPrefix(), clock: () => time.now });
    const { acquire } = createRateLimiter({
      policies: [concurrency({ limit: 1, leaseMs: 100 })],
      store,
      ...PATIENT,
    });
    await acquire('k');
    time.now += 99;
    expect((await acquire('k')).allowed).toBe(false);
    time.now += 1;
    expect((await acquire('k')).allowed).toBe(true);
  });

  it('a mistake is told, and an error of the server is no limit', async () => {
    const prefix = newPrefix();
    const store = vi.fn();
    const policies = [slidingWindow({ name: 'p', limit: 1, windowMs: 1000 })];
    const limiter = createRateLimiter({
      ...{ policies, onStoreFailure: 'allow', metrics: { store }, ...PATIENT },
      store: createRedisStore({ client: admin, prefix }),
    });
    await expect(limiter.decide('')).rejects.toMatchObject({ code: 'ERR_KEY' });
    await expect(limiter.decide('k', { cost: -1 })).rejects.toMatchObject({ code: 'ERR_COST' });
    await expect(limiter.penalize('k', 1, { policy: 'q' })).rejects.toMatchObject({ code: 'ERR_OPTION' });
    expect((await limiter.decide('k')).allowed).toBe(true);
    const [key = ''] = await admin.keys(`${prefix}*`);
    await admin.set(key, 'something else');
    expect(await limiter.decide('k')).toMatchObject({
      allowed: true,
      policy: 'store-failure',
      degraded: true,
    });
    expect(store).toHaveBeenLastCalledWith(
      'error',
      expect.any(Number),
      expect.objectContaining({
        message: expect.stringContaining('WRONGTYPE'),
      }),
    );
  });

  it.each([
    [
      () => createRedisStore({ client: {} as never }),
      'Expected `client` to be a client of ioredis or of redis',
    ],
    [() => createRedisStore({ client: undefined as never }), 'Expected `client` to be a client of ioredis'],
    [() => createRedisStore({ client: admin, prefix: '{x}' }), 'Expected `prefix` to be 1 to 64 letters'],
    [() => createRedisStore({ client: admin, clock: 1 as never }), 'Expected `clock` to be a function'],
  ])('options %#', (run, message) => {
    expect(run).toThrow(message);
    expect(codeOf(run)).toBe('ERR_OPTION');
  });

  it.each(['sliding', 'gcra'])(
    '%s: two processes with 16 callers each keep the limit in every window',
    async (kind) => {
      const [limit, windowMs] = [40, 300];
      const durationMs = Number(process.env.PROVE_CALLERS_MS ?? 1500);
      const args = [server.url, newPrefix(), kind, String(limit), String(windowMs), String(durationMs)];
      const main = new URL('../support/caller-main.ts', import.meta.url);
      const reports = await Promise.all(
        [0, 1].map(async () => {
          const child = fork(main, args);
          const [report] = await once(child, 'message');
          return report as { admissions: Admission[]; degraded: number };
        }),
      );
      const admissions = reports.flatMap((report) => report.admissions);
      expect(reports.map(({ degraded }) => degraded)).toEqual([0, 0]);
      expect(reports.every((report) => report.admissions.length > 0)).toBe(true);
      expect(surelyWithin(admissions, windowMs)).toBeLessThanOrEqual(limit);
      // Windows are used up, too, and not just kept.
      expect(admissions.length).toBeGreaterThan(limit * 2);
    },
  );
});

describe.skipIf(!canStartRedis)('limits in a cluster', () => {
  const policyLists = {
    'one kind of key': [slidingWindow({ limit: 1, windowMs: 60_000 }), gcra({ limit: 5, windowMs: 60_000 })],
    'several kinds of key': [
      slidingWindow({ limit: 1, windowMs: 60_000 }),
      slidingWindow({ per: 'all', limit: 1000, windowMs: 60_000 }),
    ],
  };

  it('stay on one node a decision, and spread over the nodes where they can', async () => {
    const server = await startRedisCluster();
    const admin = new Redis(server.url);
    await admin.cluster('ADDSLOTSRANGE', 0, 16_383);
    await vi.waitUntil(async () => (await admin.cluster('INFO')).includes('cluster_state:ok'), 10_000);
    const ioredis = new Cluster([{ host: '127.0.0.1', port: server.port }]);
    await once(ioredis, 'ready');
    const nodeRedis = createCluster({ rootNodes: [{ url: server.url }] });
    await nodeRedis.connect();
    try {
      for (const client of [ioredis, nodeRedis]) {
        for (const [name, policies] of Object.entries(policyLists)) {
          const prefix = newPrefix();
          const limiter = createRateLimiter({
            policies,
            store: createRedisStore({ client, prefix }),
            ...PATIENT,
          });
          for (const key of ['a', 'b', '{', '}', '{}', 'a}b{c}']) {
            expect(await limiter.decide(key)).toMatchObject({ allowed: true, degraded: false });
            expect(await limiter.decide(key)).toMatchObject({ allowed: false, degraded: false });
          }
          const slots = await Promise.all(
            (await admin.keys(`*${prefix}*`)).map((key) => admin.cluster('KEYSLOT', key)),
          );
          expect(new Set(slots).size).toBe(name === 'one kind of key' ? 6 : 1);
        }
      }
    } finally {
      ioredis.disconnect();
      nodeRedis.destroy();
      admin.disconnect();
      await server.stop();
    }
  });
});

describe.skipIf(!canStartRedis)('a server that fails', () => {
  const SOON = { probeMs: 10, breakAfter: 1, storeTimeoutMs: 10_000 };

  it.each([
    ['full', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    ['a replica that may not be written to', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
  ])('by being %s is not taken for one that is back', async (_how, down, up) => {
    const server = await startRedis();
    const admin = new Redis(server.url);
    const [, open] = CLIENTS[0]!;
    const { client, close } = await open(server.url);
    const run = ([name = '', ...args]: string[]) => admin.call(name, ...args);
    const degraded: boolean[] = [];
    const outcomes: string[] = [];
    const limiter = createRateLimiter({
      policies: [slidingWindow({ limit: 5, windowMs: 60_000 })],
      store: createRedisStore({ client, prefix: newPrefix() }),
      metrics: { degraded: (isDegraded) => degraded.push(isDegraded), store: (what) => outcomes.push(what) },
      ...SOON,
    });
    try {
      await run(down);
      // A probe and the next one.
      await vi.waitUntil(async () => {
        expect(await limiter.decide('k')).toMatchObject({ degraded: true });
        return outcomes.length >= 4;
      }, 10_000);
      expect(outcomes).not.toContain('ok');
      expect(degraded).toEqual([true]);
      await run(up);
      await vi.waitUntil(async () => !(await limiter.decide('k')).degraded, 10_000);
      expect(degraded).toEqual([true, false]);
      const keys = await admin.keys('*');
      expect(keys.some((key) => key.endsWith(':probe'))).toBe(true);
      for (const key of keys) expect(await admin.pttl(key)).toBeGreaterThan(0);
    } finally {
      close();
      admin.disconnect();
      await server.stop();
    }
  });

  it.each(CLIENTS)('hears of calls that ended meanwhile, through %s', async (_name, open) => {
    const server = await startRedis();
    const { client, close } = await open(server.url);
    const limiter = createRateLimiter({
      policies: [concurrency({ limit: 3, leaseMs: 3_600_000 })],
      store: createRedisStore({ client, prefix: newPrefix() }),
      ...SOON,
      storeTimeoutMs: 200,
    });
    try {
      const leases = [await limiter.acquire('k'), await limiter.acquire('k'), await limiter.acquire('k')];
      expect(leases.map(({ allowed, degraded }) => allowed && !degraded)).toEqual([true, true, true]);
      server.freeze();
      for (const lease of leases) await lease.release();
      server.thaw();
      await vi.waitUntil(async () => {
        const lease = await limiter.acquire('k');
        await lease.release();
        return !lease.degraded && lease.remaining === 2;
      }, 10_000);
    } finally {
      close();
      server.thaw();
      await server.stop();
    }
  });
});
