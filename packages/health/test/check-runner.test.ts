// How often a check is asked, seen from the outside.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHealth, type HealthCheck } from '../src/index.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A check that counts its runs and ends when it is told to. */
function counted(settings: Partial<HealthCheck> = {}) {
  const seen = { runs: 0, atOnce: 0, mostAtOnce: 0, end: () => {} };
  const check = () => {
    seen.runs++;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce);
    return new Promise<void>((resolve) => {
      seen.end = () => {
        seen.atOnce--;
        resolve();
      };
    });
  };
  const health = createHealth({ checks: [{ name: 'db', check, ...settings }] });
  return { health, seen };
}

describe('on demand', () => {
  it('shares one run among calls that overlap, and keeps its outcome for cacheMs', async () => {
    const { health, seen } = counted({ cacheMs: 200 });
    const reports = [health.ready(), health.ready(), health.ready()];
    seen.end();
    for (const report of await Promise.all(reports)) expect(report.status).toBe('pass');
    await vi.advanceTimersByTimeAsync(199);
    await health.ready();
    expect(seen.runs).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    const next = health.ready();
    expect(seen.runs).toBe(2);
    seen.end();
    await next;
  });

  it('keeps failures for as long', async () => {
    let runs = 0;
    const check = () => {
      runs++;
      throw new Error('down');
    };
    const { ready } = createHealth({ checks: [{ name: 'db', check, cacheMs: 100 }] });
    await ready();
    await vi.advanceTimersByTimeAsync(99);
    expect((await ready()).status).toBe('fail');
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await ready();
    expect(runs).toBe(2);
  });

  it('runs at most once in any cacheMs, and one at a time, whenever it is asked', async () => {
    const delays = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 });
    const settings = fc.record({
      cacheMs: fc.integer({ min: 0, max: 500 }),
      timeoutMs: fc.integer({ min: 1, max: 400 }),
    });
    await fc.assert(
      fc.asyncProperty(delays, settings, fc.integer({ min: 0, max: 400 }), async (gaps, given, workMs) => {
        const startedAt: number[] = [];
        const check = (signal: AbortSignal) => {
          startedAt.push(performance.now());
          return new Promise<void>((resolve) => {
            setTimeout(resolve, workMs);
            signal.addEventListener('abort', () => resolve());
          });
        };
        const { ready } = createHealth({ checks: [{ name: 'db', check, ...given }] });
        const asked: Promise<unknown>[] = [];
        for (const gap of gaps) {
          asked.push(ready());
          await vi.advanceTimersByTimeAsync(gap);
        }
        await vi.advanceTimersByTimeAsync(1000);
        await Promise.all(asked);
        for (const [index, at] of startedAt.slice(1).entries()) {
          const least = given.cacheMs + Math.min(workMs, given.timeoutMs);
          expect(at - (startedAt[index] ?? 0)).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('does not pile up runs of a check that ignores its signal, and recovers', async () => {
    const { health, seen } = counted({ timeoutMs: 100, cacheMs: 0 });
    for (let probe = 0; probe < 9; probe++) {
      const report = health.ready();
      await vi.advanceTimersByTimeAsync(100);
      expect(await report).toMatchObject({ status: 'fail' });
    }
    expect(seen.runs).toBe(1);
    // It comes back late, so that the next probe asks again.
    seen.end();
    await vi.advanceTimersByTimeAsync(0);
    const next = health.ready();
    expect(seen.runs).toBe(2);
    seen.end();
    expect(await next).toMatchObject({ status: 'pass' });
  });

  it('asks again after ten timeouts, since what hangs may never come back', async () => {
    const { health, seen } = counted({ timeoutMs: 100, cacheMs: 0 });
    const first = health.ready();
    await vi.advanceTimersByTimeAsync(999);
    await first;
    await health.ready();
    expect(seen.runs).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    const second = health.ready();
    expect(seen.runs).toBe(2);
    seen.end();
    expect(await second).toMatchObject({ status: 'pass' });
  });
});

describe('in the background', () => {
  it('asks at once and each intervalMs, one at a time, whoever looks', async () => {
    const { health, seen } = counted({ intervalMs: 100, timeoutMs: 1000 });
    expect(seen.runs).toBe(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toMatchObject({ runs: 1, mostAtOnce: 1 });
    seen.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(seen.runs).toBe(2);
    // The latest outcome, while the next run is under way.
    expect(await health.ready()).toMatchObject({ status: 'pass' });
    expect(seen.runs).toBe(2);
    health.startDraining();
    seen.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect([seen.runs, vi.getTimerCount()]).toEqual([2, 0]);
  });

  it('waits for the first outcome', async () => {
    const { health, seen } = counted({ intervalMs: 100 });
    const report = health.ready();
    seen.end();
    expect(await report).toMatchObject({ status: 'pass' });
  });
});
