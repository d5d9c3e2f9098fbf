// Arbitrary schedules against a brute-force limiter that remembers everything.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter, slidingWindow } from '../src/index.ts';

interface Rule {
  limit: number;
  windowMs: number;
}

const rule = fc.record({ limit: fc.integer({ min: 1, max: 8 }), windowMs: fc.integer({ min: 1, max: 50 }) });
const step = fc.record({
  // Mostly forward, sometimes back, often at an edge of a window.
  advance: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 0, 1, 0.5, -7, -1000)),
  key: fc.constantFrom('a', 'b'),
  cost: fc.integer({ min: 1, max: 8 }),
});

class Oracle {
  private readonly charged: { key: string; at: number; cost: number }[] = [];
  private readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
  }

  used(key: string, now: number, windowMs: number): number {
    const inWindow = this.charged.filter((c) => c.key === key && c.at + windowMs > now);
    return inWindow.reduce((sum, { cost }) => sum + cost, 0);
  }

  decide(key: string, now: number, cost: number): boolean {
    const allowed = this.fits(key, now, cost);
    if (allowed) this.charged.push({ key, at: now, cost });
    return allowed;
  }

  fits(key: string, now: number, cost: number): boolean {
    return this.rules.every(({ limit, windowMs }) => this.used(key, now, windowMs) + cost <= limit);
  }

  /** The most units that any window of `windowMs` holds, wherever it starts: a charge starts the worst ones. */
  worst(key: string, windowMs: number): number {
    const own = this.charged.filter((c) => c.key === key);
    return Math.max(
      0,
      ...own.map(({ at }) =>
        own.filter((c) => c.at >= at && c.at < at + windowMs).reduce((s, c) => s + c.cost, 0),
      ),
    );
  }
}

describe('against brute force', () => {
  it('decides the same, and says truly what is left and when to come back', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 3 }),
        fc.array(step, { maxLength: 60 }),
        (rules, steps) => {
          const time = { now: 0 };
          let latest = Number.NEGATIVE_INFINITY;
          const policies = rules.map((r, i) => slidingWindow({ ...r, name: `p${i}` }));
          const limiter = createRateLimiter({ policies, clock: () => time.now });
          const oracle = new Oracle(rules);
          const most = Math.min(...rules.map((r) => r.limit));
          for (const { advance, key, cost: wanted } of steps) {
            time.now += advance;
            latest = Math.max(latest, time.now);
            const cost = Math.min(wanted, most);
            const answer = limiter.decide(key, { cost });
            expect(answer.allowed).toBe(oracle.decide(key, latest, cost));
            const about = rules[Number(answer.policy.slice(1))]!;
            expect(answer.limit).toBe(about.limit);
            expect(answer.remaining).toBe(about.limit - oracle.used(key, latest, about.windowMs));
            expect(oracle.used(key, latest + answer.resetMs, about.windowMs)).toBe(0);
            if (answer.allowed) expect(answer.retryAfterMs).toBe(0);
            else {
              expect(oracle.fits(key, latest + answer.retryAfterMs, cost)).toBe(true);
              expect(oracle.fits(key, latest + answer.retryAfterMs - 1, cost)).toBe(false);
            }
          }
          for (const { limit, windowMs } of rules) {
            for (const key of ['a', 'b']) expect(oracle.worst(key, windowMs)).toBeLessThanOrEqual(limit);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
