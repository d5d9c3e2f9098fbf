// Arbitrary schedules against brute force: every decision, every number in it, and every window.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter } from '../src/index.ts';
import { Oracle, policyLists, schedules } from './support/oracle.ts';

const numRuns = Number(process.env.PROVE_RUNS ?? 2000);

describe('against brute force', () => {
  it('decides the same, and says truly what is left and when to come back', () => {
    const whole = schedules(['decide'], 60);
    fc.assert(
      fc.property(policyLists(), whole, (policies, steps) => {
        const time = { now: 10_000 };
        let latest = Number.NEGATIVE_INFINITY;
        const limiter = createRateLimiter({ policies, clock: () => time.now });
        const oracle = new Oracle(policies, false);
        const most = Math.min(...policies.map(({ burst }) => burst));
        for (const { advance, keys, units } of steps) {
          time.now += advance;
          latest = Math.max(latest, time.now);
          const answer = limiter.decide(keys, { cost: units });
          expect(answer.allowed).toBe(oracle.decide(keys, latest, units));
          const about = policies.findIndex(({ name }) => name === answer.policy);
          expect(answer.limit).toBe(policies[about]?.limit);
          expect(answer.remaining).toBe(oracle.left(about, keys, latest));
          expect(oracle.left(about, keys, latest + answer.resetMs, false)).toBe(policies[about]?.burst);
          if (answer.allowed) expect(answer.retryAfterMs).toBe(0);
          else if (units > most) expect(answer.retryAfterMs).toBe(Number.POSITIVE_INFINITY);
          else {
            expect(oracle.fits(keys, latest + answer.retryAfterMs, units)).toBe(true);
            expect(oracle.fits(keys, latest + answer.retryAfterMs - 1, units)).toBe(false);
          }
        }
        for (const [index, { limit }] of policies.entries()) {
          expect(oracle.worst(index)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns },
    );
  });

  it('agrees after penalties and rewards', () => {
    fc.assert(
      fc.property(
        policyLists(),
        schedules(['decide', 'decide', 'penalize', 'reward'], 60),
        (policies, steps) => {
          const time = { now: 10_000 };
          let latest = Number.NEGATIVE_INFINITY;
          const limiter = createRateLimiter({ policies, clock: () => time.now });
          const oracle = new Oracle(policies, false);
          for (const { advance, keys, units, what } of steps) {
            time.now += advance;
            latest = Math.max(latest, time.now);
            if (what === 'decide') {
              expect(limiter.decide(keys, { cost: units }).allowed).toBe(oracle.decide(keys, latest, units));
            } else {
              limiter[what](keys, units);
              oracle[what === 'penalize' ? 'charge' : 'reward'](keys, latest, units);
            }
          }
        },
      ),
      { numRuns },
    );
  });
});
