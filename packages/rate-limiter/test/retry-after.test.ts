// Whoever waits for as long as he is told is let through: any policies, costs and times.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRateLimiter, gcra, type Policy, rateLimitHeaders, slidingWindow } from '../src/index.ts';

const denyAfter = fc.option(
  fc.record({ refusals: fc.integer({ min: 1, max: 4 }), denyMs: fc.integer({ min: 1, max: 5000 }) }),
  { nil: undefined },
);
const windowMs = fc.integer({ min: 1, max: 100_000 });
const sliding = fc
  .record({ limit: fc.integer({ min: 1, max: 20 }), windowMs, denyAfter })
  .map((options) => slidingWindow(options));
const leaky = fc
  .record({ limit: fc.integer({ min: 2, max: 1000 }), windowMs, denyAfter })
  .map((options) => gcra(options));
const policyLists = fc.uniqueArray(fc.oneof(sliding, leaky), {
  minLength: 1,
  maxLength: 3,
  selector: ({ name }: Policy) => name,
});
const calls = fc.array(
  fc.record({
    advance: fc.double({ min: 0, max: 500, noNaN: true }),
    cost: fc.integer({ min: 1, max: 6 }),
    isByHeader: fc.boolean(),
  }),
  { maxLength: 40 },
);

it('is let through after retryAfterMs, and after Retry-After', () => {
  fc.assert(
    fc.property(
      policyLists,
      calls,
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      (policies, steps, start) => {
        const time = { now: start };
        const limiter = createRateLimiter({ policies, clock: () => time.now });
        for (const { advance, cost, isByHeader } of steps) {
          time.now += advance;
          const decision = limiter.decide('k', { cost });
          const retryAfter = rateLimitHeaders(limiter, decision)['Retry-After'];
          expect(retryAfter !== undefined).toBe(Number.isFinite(decision.retryAfterMs) && !decision.allowed);
          if (retryAfter === undefined) continue;
          time.now += isByHeader ? Number(retryAfter) * 1000 : decision.retryAfterMs;
          expect(limiter.decide('k', { cost }).allowed).toBe(true);
        }
      },
    ),
    { numRuns: Number(process.env.PROVE_RUNS ?? 2000) },
  );
});
