// What the limiter makes of a store that is slow, broken or gone.
import { describe, expect, it, vi } from 'vitest';
import {
  concurrency,
  createRateLimiter,
  gcra,
  type Policy,
  type RateLimiterMetrics,
  type Store,
  type StoreCommand,
  type StoreFailureMode,
  slidingWindow,
} from '../../src/index.ts';
import { codeOf } from '../support/code-of.ts';

const policies = [slidingWindow({ name: 'p', limit: 4, windowMs: 1000 })];
/** What the store says of a call that goes on, with 3 units left. */
const GOES_ON = [0, 3, 0, 1000];

/** A store that does what `answer` says, and remembers what it was asked. */
function fakeStore(answer: (command: StoreCommand) => Promise<readonly number[]>) {
  const asked: StoreCommand[] = [];
  const store: Store = {
    open: () => ({
      run(command) {
        asked.push(command);
        return answer(command);
      },
    }),
  };
  return { store, asked };
}

const broken = () => fakeStore(() => Promise.reject(new Error('down')));
const silent = () => fakeStore(() => new Promise(() => undefined));
const clock = () => 5000;

const limiterOf = (
  store: Store,
  mode: StoreFailureMode = 'local',
  more: object = {},
  own: readonly Policy[] = policies,
) => createRateLimiter({ policies: own, store, onStoreFailure: mode, clock, ...more });

describe('when the store fails', () => {
  it('local: this process keeps its share of the limit', async () => {
    const { decide } = limiterOf(broken().store, 'local', { replicas: 2 });
    const common = { policy: 'p', limit: 2, degraded: true, resetMs: 1000 };
    expect(await decide('k')).toEqual({ ...common, allowed: true, remaining: 1, retryAfterMs: 0 });
    expect(await decide('k')).toEqual({ ...common, allowed: true, remaining: 0, retryAfterMs: 0 });
    expect(await decide('k')).toEqual({ ...common, allowed: false, remaining: 0, retryAfterMs: 1000 });
    expect((await decide('other')).allowed).toBe(true);
  });

  it('local: every kind of policy has a share, of 1 at least', async () => {
    const shares = (own: Policy) => limiterOf(broken().store, 'local', { replicas: 10 }, [own]);
    const times = async (own: Policy) => {
      const { acquire } = shares(own);
      const answers = await Promise.all(Array.from({ length: 50 }, () => acquire('k')));
      return answers.filter(({ allowed }) => allowed).length;
    };
    expect(await times(slidingWindow({ limit: 35, windowMs: 1000 }))).toBe(3);
    expect(await times(slidingWindow({ limit: 3, windowMs: 1000 }))).toBe(1);
    expect(await times(gcra({ limit: 100, windowMs: 1000, burst: 80 }))).toBe(8);
    expect(await times(gcra({ limit: 100, windowMs: 1000, burst: 80, ratePerSecond: 1 }))).toBe(8);
    expect(await times(gcra({ limit: 20, windowMs: 1000, burst: 19 }))).toBe(1);
    expect(await times(gcra({ limit: 9, windowMs: 1000 }))).toBe(1);
    expect(await times(concurrency({ limit: 25 }))).toBe(2);
    expect(await times(concurrency({ limit: 2 }))).toBe(1);
  });

  it('local: a cost above the share is refused for now, one above the limit for ever', async () => {
    const own = [slidingWindow({ limit: 10, windowMs: 1000 })];
    const { decide, acquire } = limiterOf(broken().store, 'local', { replicas: 10, probeMs: 300 }, own);
    expect(await decide('k', { cost: 3 })).toMatchObject({ allowed: false, retryAfterMs: 300 });
    expect(await acquire('k', { cost: 3 })).toMatchObject({ allowed: false, retryAfterMs: 300 });
    const never = { allowed: false, retryAfterMs: Number.POSITIVE_INFINITY };
    expect(await decide('k', { cost: 11 })).toMatchObject(never);
    expect(await acquire('k', { cost: 11 })).toMatchObject(never);
  });

  it('local: what this process has let through before counts', async () => {
    let isUp = true;
    const { store } = fakeStore(() => (isUp ? Promise.resolve(GOES_ON) : Promise.reject(new Error('down'))));
    const { decide } = limiterOf(store);
    for (let i = 0; i < 3; i++) expect((await decide('k')).degraded).toBe(false);
    isUp = false;
    expect(await decide('k')).toMatchObject({ allowed: true, remaining: 0, degraded: true });
    expect(await decide('k')).toMatchObject({ allowed: false, degraded: true });
  });

  it.each([
    ['allow', true, 0],
    ['deny', false, 250],
  ] as const)('%s', async (mode, allowed, retryAfterMs) => {
    const { decide, acquire, usage } = limiterOf(broken().store, mode);
    const expected = {
      allowed,
      policy: 'store-failure',
      limit: 0,
      remaining: 0,
      degraded: true,
      retryAfterMs,
    };
    expect(await decide('k')).toEqual({ ...expected, resetMs: retryAfterMs });
    const lease = await acquire('k');
    expect(lease).toMatchObject(expected);
    await lease.release();
    expect(usage()).toEqual({ keys: 0, bytes: 0 });
  });

  it('penalties, rewards and forgetting are kept in this process', async () => {
    const { decide, penalize, reward, forget } = limiterOf(broken().store);
    await penalize('k', 4);
    expect((await decide('k')).allowed).toBe(false);
    await reward('k', 1);
    expect((await decide('k')).allowed).toBe(true);
    await forget('k');
    expect((await decide('k')).remaining).toBe(3);
  });
});

