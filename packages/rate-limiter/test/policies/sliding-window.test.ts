import { describe, expect, it } from 'vitest';
import { slidingWindow } from '../../src/index.ts';
import { setUp } from '../support/set-up.ts';

const make = (limit: number, windowMs: number) => setUp([slidingWindow({ name: 'p', limit, windowMs })]);

describe('a sliding window', () => {
  it('answers with what is left and when to come back', () => {
    const { decide, time } = make(2, 100);
    const common = { policy: 'p', limit: 2, degraded: false };
    expect(decide('k')).toEqual({ ...common, allowed: true, remaining: 1, retryAfterMs: 0, resetMs: 100 });
    time.now += 30;
    expect(decide('k')).toEqual({ ...common, allowed: true, remaining: 0, retryAfterMs: 0, resetMs: 100 });
    time.now += 10;
    expect(decide('k')).toEqual({ ...common, allowed: false, remaining: 0, retryAfterMs: 60, resetMs: 90 });
  });

  it('frees a unit exactly when its window ends', () => {
    const { decide, time } = make(1, 100);
    decide('k');
    time.now += 99;
    expect(decide('k').allowed).toBe(false);
    time.now += 1;
    expect(decide('k').allowed).toBe(true);
  });

  it('charges nothing for a refusal', () => {
    const { decide, time } = make(1, 100);
    decide('k');
    for (let i = 0; i < 50; i += 1) decide('k');
    time.now += 100;
    expect(decide('k').allowed).toBe(true);
  });

  it('charges several units at once, or none', () => {
    const { decide, time } = make(5, 100);
    expect(decide('k', { cost: 3 }).remaining).toBe(2);
    time.now += 10;
    expect(decide('k', { cost: 2 }).remaining).toBe(0);
    expect(decide('k', { cost: 1 }).retryAfterMs).toBe(90);
    expect(decide('k', { cost: 4 }).retryAfterMs).toBe(100);
    time.now += 90;
    expect(decide('k', { cost: 3 }).allowed).toBe(true);
  });

  it('rounds a wait up to whole milliseconds', () => {
    const { decide, time } = make(1, 100);
    time.now = 0.3;
    decide('k');
    time.now = 0.5;
    const { retryAfterMs } = decide('k');
    expect(retryAfterMs).toBe(100);
    time.now += retryAfterMs;
    expect(decide('k').allowed).toBe(true);
  });
});
