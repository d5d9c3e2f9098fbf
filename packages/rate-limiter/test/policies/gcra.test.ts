import { describe, expect, it } from 'vitest';
import { gcra } from '../../src/index.ts';
import { codeOf } from '../support/code-of.ts';
import { setUp } from '../support/set-up.ts';

describe('gcra is only built when burst + rate x window <= limit', () => {
  it.each([
    [{ limit: 100, windowMs: 60_000, burst: 100 }, 'leaves nothing to come back'],
    [{ limit: 100, windowMs: 60_000, burst: 101 }, 'leaves nothing to come back'],
    [{ limit: 100, windowMs: 60_000, burst: 50, ratePerSecond: 0.84 }, '50 + 0.84 x 60 is more'],
    [{ limit: 100, windowMs: 60_000, burst: 100, ratePerSecond: 100 / 60 }, 'leaves nothing to come back'],
    [{ limit: 1, windowMs: 1000 }, 'use slidingWindow() for 1'],
    [{ limit: 100, windowMs: 60_000, ratePerSecond: Number.NaN }, 'above 0, got NaN'],
    [{ limit: 100, windowMs: 60_000, ratePerSecond: 0 }, 'above 0, got 0'],
    [{ limit: 100, windowMs: 60_000, burst: 0 }, 'Expected `burst` to be a positive integer, got 0'],
  ])('%j is not', (options, message) => {
    expect(() => gcra(options)).toThrow(message);
    expect(codeOf(() => gcra(options))).toBe('ERR_OPTION');
  });

  it.each([
    { limit: 2, windowMs: 1 },
    { limit: 100, windowMs: 60_000, burst: 99 },
    { limit: 100, windowMs: 60_000, burst: 94, ratePerSecond: 0.1 },
    { limit: 16, windowMs: 60_000, burst: 10, ratePerSecond: 0.1 },
    { limit: 1_000_000_000_000, windowMs: 1 },
  ])('%j is', (options) => {
    const { burst, ratePerMs, limit, windowMs } = gcra(options);
    expect(burst + ratePerMs * windowMs).toBeLessThanOrEqual(limit * (1 + 1e-15));
  });
});

describe('gcra', () => {
  it('lets a burst through, then one for each that has come back', () => {
    const { decide, time } = setUp([gcra({ name: 'g', limit: 20, windowMs: 1000, burst: 10 })]);
    for (let left = 9; left >= 0; left--)
      expect(decide('k')).toMatchObject({ allowed: true, remaining: left });
    expect(decide('k')).toEqual({
      ...{ allowed: false, policy: 'g', limit: 20, remaining: 0, degraded: false },
      ...{ retryAfterMs: 100, resetMs: 1000 },
    });
    time.now += 99;
    expect(decide('k').allowed).toBe(false);
    time.now += 1;
    expect(decide('k').allowed).toBe(true);
    expect(decide('k').allowed).toBe(false);
    time.now += 1000;
    expect(decide('k', { cost: 10 }).allowed).toBe(true);
  });

  it('stays exact at a high rate and a late hour, where a unit is worth less than the clock can tell', () => {
    const { decide, time } = setUp([gcra({ limit: 100_000_000, windowMs: 1000, burst: 50_000_000 })]);
    time.now = 1.8e12;
    expect(decide('k', { cost: 50_000_000 }).allowed).toBe(true);
    expect(decide('k').allowed).toBe(false);
    time.now += 1;
    expect(decide('k', { cost: 50_000 }).allowed).toBe(true);
    expect(decide('k').allowed).toBe(false);
  });
});