describe('the deadline and the breaker', () => {
  it('answer in time, then at once, and do not ask any more', async () => {
    const { store, asked } = silent();
    const { decide } = limiterOf(store, 'allow', { storeTimeoutMs: 30 });
    const took = async () => {
      const started = performance.now();
      expect((await decide('k')).degraded).toBe(true);
      return performance.now() - started;
    };
    for (let i = 0; i < 3; i++) expect(await took()).toBeGreaterThanOrEqual(29);
    expect(asked).toHaveLength(3);
    // No time passes between these: they are answered without a timer.
    const atOnce = Promise.all(Array.from({ length: 100 }, took));
    const timer = new Promise((resolve) => setTimeout(resolve, 0, 'timer'));
    expect(await Promise.race([atOnce.then(() => 'answers'), timer])).toBe('answers');
    expect(asked).toHaveLength(3);
  });

  it('take an answer that was there in time, however late this process comes to read it', async () => {
    const { store } = fakeStore(
      () => new Promise((resolve) => setTimeout(() => setImmediate(resolve, GOES_ON), 10)),
    );
    const { decide } = limiterOf(store, 'deny', { storeTimeoutMs: 20 });
    const decision = decide('k');
    const busyUntil = performance.now() + 60;
    while (performance.now() < busyUntil);
    expect(await decision).toMatchObject({ allowed: true, degraded: false });
  });

  it('find out when the store is back, with one probe at a time, and tell the metrics', async () => {
    const events: unknown[][] = [];
    const metrics: RateLimiterMetrics = {
      decision: (...event) => events.push(['decision', ...event]),
      store: (outcome, ms, error) => events.push(['store', outcome, ms >= 0, error instanceof Error]),
      degraded: (isDegraded, ms) => events.push(['degraded', isDegraded, ms > 0]),
    };
    let isUp = false;
    const { store, asked } = fakeStore(() =>
      isUp ? Promise.resolve(GOES_ON) : Promise.reject(new Error('down')),
    );
    const { decide } = limiterOf(store, 'deny', { breakAfter: 2, probeMs: 20, metrics });
    await decide('k');
    await decide('k');
    expect(events).toEqual([
      ['store', 'error', true, true],
      ['decision', 'store-failure', 'refused'],
      ['degraded', true, false],
      ['store', 'error', true, true],
      ['decision', 'store-failure', 'refused'],
    ]);
    events.length = 0;
    isUp = true;
    const answers: boolean[] = [];
    await vi.waitFor(
      async () => {
        answers.push((await decide('k')).degraded);
        expect(answers.at(-1)).toBe(false);
      },
      { timeout: 5000, interval: 5 },
    );
    expect(answers.length).toBeGreaterThan(1);
    expect(asked.map(({ what }) => what)).toEqual(['decide', 'decide', 'probe', 'decide']);
    expect(events.filter(([kind]) => kind === 'degraded')).toEqual([['degraded', false, true]]);
    expect(events.at(-1)).toEqual(['decision', 'p', 'allowed']);
  });

  it('take an answer that says too little for a failure, not for a limit', async () => {
    const { decide } = limiterOf(fakeStore(() => Promise.resolve([0, 3])).store, 'allow');
    expect(await decide('k')).toMatchObject({ allowed: true, policy: 'store-failure', degraded: true });
  });

  // A rejection that nobody handles would end the process, and fails the test run.
  it.each([
    [
      'throw',
      () => {
        throw new Error('no');
      },
    ],
    ['reject', () => Promise.reject(new Error('no'))],
  ])('are not shaken by metrics that %s', async (_how, fail) => {
    const metrics = { decision: fail, store: fail, degraded: fail };
    for (const { store } of [broken(), fakeStore(() => Promise.resolve(GOES_ON))]) {
      const { decide } = limiterOf(store, 'allow', { metrics });
      for (let i = 0; i < 5; i++) expect((await decide('k')).allowed).toBe(true);
    }
  });
});

