// A real Redis that goes away for a while under load, and what the callers see of it.
import { createRateLimiter, slidingWindow } from '../../src/index.ts';
import { createRedisStore } from '../../src/redis.ts';
import { newPrefix, type TestClient } from './redis-clients.ts';
import { type RedisServer, startRedis } from './redis-server.ts';

export interface OutageFigures {
  readonly calls: number;
  readonly unanswered: number;
  readonly degraded: number;
  readonly worstMs: number;
  readonly medianMs: number;
  /** From the server's first answer to the first decision that is not degraded. */
  readonly recoveryMs: number;
  /** Degraded decisions from then on. */
  readonly relapses: number;
  /** What one key with a limit of {@link LIMIT} an hour was let through, from beginning to end. */
  readonly admitted: number;
}

export const LIMIT = 50;
/** New calls each tick, whether the last ones have been answered or not. */
const CALLS_A_TICK = 10;
const TICK_MS = 5;
/** How long is waited for shared limits, and how long they are watched then. */
const MAX_RECOVERY_MS = 5000;
const AFTER_MS = 500;

const HOW = {
  freeze: {
    down: async (server: RedisServer) => server.freeze(),
    up: async (server: RedisServer) => server.thaw(),
  },
  kill: { down: (server: RedisServer) => server.kill(), up: (server: RedisServer) => server.restart() },
};

/**
 * Calls a limiter 2000 times a second while its server is stopped (`freeze`) or killed for `outageMs`. One key has used up
 * its limit before that.
 */
export async function runOutage(
  open: (url: string) => Promise<TestClient>,
  how: keyof typeof HOW,
  outageMs: number,
): Promise<OutageFigures> {
  const server = await startRedis();
  const { client, close } = await open(server.url);
  const limiter = createRateLimiter({
    policies: [slidingWindow({ limit: LIMIT, windowMs: 3_600_000 })],
    store: createRedisStore({ client, prefix: newPrefix() }),
  });
  const now = () => performance.now();
  const answers: {
    at: number;
    tookMs: number;
    degraded: boolean;
    isAdmitted: boolean;
    isRefused: boolean;
  }[] = [];
  let calls = 0;
  const call = async (key: string): Promise<void> => {
    calls++;
    const sentAt = now();
    const { degraded, allowed } = await limiter.decide(key);
    answers.push({
      ...{ at: now(), tookMs: now() - sentAt, degraded },
      ...{ isAdmitted: allowed && key === 'hot', isRefused: !allowed && key === 'hot' },
    });
  };
  const load = setInterval(() => {
    void call('hot');
    for (let index = 1; index < CALLS_A_TICK; index++) void call(`key-${calls % 1000}`);
  }, TICK_MS);
  const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  try {
    while (!answers.some(({ isRefused }) => isRefused)) await pass(TICK_MS);
    await HOW[how].down(server);
    await pass(outageMs);
    await HOW[how].up(server);
    const upAt = now();
    const isBack = () => answers.some(({ at, degraded }) => at > upAt && !degraded);
    while (!isBack() && now() < upAt + MAX_RECOVERY_MS) await pass(50);
    await pass(AFTER_MS);
    clearInterval(load);
    await pass(500);
    const times = answers.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    const back = answers.find(({ at, degraded }) => at > upAt && !degraded)?.at ?? Number.POSITIVE_INFINITY;
    return {
      calls,
      unanswered: calls - answers.length,
      degraded: answers.filter(({ degraded }) => degraded).length,
      worstMs: times.at(-1) ?? 0,
      medianMs: times[Math.floor(times.length / 2)] ?? 0,
      recoveryMs: back - upAt,
      relapses: answers.filter(({ at, degraded }) => at > back && degraded).length,
      admitted: answers.filter(({ isAdmitted }) => isAdmitted).length,
    };
  } finally {
    clearInterval(load);
    close();
    server.thaw();
    await server.stop();
  }
}
