// A limiter in memory, through its public functions.
import { describe, expect, it, vi } from 'vitest';
import { createRateLimiter, gcra, type RateLimiterMetrics, slidingWindow } from '../src/index.ts';
import { codeOf } from './support/code-of.ts';
import { setUp } from './support/set-up.ts';

const one = (limit = 1, windowMs = 100) => [slidingWindow({ name: 'p', limit, windowMs })];

describe('several policies', () => {
  const policies = [
    slidingWindow({ name: 'burst', limit: 2, windowMs: 10 }),
    slidingWindow({ name: 'hour', limit: 3, windowMs: 1000 }),
  ];

  it('are charged together or not at all', () => {
    const { decide, time } = setUp(policies);
    decide('k');
    decide('k');
    // Refused by `burst`; had `hour` been charged, the call after the wait would be refused by it.
    expect(decide('k')).toMatchObject({ allowed: false, policy: 'burst', retryAfterMs: 10 });
    time.now += 10;
    expect(decide('k')).toMatchObject({ allowed: true, policy: 'hour', remaining: 0 });
    expect(decide('k')).toMatchObject({ allowed: false, policy: 'hour', limit: 3, retryAfterMs: 990 });
  });

  it('report the one with least left', () => {
    expect(setUp(policies).decide('k')).toMatchObject({ policy: 'burst', remaining: 1 });
  });

  it('count by different keys of a call, and all calls together', () => {
    const { decide } = setUp([
      slidingWindow({ name: 'user', limit: 2, windowMs: 100 }),
      slidingWindow({ name: 'tenant', per: 'tenant', limit: 3, windowMs: 100 }),
      slidingWindow({ name: 'global', per: 'all', limit: 5, windowMs: 100 }),
    ]);
    const call = (key: string, tenant: string) => {
      const { allowed, policy } = decide({ key, tenant });
      return allowed || policy;
    };
    expect([call('a', 't'), call('a', 't'), call('a', 't')]).toEqual([true, true, 'user']);
    expect([call('b', 't'), call('b', 't')]).toEqual([true, 'tenant']);
    expect([call('c', 'u'), call('c', 'u'), call('d', 'u')]).toEqual([true, true, 'global']);
    expect(codeOf(() => decide('a'))).toBe('ERR_KEY');
    expect(codeOf(() => decide({ key: 'a' }))).toBe('ERR_KEY');
    expect(codeOf(() => decide({ key: 'a', tenant: '' }))).toBe('ERR_KEY');
    expect(codeOf(() => decide(Object.create({ key: 'a', tenant: 't' })))).toBe('ERR_KEY');
  });
});

describe('keys', () => {
  it('are kept apart, whatever they are', () => {
    const { decide } = setUp(one());
    const keys = [
      'a',
      'b',
      '__proto__',
      'constructor',
      'a\0',
      '\0a',
      '\ud800',
      '\ud801',
      'é',
      'e\u0301',
      'ab',
      'ba',
    ];
    expect(keys.map((key) => decide(key).allowed)).not.toContain(false);
    expect(keys.map((key) => decide(key).allowed)).not.toContain(true);
  });

  it.each(['', 'x'.repeat(9), undefined, 5, null, []])('%j is none', (key) => {
    const { decide, usage } = setUp(one(), { maxKeyChars: 8 });
    expect(codeOf(() => decide(key as string))).toBe('ERR_KEY');
    expect(usage().keys).toBe(0);
  });

  it('may be as long as maxKeyChars', () => {
    expect(setUp(one(), { maxKeyChars: 8 }).decide('x'.repeat(8)).allowed).toBe(true);
  });
});

describe('cost', () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1', null])(
    '%s is a mistake',
    (cost) => {
      const { decide, penalize, reward, acquire } = setUp(one());
      const bad = cost as number;
      expect(codeOf(() => decide('k', { cost: bad }))).toBe('ERR_COST');
      expect(codeOf(() => acquire('k', { cost: bad }))).toBe('ERR_COST');
      expect(codeOf(() => penalize('k', bad))).toBe('ERR_COST');
      expect(codeOf(() => reward('k', bad))).toBe('ERR_COST');
      expect(decide('k').allowed).toBe(true);
    },
  );

  it('above the limit can never pass, and charges nothing', () => {
    const { decide } = setUp([
      slidingWindow({ limit: 3, windowMs: 100 }),
      gcra({ limit: 10, windowMs: 99, burst: 2 }),
    ]);
    expect(decide('k', { cost: 3 })).toMatchObject({ allowed: false, policy: '10-per-99ms', remaining: 2 });
    expect(decide('k', { cost: 3 }).retryAfterMs).toBe(Number.POSITIVE_INFINITY);
    expect(decide('k', { cost: Number.MAX_SAFE_INTEGER }).allowed).toBe(false);
    expect(decide('k', { cost: 2 }).allowed).toBe(true);
  });
});

