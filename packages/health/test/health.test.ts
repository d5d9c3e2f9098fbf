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

  it('reports what a check measured, and the service', async () => {
    const measured = { observedValue: 3, observedUnit: 'percent', status: 'fail', output: 'nearly\nfull' };
    const checks = [{ name: 'disk', measurement: 'free', critical: false, check: () => measured }];
    const info = { version: '1', releaseId: '1.2.3', serviceId: 'a', description: 'b' };
    const time = '2026-11-23T00:00:00.000Z';
    expect(await createHealth({ checks, info }).ready()).toEqual({
      status: 'warn',
      ...info,
      checks: { 'disk:free': [{ ...measured, status: 'warn', output: 'nearly full', time }] },
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
    ['a hostile object', () => Promise.reject(new Proxy({}, { get: fails, getPrototypeOf: fails }))],
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

  it.each([
    ['no measurement', { observedValue: '3', observedUnit: 'percent', status: 'fail' }, 'pass', undefined],
    ['one without a status', { observedValue: 3, observedUnit: 'percent' }, 'pass', undefined],
    ['a warning', { observedValue: 3, observedUnit: 'percent', status: 'warn' }, 'warn', undefined],
    [
      'a status that is none',
      { observedValue: 3, observedUnit: 'percent', status: 'down' },
      'fail',
      'reported no status that there is',
    ],
    ['a hostile object', new Proxy({}, { get: fails }), 'fail', 'Error'],
  ])('takes %s for what it is', async (_name, value, status, output) => {
    const report = await createHealth({ checks: [{ name: 'x', check: () => value }] }).ready();
    expect(report.status).toBe(status);
    expect(report.checks?.['x:responseTime']?.[0]?.output).toBe(output);
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
    expect(signal?.reason).toMatchObject({ message: 'timed out after 50 ms' });
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
    expect(errors).toEqual([expect.objectContaining({ message: 'timed out after 1000 ms' })]);
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

  // A rejection that nobody handles would end the process, and fails the test run.
  it('survives a listener that rejects', async () => {
    const told: string[] = [];
    // Not vi.fn, which handles what it sees.
    const onCheckError = (name: string) => {
      told.push(name);
      return Promise.reject(new Error('listener'));
    };
    const { ready } = createHealth({ checks: [{ name: 'db', check: fails }], onCheckError });
    expect((await ready()).status).toBe('fail');
    expect(told).toEqual(['db']);
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
    const { ready } = createHealth({ checks, clock: () => Number.NaN });
    expect(await ready()).toEqual({ status: 'fail', output: 'the clock failed' });
  });
});

describe('life cycle', () => {
  it('has neither started nor is ready while starting, and asks nothing then', async () => {
    let asked = 0;
    const check = () => {
      asked += 1;
    };
    const health = createHealth({ checks: [{ name: 'db', check }], isStarting: true });
    expect(await health.ready()).toEqual({ status: 'fail', output: 'starting' });
    expect(health.started()).toEqual({ status: 'fail', output: 'starting' });
    expect(health.live()).toEqual({ status: 'pass' });
    expect(asked).toBe(0);
    health.markStarted();
    expect((await health.ready()).status).toBe('pass');
    expect(health.started()).toEqual({ status: 'pass' });
    expect(asked).toBe(1);
  });

  it('fails for good once draining, while live and started still pass', async () => {
    const { ready, markStarted, startDraining, live, started } = createHealth();
    startDraining();
    markStarted();
    expect(await ready()).toEqual({ status: 'fail', output: 'draining' });
    expect([live(), started()]).toEqual([{ status: 'pass' }, { status: 'pass' }]);
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
    expect(await report).toEqual({ status: 'fail', output: 'draining' });
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
    [
      [{ name: 'a', check, measurement: 'a b' }],
      'Expected `measurement` of "a" to be 1 to 64 letters, digits or any of . _ -',
    ],
    [
      [{ name: 'a', check, cacheMs: -1 }],
      'Expected `cacheMs` of "a" to be an integer from 0 to 2147483647, got -1',
    ],
    [
      [{ name: 'a', check, intervalMs: 0.5 }],
      'Expected `intervalMs` of "a" to be an integer from 1 to 2147483647, got 0.5',
    ],
    ['x' as never, 'Expected `checks` to be an array'],
  ])('%#', (checks, message) =>
    expect(() => createHealth({ checks })).toThrow(new HealthOptionError(message)),
  );

  it.each([
    [
      { maxEventLoopDelayMs: 0 },
      'Expected `maxEventLoopDelayMs` to be an integer from 1 to 2147483647, got 0',
    ],
    [{ token: 'x'.repeat(15) }, 'Expected `token` to have at least 16 characters'],
    [{ internalPath: 'x' }, 'Expected `internalPath` to be a path such as "/health", got "x"'],
    [{ paths: { live: ['/a?b'] } }, 'Expected `paths.live` to be a path such as "/health", got "/a?b"'],
    [{ internalPath: '/ready' }, 'Expected different paths, got "/ready" twice'],
  ])('refuse %o', (options, message) =>
    expect(() => createHealth(options)).toThrow(new HealthOptionError(message)),
  );

  it('allow the edges', () => {
    const edge = { name: 'x'.repeat(64), check, timeoutMs: 2 ** 31 - 1, cacheMs: 0 };
    createHealth({ checks: [edge], token: 'x'.repeat(16), maxEventLoopDelayMs: 1 });
  });
});
