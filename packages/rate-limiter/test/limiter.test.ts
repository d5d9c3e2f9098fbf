import { describe, expect, it } from 'vitest';
import { createRateLimiter, RateLimiterError, slidingWindow } from '../src/index.ts';

function setUp(limit: number, windowMs: number, extra: object = {}) {
  const time = { now: 1000 };
  const limiter = createRateLimiter({
    policies: [slidingWindow({ name: 'p', limit, windowMs })],
    clock: () => time.now,
    ...extra,
  });
  return { time, ...limiter };
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(RateLimiterError);
    return (error as RateLimiterError).code;
  }
}

describe('decide', () => {
  it('answers with what is left and when to come back', () => {
    const { decide, time } = setUp(2, 100);
    const common = { policy: 'p', limit: 2, degraded: false };
    expect(decide('k')).toEqual({ ...common, allowed: true, remaining: 1, retryAfterMs: 0, resetMs: 100 });
    time.now += 30;
    expect(decide('k')).toEqual({ ...common, allowed: true, remaining: 0, retryAfterMs: 0, resetMs: 100 });
    time.now += 10;
    expect(decide('k')).toEqual({ ...common, allowed: false, remaining: 0, retryAfterMs: 60, resetMs: 90 });
  });

  it('frees a unit exactly when its window ends', () => {
    const { decide, time } = setUp(1, 100);
    decide('k');
    time.now += 99;
    expect(decide('k').allowed).toBe(false);
    time.now += 1;
    expect(decide('k').allowed).toBe(true);
  });

  it('charges nothing for a refusal', () => {
    const { decide, time } = setUp(1, 100);
    decide('k');
    for (let i = 0; i < 50; i += 1) decide('k');
    time.now += 100;
    expect(decide('k').allowed).toBe(true);
  });

  it('keeps keys apart', () => {
    const { decide } = setUp(1, 100);
    for (const key of ['a', 'b', '__proto__', 'constructor']) expect(decide(key).allowed).toBe(true);
    for (const key of ['a', 'b', '__proto__', 'constructor']) expect(decide(key).allowed).toBe(false);
  });

  it('charges several units at once, or none', () => {
    const { decide, time } = setUp(5, 100);
    expect(decide('k', { cost: 3 }).remaining).toBe(2);
    time.now += 10;
    expect(decide('k', { cost: 2 }).remaining).toBe(0);
    expect(decide('k', { cost: 1 }).retryAfterMs).toBe(90);
    expect(decide('k', { cost: 4 }).retryAfterMs).toBe(100);
    time.now += 90;
    expect(decide('k', { cost: 3 }).allowed).toBe(true);
  });

  it('rounds a wait up to whole milliseconds', () => {
    const { decide, time } = setUp(1, 100, {});
    time.now = 0.3;
    decide('k');
    time.now = 0.5;
    const { retryAfterMs } = decide('k');
    expect(retryAfterMs).toBe(100);
    time.now += retryAfterMs;
    expect(decide('k').allowed).toBe(true);
  });
});

describe('several policies', () => {
  const make = () => {
    const time = { now: 0 };
    const policies = [
      slidingWindow({ name: 'burst', limit: 2, windowMs: 10 }),
      slidingWindow({ name: 'hour', limit: 3, windowMs: 1000 }),
    ];
    return { time, ...createRateLimiter({ policies, clock: () => time.now }) };
  };

  it('are charged together or not at all', () => {
    const { decide, time } = make();
    decide('k');
    decide('k');
    // Refused by `burst`; had `hour` been charged, the call after the wait would be refused by it.
    expect(decide('k')).toMatchObject({ allowed: false, policy: 'burst', retryAfterMs: 10 });
    time.now = 10;
    expect(decide('k')).toMatchObject({ allowed: true, policy: 'hour', remaining: 0 });
    expect(decide('k')).toMatchObject({ allowed: false, policy: 'hour', limit: 3, retryAfterMs: 990 });
  });

  it('report the one with least left', () => {
    const { decide } = make();
    expect(decide('k')).toMatchObject({ policy: 'burst', remaining: 1 });
  });
});