describe('penalize and reward', () => {
  it('charge units that are not there, and give back no more than were charged', () => {
    const { decide, penalize, reward, time } = setUp(one(5));
    penalize('k', 4);
    expect(decide('k').remaining).toBe(0);
    penalize('k', 7);
    reward('k', 7);
    expect(decide('k').allowed).toBe(false);
    reward('k', 2);
    expect(decide('k')).toMatchObject({ allowed: true, remaining: 1 });
    reward('k', 1000);
    expect(decide('k').remaining).toBe(4);
    time.now += 50;
    penalize('k', 1e12);
    time.now += 99;
    expect(decide('k').allowed).toBe(false);
    time.now += 1;
    expect(decide('k').remaining).toBe(4);
  });

  it('leave nothing behind, however large', () => {
    const { decide, penalize, time } = setUp(one(5));
    decide('k');
    for (let i = 0; i < 5; i++) {
      time.now += 1;
      penalize('k', Number.MAX_SAFE_INTEGER);
    }
    expect(decide('k')).toMatchObject({ allowed: false, remaining: 0, retryAfterMs: 100 });
    time.now += 100;
    expect(decide('k')).toMatchObject({ allowed: true, remaining: 4 });
  });

  it('lengthen and shorten the wait of gcra', () => {
    const { decide, penalize, reward } = setUp([gcra({ limit: 20, windowMs: 1000, burst: 10 })]);
    penalize('k', 15);
    expect(decide('k')).toMatchObject({ allowed: false, remaining: 0, retryAfterMs: 600 });
    reward('k', 7);
    expect(decide('k')).toMatchObject({ allowed: true, remaining: 1 });
    reward('k', 99);
    expect(decide('k').remaining).toBe(9);
    for (let i = 0; i < 3; i++) penalize('k', Number.MAX_SAFE_INTEGER);
    expect(decide('k').retryAfterMs).toBeGreaterThan(1e15);
  });

  it('may mean one policy only, that there has to be', () => {
    const { decide, penalize, reward } = setUp([
      slidingWindow({ name: 'a', limit: 5, windowMs: 100 }),
      slidingWindow({ name: 'b', limit: 6, windowMs: 100 }),
    ]);
    penalize('k', 3, { policy: 'b' });
    expect(decide('k')).toMatchObject({ policy: 'b', remaining: 2 });
    reward('k', 3, { policy: 'b' });
    expect(decide('k')).toMatchObject({ policy: 'a', remaining: 3 });
    expect(codeOf(() => penalize('k', 1, { policy: 'c' }))).toBe('ERR_OPTION');
  });
});

