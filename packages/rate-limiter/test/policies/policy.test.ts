// What all policies share, and what cannot be one.
import { describe, expect, it } from 'vitest';
import { concurrency, createRateLimiter, gcra, slidingWindow } from '../../src/index.ts';
import { codeOf } from '../support/code-of.ts';

const policy = slidingWindow({ limit: 1, windowMs: 1 });
const year = 366 * 86_400_000;

describe('a mistake is told when the policy or limiter is made', () => {
  it.each([
    [() => slidingWindow({ limit: 0, windowMs: 1 }), 'Expected `limit` to be a positive integer, got 0'],
    [() => slidingWindow({ limit: Number.NaN, windowMs: 1 }), 'got NaN'],
    [() => slidingWindow({ limit: 1.5, windowMs: 1 }), 'got 1.5'],
    [() => slidingWindow({ limit: '5' as never, windowMs: 1 }), 'got "5"'],
    [() => slidingWindow({ limit: 1e12 + 1, windowMs: 1 }), 'Expected `limit` to be at most 1000000000000'],
    [() => slidingWindow({ limit: 1, windowMs: -5 }), 'Expected `windowMs` to be a positive integer, got -5'],
    [() => slidingWindow({ limit: 1, windowMs: year + 1 }), `Expected \`windowMs\` to be at most ${year}`],
    [() => slidingWindow({ limit: 1, windowMs: Number.POSITIVE_INFINITY }), 'got Infinity'],
    [() => slidingWindow({ name: 'a b', limit: 1, windowMs: 1 }), 'Expected `name` to be 1 to 128 letters'],
    [() => slidingWindow({ name: 'x'.repeat(129), limit: 1, windowMs: 1 }), 'Expected `name`'],
    [() => slidingWindow({ name: 'store-failure', limit: 1, windowMs: 1 }), 'another than "store-failure"'],
    [() => slidingWindow({ per: '', limit: 1, windowMs: 1 }), 'Expected `per` to be 1 to 128 letters'],
    [() => slidingWindow({ shadow: 1 as never, limit: 1, windowMs: 1 }), 'Expected `shadow` to be true or'],
    [
      () => slidingWindow({ limit: 1, windowMs: 1, denyAfter: { refusals: 0, denyMs: 1 } }),
      'Expected `denyAfter.refusals` to be a positive integer, got 0',
    ],
    [
      () => gcra({ limit: 2, windowMs: 1, denyAfter: { refusals: 1, denyMs: year + 1 } }),
      'Expected `denyAfter.denyMs` to be at most',
    ],
    [() => concurrency({ limit: -1 }), 'Expected `limit` to be a positive integer, got -1'],
    [() => concurrency({ limit: 1, leaseMs: 0 }), 'Expected `leaseMs` to be a positive integer, got 0'],
    [() => createRateLimiter({ policies: [] }), 'Expected `policies` to hold one policy or more'],
    [() => createRateLimiter({ policies: 'p' as never }), 'Expected `policies` to hold one policy or more'],
    [() => createRateLimiter({ policies: [policy, policy] }), 'got "1-per-1ms" twice'],
    [() => createRateLimiter({ policies: [{ ...policy }] }), 'Expected each of `policies` to come from'],
    [() => createRateLimiter({ policies: [null as never] }), 'Expected each of `policies` to come from'],
    [() => createRateLimiter({ policies: [policy], maxKeys: 0 }), 'Expected `maxKeys` to be a positive'],
    [
      () => createRateLimiter({ policies: [policy], maxKeys: 2 ** 26 + 1 }),
      'Expected `maxKeys` to be at most',
    ],
    [() => createRateLimiter({ policies: [policy], maxEntries: -1 }), 'Expected `maxEntries` to be a pos'],
    [() => createRateLimiter({ policies: [policy], maxKeyChars: 0.5 }), 'Expected `maxKeyChars` to be'],
    [() => createRateLimiter({ policies: [policy], maxKeyChars: 65_536 }), 'at most 65535, got 65536'],
    [() => createRateLimiter({ policies: [policy], clock: 5 as never }), 'Expected `clock` to be a function'],
    [() => createRateLimiter({ policies: [policy], metrics: 5 as never }), 'Expected `metrics` to be an'],
    [() => createRateLimiter({ policies: [policy], store: {} as never }), 'Expected `store` to come from'],
  ])('%#', (run, message) => {
    expect(run).toThrow(message);
    expect(codeOf(run)).toBe('ERR_OPTION');
  });
});

it('takes the numbers at their limits', () => {
  const largest = slidingWindow({ limit: 1e12, windowMs: year, denyAfter: { refusals: 1e12, denyMs: year } });
  const { decide } = createRateLimiter({
    ...{ policies: [largest], maxKeys: 1, maxEntries: 1, maxKeyChars: 65_535 },
    clock: () => 0,
  });
  expect(decide('x'.repeat(65_535), { cost: 1e12 })).toMatchObject({ allowed: true, remaining: 0 });
  expect(decide('x'.repeat(65_535))).toMatchObject({ allowed: false, retryAfterMs: year });
});

it('a policy is frozen, and has a name made of its numbers', () => {
  expect(policy).toMatchObject({ name: '1-per-1ms', per: 'key', shadow: false });
  expect(Object.isFrozen(policy)).toBe(true);
  expect(gcra({ per: 'tenant', limit: 5, windowMs: 10 }).name).toBe('tenant:5-per-10ms');
  expect(concurrency({ limit: 5 }).name).toBe('5-at-once');
});