describe('a lease', () => {
  const running = [concurrency({ limit: 2 })];

  it('is released by its name, once', async () => {
    const { store, asked } = fakeStore(() => Promise.resolve(GOES_ON));
    const { acquire } = limiterOf(store, 'local', {}, running);
    const [a, b] = [await acquire('k'), await acquire('k')];
    await a.release();
    await a.release();
    await b[Symbol.asyncDispose]();
    const [first, second, ...rest] = asked;
    expect(first?.lease).not.toBe(second?.lease);
    expect(rest).toMatchObject([
      { what: 'release', lease: first?.lease, keys: ['k'] },
      { what: 'release', lease: second?.lease, keys: ['k'] },
    ]);
  });

  it('that the store was too slow to grant is taken back', async () => {
    const { store, asked } = silent();
    const { acquire } = limiterOf(store, 'local', { storeTimeoutMs: 10 }, running);
    expect((await acquire('k')).degraded).toBe(true);
    expect(asked.map(({ what }) => what)).toEqual(['decide', 'release']);
    expect(asked[1]?.lease).toBe(asked[0]?.lease);
  });

  it('that ended while the store was away is released when it is back', async () => {
    let isUp = true;
    const { store, asked } = fakeStore(() =>
      isUp ? Promise.resolve(GOES_ON) : Promise.reject(new Error('down')),
    );
    const { acquire } = limiterOf(store, 'local', { breakAfter: 2, probeMs: 1 }, running);
    const leases = await Promise.all(['a', 'b', 'c'].map((key) => acquire(key)));
    const names = asked.map(({ lease }) => lease);
    isUp = false;
    // The breaker opens at the second: the store does not hear of the third at all.
    for (const lease of leases) await lease.release();
    isUp = true;
    asked.length = 0;
    const released = () => asked.filter(({ what }) => what === 'release').map(({ lease }) => lease);
    await vi.waitUntil(async () => {
      await acquire('d');
      return released().length >= 3;
    });
    expect(released().sort()).toEqual(names.sort());
  });

  it('of this process alone is released here', async () => {
    const { acquire } = limiterOf(broken().store, 'local', {}, running);
    const [a, b, c] = [await acquire('k'), await acquire('k'), await acquire('k')];
    expect([a.allowed, b.allowed, c.allowed]).toEqual([true, true, false]);
    await a.release();
    expect((await acquire('k')).allowed).toBe(true);
  });
});

describe('options', () => {
  it.each([
    [{ onStoreFailure: 'panic' }, 'Expected `onStoreFailure` to be local, allow or deny, got "panic"'],
    [{ replicas: 0 }, 'Expected `replicas` to be a positive integer, got 0'],
    [{ storeTimeoutMs: Number.NaN }, 'Expected `storeTimeoutMs` to be a positive integer, got NaN'],
    [{ storeTimeoutMs: 60_001 }, 'Expected `storeTimeoutMs` to be at most 60000, got 60001'],
    [{ breakAfter: -1 }, 'Expected `breakAfter` to be a positive integer, got -1'],
    [{ probeMs: 0.5 }, 'Expected `probeMs` to be a positive integer, got 0.5'],
    [{ store: { open: 1 } }, 'Expected `store` to come from createRedisStore()'],
  ])('%j', (extra, message) => {
    const run = () => limiterOf(broken().store, 'local', extra);
    expect(run).toThrow(message);
    expect(codeOf(run)).toBe('ERR_OPTION');
  });
});