describe('denyAfter', () => {
  const rule = { refusals: 3, denyMs: 1000 };

  it('denies a key that was refused so often in a row, for so long', () => {
    const { decide, time } = setUp([slidingWindow({ limit: 1, windowMs: 100, denyAfter: rule })]);
    decide('k');
    expect([decide('k').retryAfterMs, decide('k').retryAfterMs]).toEqual([100, 100]);
    expect(decide('k')).toMatchObject({ allowed: false, retryAfterMs: 1000, resetMs: 1000 });
    expect(decide('other').allowed).toBe(true);
    time.now += 999;
    expect(decide('k')).toMatchObject({ allowed: false, retryAfterMs: 1 });
    time.now += 1;
    expect(decide('k').allowed).toBe(true);
    expect([decide('k').retryAfterMs, decide('k').retryAfterMs]).toEqual([100, 100]);
  });

  it('begins anew after a call that was let through, and after a window without a refusal', () => {
    const { decide, time } = setUp([gcra({ limit: 2, windowMs: 100, denyAfter: rule })]);
    for (let round = 0; round < 3; round++) {
      expect([decide('k').allowed, decide('k').allowed, decide('k').allowed]).toEqual([true, false, false]);
      time.now += 100;
    }
    decide('k', { cost: 1 });
    decide('k');
    decide('k');
    for (let i = 0; i < 9; i++) expect(decide('k', { cost: 2 }).retryAfterMs).toBe(Number.POSITIVE_INFINITY);
    expect(decide('k').retryAfterMs).toBe(1000);
  });

  it('tells a time that is true, also where the window is longer than the denial', () => {
    const { decide, time } = setUp([
      slidingWindow({ limit: 2, windowMs: 1000, denyAfter: { refusals: 2, denyMs: 100 } }),
    ]);
    decide('k', { cost: 2 });
    expect(decide('k').retryAfterMs).toBe(1000);
    // Denied by now.
    expect(decide('k')).toMatchObject({ remaining: 0, retryAfterMs: 1000, resetMs: 1000 });
    time.now += 50;
    expect(decide('k')).toMatchObject({ remaining: 0, retryAfterMs: 950, resetMs: 950 });
    expect(decide('k', { cost: 3 }).retryAfterMs).toBe(Number.POSITIVE_INFINITY);
    time.now += 950;
    expect(decide('k').allowed).toBe(true);
  });

  it('ends with forget', () => {
    const { decide, forget } = setUp([
      slidingWindow({ limit: 1, windowMs: 100, denyAfter: { ...rule, refusals: 1 } }),
    ]);
    decide('k');
    expect(decide('k').retryAfterMs).toBe(1000);
    forget('k');
    expect(decide('k')).toMatchObject({ allowed: true, remaining: 0 });
  });
});

describe('shadow', () => {
  const shadow = slidingWindow({ name: 'new', limit: 1, windowMs: 100, shadow: true });

  it('counts and never refuses', () => {
    const decision = vi.fn();
    const { decide } = setUp([shadow, ...one(3)], { metrics: { decision } });
    expect([1, 2, 3, 4].map(() => decide('k').allowed)).toEqual([true, true, true, false]);
    expect(decide('k').policy).toBe('p');
    expect(decision.mock.calls.slice(0, 4)).toEqual([
      ['new', 'allowed'],
      ['p', 'allowed'],
      ['new', 'shadow-refused'],
      ['p', 'allowed'],
    ]);
    expect(decision.mock.lastCall).toEqual(['p', 'refused']);
  });

  it('alone lets everything through', () => {
    const { decide } = setUp([shadow]);
    expect([decide('k'), decide('k')]).toMatchObject([
      { allowed: true, policy: 'new', remaining: 0, retryAfterMs: 0 },
      { allowed: true, policy: 'new', remaining: 0, retryAfterMs: 0 },
    ]);
  });
});

describe('metrics', () => {
  it('hear of every policy that let a call through, and of those that refused it', () => {
    const calls: string[][] = [];
    const metrics: RateLimiterMetrics = { decision: (...call) => calls.push(call) };
    const denyAfter = { refusals: 1, denyMs: 5 };
    const { decide } = setUp([...one(), slidingWindow({ name: 'q', limit: 1, windowMs: 50, denyAfter })], {
      metrics,
    });
    decide('k');
    decide('k');
    decide('k');
    expect(calls).toEqual([
      ['p', 'allowed'],
      ['q', 'allowed'],
      ['p', 'refused'],
      ['q', 'denied'],
      ['p', 'refused'],
      ['q', 'denied'],
    ]);
  });

  it('cannot change an answer', () => {
    const decision = () => {
      throw new Error('no');
    };
    const { decide } = setUp(one(), { metrics: { decision } });
    expect([decide('k').allowed, decide('k').allowed]).toEqual([true, false]);
  });
});

describe('a clock that misbehaves', () => {
  it('admits no more when it goes back', () => {
    const { decide, time } = setUp(one());
    decide('k');
    time.now -= 1_000_000;
    for (let i = 0; i < 10; i += 1) {
      expect(decide('k').allowed).toBe(false);
      time.now += 50;
    }
  });

  it('stands still while it gives no number', () => {
    const { decide, time } = setUp(one());
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -5, Number.NEGATIVE_INFINITY]) {
      time.now = value;
      expect(decide('k').allowed).toBe(Number.isNaN(value));
    }
    time.now = 100;
    expect(decide('k').allowed).toBe(true);
  });

  it('is performance.now() unless given', () => {
    const { decide } = createRateLimiter({ policies: one(1, 3_600_000) });
    expect([decide('k').allowed, decide('k').allowed]).toEqual([true, false]);
  });
});

