import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concurrency, slidingWindow } from '../../src/index.ts';
import { codeOf } from '../support/code-of.ts';
import { setUp } from '../support/set-up.ts';

describe('concurrency', () => {
  it('lets so many calls run at a time, and the next one when one has ended', () => {
    const { acquire } = setUp([concurrency({ name: 'c', limit: 2 })]);
    const first = acquire('k');
    expect(first).toMatchObject({ allowed: true, policy: 'c', limit: 2, remaining: 1, retryAfterMs: 0 });
    expect(acquire('k')).toMatchObject({ allowed: true, remaining: 0 });
    expect(acquire('k')).toMatchObject({ allowed: false, remaining: 0, retryAfterMs: 1000 });
    expect(acquire('other').allowed).toBe(true);
    first.release();
    expect(acquire('k').allowed).toBe(true);
    expect(acquire('k').allowed).toBe(false);
  });

  it('counts a release once, and none of a call that was refused', () => {
    const { acquire } = setUp([concurrency({ limit: 1 })]);
    const lease = acquire('k');
    const refused = acquire('k');
    refused.release();
    expect(acquire('k').allowed).toBe(false);
    lease.release();
    lease.release();
    expect(acquire('k').allowed).toBe(true);
    lease.release();
    expect(acquire('k').allowed).toBe(false);
  });

  it('tells what the calls that run take, not only their keys', () => {
    const { acquire, time, usage } = setUp([concurrency({ limit: 100, leaseMs: 100 })]);
    const first = acquire('k');
    const { bytes } = usage();
    for (let i = 0; i < 9; i++) acquire('k');
    const each = (usage().bytes - bytes) / 9;
    expect(each).toBeGreaterThan(0);
    first.release();
    first.release();
    expect(usage()).toEqual({ keys: 1, bytes: bytes + 8 * each });
    time.now += 100;
    acquire('k');
    expect(usage()).toEqual({ keys: 1, bytes });
  });

  it('ends with its block', () => {
    const { acquire } = setUp([concurrency({ limit: 1 })]);
    {
      using lease = acquire('k');
      expect(lease.allowed).toBe(true);
      expect(acquire('k').allowed).toBe(false);
    }
    expect(acquire('k').allowed).toBe(true);
  });

  it('stops counting a call that was never released, at the edge of leaseMs', () => {
    const { acquire, time, usage } = setUp([concurrency({ limit: 1, leaseMs: 100 })]);
    const lost = acquire('k');
    time.now += 99;
    expect(acquire('k').allowed).toBe(false);
    time.now += 1;
    expect(acquire('k').allowed).toBe(true);
    lost.release();
    expect(acquire('k').allowed).toBe(false);
    expect(usage().keys).toBe(1);
  });

  it('holds keys only while calls run, and refuses new ones at maxKeys', () => {
    const { acquire, time, usage } = setUp([concurrency({ limit: 1, leaseMs: 100 })], { maxKeys: 2 });
    const a = acquire('a');
    acquire('b');
    expect(acquire('c').allowed).toBe(false);
    a.release();
    expect(usage().keys).toBe(1);
    expect(acquire('c').allowed).toBe(true);
    time.now += 100;
    expect(acquire('d').allowed).toBe(true);
    expect(usage().keys).toBe(1);
  });

  it('is charged together with a rate, or not at all', () => {
    const policies = [
      concurrency({ name: 'c', limit: 1 }),
      slidingWindow({ name: 's', limit: 2, windowMs: 100 }),
    ];
    const { acquire, decide } = setUp(policies);
    const first = acquire('k');
    expect(acquire('k')).toMatchObject({ allowed: false, policy: 'c' });
    first.release();
    const second = acquire('k');
    expect(second.allowed).toBe(true);
    second.release();
    expect(acquire('k')).toMatchObject({ allowed: false, policy: 's' });
    expect(acquire('k')).toMatchObject({ allowed: false, policy: 's' });
    expect(codeOf(() => decide('k'))).toBe('ERR_USE');
  });

  it('acquire works without it, too', () => {
    const { acquire } = setUp([slidingWindow({ limit: 1, windowMs: 100 })]);
    using first = acquire('k');
    using second = acquire('k');
    expect([first.allowed, second.allowed]).toEqual([true, false]);
  });

  it('never has more calls running than it may, whatever comes first', () => {
    const step = fc.record({
      advance: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(0, 0, -5)),
      key: fc.constantFrom('a', 'b'),
      released: fc.option(fc.nat(20), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 80 }), (limit, steps) => {
        const { acquire, time } = setUp([concurrency({ limit, leaseMs: 50 })]);
        const started: { key: string; at: number; isOver: boolean; release: () => void }[] = [];
        // Time is what the limiter has been asked at; a release does not read the clock.
        let latest = 0;
        for (const { advance, key, released } of steps) {
          time.now += advance;
          const call = released === undefined ? undefined : started[released];
          if (call !== undefined) {
            call.release();
            call.isOver = true;
          } else {
            latest = Math.max(latest, time.now);
            const running = started.filter(
              (call) => call.key === key && !call.isOver && latest < call.at + 50,
            );
            const lease = acquire(key);
            expect(lease.allowed).toBe(running.length < limit);
            if (lease.allowed) started.push({ key, at: latest, isOver: false, release: lease.release });
          }
        }
      }),
    );
  });
});