describe('a clock that misbehaves', () => {
  it('admits no more when it goes back', () => {
    const { decide, time } = setUp(1, 100);
    decide('k');
    time.now -= 1_000_000;
    for (let i = 0; i < 10; i += 1) {
      expect(decide('k').allowed).toBe(false);
      time.now += 50;
    }
  });

  it('stands still while it gives no number', () => {
    const { decide, time } = setUp(1, 100);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -5, Number.NEGATIVE_INFINITY]) {
      time.now = value;
      expect(decide('k').allowed).toBe(Number.isNaN(value));
    }
    time.now = 100;
    expect(decide('k').allowed).toBe(true);
  });

  it('is performance.now() unless given', () => {
    const { decide } = createRateLimiter({ policies: [slidingWindow({ limit: 1, windowMs: 3_600_000 })] });
    expect([decide('k').allowed, decide('k').allowed]).toEqual([true, false]);
  });
});

describe('maxKeys', () => {
  it('forgets the key that was idle longest, and only beyond the limit', () => {
    const { decide } = setUp(1, 100, { maxKeys: 3 });
    for (const key of ['a', 'b', 'c', 'a']) decide(key);
    expect(decide('b').allowed).toBe(false);
    decide('d'); // c goes
    expect([decide('a').allowed, decide('b').allowed, decide('d').allowed]).toEqual([false, false, false]);
    expect(decide('c').allowed).toBe(true);
  });
});

describe('mistakes', () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '1'])('cost %s', (cost) => {
    const { decide } = setUp(1, 100);
    expect(codeOf(() => decide('k', { cost: cost as number }))).toBe('ERR_COST');
    expect(decide('k').allowed).toBe(true);
  });

  it('cost above the limit', () => {
    const { decide } = setUp(3, 100);
    expect(decide('a', { cost: 3 }).allowed).toBe(true);
    expect(codeOf(() => decide('b', { cost: 4 }))).toBe('ERR_COST_ABOVE_LIMIT');
    expect(decide('b').remaining).toBe(2);
  });

  it.each(['', 'x'.repeat(9), undefined, 5])('key %j', (key) => {
    expect(codeOf(() => setUp(1, 100, { maxKeyChars: 8 }).decide(key as string))).toBe('ERR_KEY');
  });

  it('a key at the limit is none', () => {
    expect(setUp(1, 100, { maxKeyChars: 8 }).decide('x'.repeat(8)).allowed).toBe(true);
  });

  const policy = slidingWindow({ limit: 1, windowMs: 1 });
  it.each([
    [() => slidingWindow({ limit: 0, windowMs: 1 }), 'Expected `limit` to be a positive integer, got 0'],
    [() => slidingWindow({ limit: 1, windowMs: -5 }), 'Expected `windowMs` to be a positive integer, got -5'],
    [() => slidingWindow({ name: 'a b', limit: 1, windowMs: 1 }), 'Expected `name` to be 1 to 64 letters'],
    [() => createRateLimiter({ policies: [] }), 'Expected `policies` to hold one policy or more'],
    [() => createRateLimiter({ policies: [policy, policy] }), 'got "1-per-1ms" twice'],
    [
      () => createRateLimiter({ policies: [{} as never] }),
      'Expected each of `policies` to come from slidingWindow()',
    ],
    [
      () => createRateLimiter({ policies: [policy], maxKeys: 0 }),
      'Expected `maxKeys` to be a positive integer',
    ],
    [() => createRateLimiter({ policies: [policy], maxKeyChars: 0.5 }), 'Expected `maxKeyChars` to be'],
  ])('option %#', (run, message) => {
    expect(run).toThrow(message);
    expect(codeOf(run)).toBe('ERR_OPTION');
  });
});