describe.each([
  ['sliding window', slidingWindow({ limit: 1, windowMs: 100 })],
  ['gcra', gcra({ limit: 3, windowMs: 200, burst: 1 })],
])('memory of a %s', (_name, policy) => {
  it('never holds more than maxKeys', () => {
    const { decide, usage } = setUp([policy], { maxKeys: 10 });
    for (let i = 0; i < 1000; i += 1) {
      decide(`k${i}`);
      expect(usage().keys).toBeLessThanOrEqual(10);
    }
    expect(usage().keys).toBe(10);
  });

  it('forgets the key that was idle longest, and only beyond the limit', () => {
    const { decide } = setUp([policy], { maxKeys: 3 });
    for (const key of ['a', 'b', 'c', 'a']) decide(key);
    expect(decide('b').allowed).toBe(false);
    decide('d'); // c goes
    expect([decide('a').allowed, decide('b').allowed, decide('d').allowed]).toEqual([false, false, false]);
    expect(decide('c').allowed).toBe(true);
  });

  it('drops two keys that no longer matter for each new one', () => {
    const { decide, time, usage } = setUp([policy]);
    for (let i = 0; i < 100; i += 1) decide(`old${i}`);
    time.now += 99;
    decide('a');
    expect(usage().keys).toBe(101);
    time.now += 1;
    decide('b');
    expect(usage().keys).toBe(100);
    for (let i = 0; i < 200; i += 1) decide(`new${i % 50}`);
    expect(usage().keys).toBe(52);
  });
});

describe.each([
  ['sliding window', slidingWindow({ name: 'user', per: 'user', limit: 2, windowMs: 1000 })],
  ['gcra', gcra({ name: 'user', per: 'user', limit: 4, windowMs: 1000, burst: 2 })],
])('the keys of a %s', (_name, policy) => {
  it('are not forgotten for calls that are refused', () => {
    const guard = slidingWindow({ name: 'address', per: 'address', limit: 1, windowMs: 1000 });
    const { decide, reward, usage } = setUp([guard, policy], { maxKeys: 3 });
    decide({ address: 'a', user: 'ada' }, { cost: 1 });
    decide({ address: 'b', user: 'ada' }, { cost: 1 });
    for (let i = 0; i < 100; i++) decide({ address: 'b', user: `made-up-${i}` });
    for (let i = 0; i < 100; i++) decide({ address: 'c', user: `too-much-${i}` }, { cost: 9 });
    for (let i = 0; i < 100; i++) reward({ address: 'd', user: `nothing-${i}` }, 1);
    expect(decide({ address: 'c', user: 'ada' }).allowed).toBe(false);
    expect(usage().keys).toBe(3);
  });
});

describe('maxEntries', () => {
  it('bounds the charges of all keys together: the keys idle longest are forgotten', () => {
    const { decide, time, usage } = setUp(one(4, 1000), { maxEntries: 8 });
    for (const key of ['a', 'b', 'b']) {
      for (let i = 0; i < 4; i++) {
        decide(key);
        time.now += 1;
      }
    }
    expect(decide('a').allowed).toBe(false);
    time.now += 1;
    expect(decide('c').allowed).toBe(true); // b goes
    expect(decide('a').allowed).toBe(false);
    expect(decide('b').allowed).toBe(true);
    expect(usage().keys).toBe(3);
  });

  it('below the limit of one key makes it stricter, not looser', () => {
    const { decide, time } = setUp(one(10, 100), { maxEntries: 2 });
    for (let i = 0; i < 10; i++) {
      expect(decide('k').allowed).toBe(true);
      time.now += 1;
    }
    expect(decide('k').allowed).toBe(false);
    time.now = 1000 + 100;
    expect([decide('k').allowed, decide('k').allowed]).toEqual([true, false]);
    time.now = 1000 + 108;
    expect(decide('k').allowed).toBe(false);
    time.now = 1000 + 109;
    expect(decide('k').allowed).toBe(true);
  });
});
