// The script against brute force and against the memory limiter, on a real server with a clock of the test's.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRateLimiter,
  gcra,
  type Policy,
  type RateLimiter,
  type SharedRateLimiter,
  slidingWindow,
} from '../../src/index.ts';
import { createRedisStore } from '../../src/redis.ts';
import { Oracle, policyLists, schedules } from '../support/oracle.ts';
import { CLIENTS, newPrefix, type TestClient } from '../support/redis-clients.ts';
import { hasRedis, redisForTest } from '../support/redis-server.ts';

// Keys expire by the server's clock, which goes on while the test's does not. A power of two keeps sums exact.
const SCALE = 1024;
const numRuns = Number(process.env.PROVE_RUNS ?? 500);

describe.skipIf(!hasRedis)('against brute force', () => {
  let stop: () => Promise<void>;
  let connection: TestClient;
  const time = { now: 0 };

  beforeAll(async () => {
    const server = await redisForTest();
    connection = await CLIENTS[0]![1](server.url);
    stop = server.stop;
  });
  afterAll(async () => {
    connection.close();
    await stop();
  });

  const onRedis = (policies: readonly Policy[]): SharedRateLimiter => {
    const store = createRedisStore({ client: connection.client, prefix: newPrefix(), clock: () => time.now });
    // A test under load may not be told of a deadline.
    return createRateLimiter({ policies, store, storeTimeoutMs: 10_000 });
  };

  it('decides the same, and no window holds more than its limit, also when the clock goes back', async () => {
    await fc.assert(
      fc.asyncProperty(policyLists(SCALE), schedules(['decide'], 40), async (policies, steps) => {
        time.now = 1e9;
        const limiter = onRedis(policies);
        const oracle = new Oracle(policies, true);
        for (const { advance, keys, units } of steps) {
          time.now += advance * SCALE;
          const answer = await limiter.decide(keys, { cost: units });
          expect(answer.allowed).toBe(oracle.decide(keys, time.now, units));
          const about = policies.findIndex(({ name }) => name === answer.policy);
          expect(answer.remaining).toBe(Math.max(0, oracle.left(about, keys, time.now)));
        }
        for (const [index, { limit }] of policies.entries()) {
          expect(oracle.worst(index)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns },
    );
  });

  it('lets through whoever waits for as long as he is told, also when the clock goes back', async () => {
    const windowMs = fc.integer({ min: 1, max: 100 }).map((length) => length * SCALE);
    const denyAfter = { refusals: 2, denyMs: 10 * SCALE };
    const policy = fc.oneof(
      fc.record({ limit: fc.integer({ min: 1, max: 20 }), windowMs }).map(slidingWindow),
      fc.record({ limit: fc.integer({ min: 2, max: 1000 }), windowMs }).map(gcra),
      fc
        .record({ limit: fc.integer({ min: 2, max: 1000 }), windowMs })
        .map((options) => gcra({ ...options, denyAfter })),
    );
    const calls = fc.array(
      fc.record({
        advance: fc.oneof(
          fc.double({ min: 0, max: 50 * SCALE, noNaN: true }),
          fc.constantFrom(-7, -9 * SCALE),
        ),
        cost: fc.integer({ min: 1, max: 6 }),
      }),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(policy, calls, async (own, steps) => {
        time.now = 1e9;
        const { decide } = onRedis([own]);
        for (const { advance, cost } of steps) {
          time.now += advance;
          const { allowed, retryAfterMs } = await decide('k', { cost });
          if (allowed || retryAfterMs === Number.POSITIVE_INFINITY) continue;
          time.now += retryAfterMs;
          expect((await decide('k', { cost })).allowed).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it('agrees after penalties and rewards', async () => {
    const whats = ['decide', 'decide', 'penalize', 'reward'] as const;
    await fc.assert(
      fc.asyncProperty(policyLists(SCALE), schedules(whats, 40), async (policies, steps) => {
        time.now = 1e9;
        const limiter = onRedis(policies);
        const oracle = new Oracle(policies, true);
        for (const { advance, keys, units, what } of steps) {
          time.now += advance * SCALE;
          if (what === 'decide') {
            const { allowed } = await limiter.decide(keys, { cost: units });
            expect(allowed).toBe(oracle.decide(keys, time.now, units));
          } else {
            await limiter[what](keys, units);
            oracle[what === 'penalize' ? 'charge' : 'reward'](keys, time.now, units);
          }
        }
      }),
      { numRuns },
    );
  });

  it('says word for word what memory says, with denials and shadows', async () => {
    const denyAfter = { refusals: 2, denyMs: 70 * SCALE };
    const lists = fc.constantFrom(
      [
        slidingWindow({ limit: 3, windowMs: 30 * SCALE, denyAfter }),
        gcra({ limit: 9, windowMs: 40 * SCALE, burst: 5 }),
      ],
      [gcra({ limit: 8, windowMs: 32 * SCALE, burst: 4, denyAfter })],
      [slidingWindow({ limit: 3, windowMs: 200 * SCALE, denyAfter })],
      [
        slidingWindow({ limit: 2, windowMs: 30 * SCALE, shadow: true }),
        slidingWindow({ limit: 4, windowMs: 20 * SCALE, denyAfter }),
      ],
      [slidingWindow({ limit: 2, windowMs: 30 * SCALE, shadow: true, denyAfter })],
    );
    const forward = fc.array(
      fc.record({
        advance: fc.integer({ min: 0, max: 40 }),
        key: fc.constantFrom('a', 'b'),
        units: fc.integer({ min: 1, max: 6 }),
        what: fc.constantFrom('decide', 'decide', 'decide', 'decide', 'penalize', 'reward', 'forget'),
      }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(lists, forward, async (policies, steps) => {
        time.now = 1e9;
        const shared = onRedis(policies);
        const memory: RateLimiter = createRateLimiter({ policies, clock: () => time.now });
        for (const { advance, key, units, what } of steps) {
          time.now += advance * SCALE;
          if (what === 'decide') {
            const options = { cost: units };
            expect(await shared.decide(key, options)).toEqual(memory.decide(key, options));
          } else if (what === 'forget') {
            await shared.forget(key);
            memory.forget(key);
          } else {
            await shared[what](key, units);
            memory[what](key, units);
          }
        }
      }),
      { numRuns },
    );
  });
});
