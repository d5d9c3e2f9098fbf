import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHealth, HealthOptionError } from '../src/index.ts';

const NOW = Date.UTC(2026, 10, 23);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const fails = () => {
  throw new Error('db-1.internal refused');
};
const never = () => new Promise(() => undefined);

describe('readiness', () => {
  it('passes without checks', async () => {
    expect(await createHealth().ready()).toEqual({ status: 'pass' });
  });

  it('reports each check by name, outcome and time', async () => {
    const check = async () => {
      await vi.advanceTimersByTimeAsync(7);
    };
    const report = await createHealth({ checks: [{ name: 'db', check }] }).ready();
    const time = '2026-11-23T00:00:00.007Z';
    expect(report).toEqual({
      status: 'pass',
      checks: { 'db:responseTime': [{ status: 'pass', observedValue: 7, observedUnit: 'ms', time }] },
    });
  });

  it.each([
    ['a throw', fails],
    ['a rejection', () => Promise.reject(new Error('x'))],
    [
      'a throw of undefined',
      () => {
        throw undefined;
      },
    ],
    ['a rejection with null', () => Promise.reject(null)],
  ])('fails for %s, and says nothing of it', async (_name, check) => {
    const report = await createHealth({
      checks: [
        { name: 'db', check },
        { name: 'ok', check: () => false },
      ],
    }).ready();
    expect(report.status).toBe('fail');
    expect(report.checks?.['db:responseTime']?.[0]?.status).toBe('fail');
    expect(report.checks?.['ok:responseTime']?.[0]?.status).toBe('pass');
    expect(JSON.stringify(report)).not.toContain('internal');
  });

  it('only warns for a check that is not critical', async () => {
    const warn = { name: 'cache', check: fails, critical: false };
    expect((await createHealth({ checks: [warn] }).ready()).status).toBe('warn');
    const both = createHealth({ checks: [warn, { name: 'db', check: fails }] });
    expect((await both.ready()).status).toBe('fail');
  });

  it('cancels a check at its timeout and not before', async () => {
    let signal: AbortSignal | undefined;
    const check = (given: AbortSignal) => {
      signal = given;
      return never();
    };
    const report = createHealth({ checks: [{ name: 'db', check, timeoutMs: 50 }] }).ready();
    await vi.advanceTimersByTimeAsync(49);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal?.aborted).toBe(true);
    expect(signal?.reason).toMatchObject({ name: 'TimeoutError' });
    expect((await report).status).toBe('fail');
  });

  it('waits 1000 ms by default, and leaves no timer behind', async () => {
    const { ready } = createHealth({
      checks: [
        { name: 'slow', check: never },
        { name: 'quick', check: () => 1 },
      ],
    });
    const report = ready();
    await vi.advanceTimersByTimeAsync(999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await report).checks?.['slow:responseTime']?.[0]?.observedValue).toBe(1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('drops a rejection that comes after the timeout', async () => {
    const check = (signal: AbortSignal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('late'))));
    const errors: unknown[] = [];
    const onCheckError = (_name: string, error: unknown) => errors.push(error);
    const report = createHealth({ checks: [{ name: 'db', check }], onCheckError }).ready();
    await vi.advanceTimersByTimeAsync(1000);
    expect((await report).status).toBe('fail');
    expect(errors).toEqual([expect.objectContaining({ name: 'TimeoutError' })]);
  });

  it('runs checks at the same time', async () => {
    const started: string[] = [];
    const make = (name: string) => ({
      name,
      check: () => {
        started.push(name);
        return never();
      },
    });
    const report = createHealth({ checks: [make('a'), make('b'), make('c')] }).ready();
    expect(started).toEqual(['a', 'b', 'c']);
    await vi.advanceTimersByTimeAsync(1000);
    await report;
  });

  it('shares one run among calls that overlap, and runs again afterwards', async () => {
    let runs = 0;
    let release: () => void = () => undefined;
    const check = () => {
      runs += 1;
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    const { ready } = createHealth({ checks: [{ name: 'db', check }] });
    const reports = [ready(), ready(), ready()];
    release();
    for (const report of await Promise.all(reports)) expect(report.status).toBe('pass');
    expect(runs).toBe(1);
    const next = ready();
    expect(runs).toBe(2);
    release();
    await next;
  });

  it('tells a listener why, and survives it', async () => {
    const told: unknown[] = [];
    const onCheckError = (name: string, error: unknown) => {
      told.push([name, (error as Error).message]);
      throw new Error('listener');
    };
    expect(
      (await createHealth({ checks: [{ name: 'db', check: fails }], onCheckError }).ready()).status,
    ).toBe('fail');
    expect(told).toEqual([['db', 'db-1.internal refused']]);
  });

  it('fails when the clock gives no time', async () => {
    const checks = [{ name: 'db', check: () => 1 }];
    expect(await createHealth({ checks, clock: () => Number.NaN }).ready()).toEqual({ status: 'fail' });
  });
});

describe('life cycle', () => {
  it('is not ready while starting, and asks nothing then', async () => {
    let asked = 0;
    const check = () => {
      asked += 1;
    };
    const { ready, setReady, live } = createHealth({ checks: [{ name: 'db', check }] });
    setReady(false);
    expect(await ready()).toEqual({ status: 'fail' });
    expect(live()).toEqual({ status: 'pass' });
    expect(asked).toBe(0);
    setReady(true);
    expect((await ready()).status).toBe('pass');
    expect(asked).toBe(1);
  });

  it('fails for good once draining, while live still passes', async () => {
    const { ready, setReady, startDraining, live } = createHealth();
    startDraining();
    expect(await ready()).toEqual({ status: 'fail' });
    setReady(true);
    expect(await ready()).toEqual({ status: 'fail' });
    expect(live()).toEqual({ status: 'pass' });
  });

  it('fails a readiness that was asked before draining began', async () => {
    let release: () => void = () => undefined;
    const check = () =>
      new Promise<void>((resolve) => {
        release = resolve;
      });
    const { ready, startDraining } = createHealth({ checks: [{ name: 'db', check }] });
    const report = ready();
    startDraining();
    release();
    expect(await report).toEqual({ status: 'fail' });
  });
});

describe('options', () => {
  const check = () => 1;
  it.each([
    [[{ name: '', check }], 'Expected `name` to be 1 to 64 letters, digits or any of . _ -'],
    [[{ name: 'a:b', check }], 'Expected `name` to be 1 to 64 letters, digits or any of . _ -'],
    [[{ name: 'x'.repeat(65), check }], 'Expected `name` to be 1 to 64 letters, digits or any of . _ -'],
    [
      [
        { name: 'a', check },
        { name: 'a', check },
      ],
      'Expected `checks` to have different names, got "a" twice',
    ],
    [[{ name: 'a' } as never], 'Expected `check` of "a" to be a function'],
    [
      [{ name: 'a', check, timeoutMs: 0 }],
      'Expected `timeoutMs` of "a" to be an integer from 1 to 2147483647, got 0',
    ],
    [
      [{ name: 'a', check, timeoutMs: 2 ** 31 }],
      'Expected `timeoutMs` of "a" to be an integer from 1 to 2147483647, got 2147483648',
    ],
    ['x' as never, 'Expected `checks` to be an array'],
  ])('%#', (checks, message) =>
    expect(() => createHealth({ checks })).toThrow(new HealthOptionError(message)),
  );

  it('allow the edges', () => {
    createHealth({ checks: [{ name: 'x'.repeat(64), check, timeoutMs: 2 ** 31 - 1 }] });
  });
});
