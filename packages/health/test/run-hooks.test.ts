import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Hook, runHooks } from '../src/run-hooks.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs hooks on the fake clock. */
async function run(hooks: Hook[], graceMs: number) {
  const startedAt = performance.now();
  const ended = runHooks(hooks, startedAt + graceMs).then((reports) => ({
    reports,
    tookMs: performance.now() - startedAt,
  }));
  await vi.runAllTimersAsync();
  return ended;
}

const kinds = {
  done: () => 1,
  slow: () => new Promise((resolve) => setTimeout(resolve, 30)),
  throws: () => {
    throw new Error('hook');
  },
  rejects: () => Promise.reject(undefined),
  hangs: () => new Promise(() => {}),
};
const kind = fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[]));

it('runs every hook, last first, and ends in time, whatever they do', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(kind, fc.integer({ min: 1, max: 1000 })), { maxLength: 8 }),
      fc.integer({ min: 1, max: 1000 }),
      async (given, graceMs) => {
        const ran: string[] = [];
        const hooks = given.map(([name, timeoutMs], index) => ({
          name: String(index),
          timeoutMs,
          run: () => {
            ran.push(String(index));
            return kinds[name]();
          },
        }));
        const { reports, tookMs } = await run(hooks, graceMs);
        const order = given.map((_each, index) => String(index)).reverse();
        expect(ran).toEqual(order);
        expect(reports.map(({ name }) => name)).toEqual(order);
        // Each has at least the millisecond that a timer needs.
        expect(tookMs).toBeLessThanOrEqual(graceMs + given.length);
        for (const [index, report] of reports.entries()) {
          const [how] = given[given.length - 1 - index] ?? [];
          if (how === 'done') expect(report.outcome).toBe('done');
          if (how === 'throws' || how === 'rejects') expect(report.outcome).toBe('failed');
          if (how === 'hangs') expect(report.outcome).toBe('timeout');
        }
      },
    ),
    { numRuns: 200 },
  );
});

it('shares what is left among those that are to come', async () => {
  const hang = (name: string, timeoutMs: number): Hook => ({ name, timeoutMs, run: kinds.hangs });
  const { reports } = await run([hang('c', 5000), hang('b', 10), hang('a', 5000)], 300);
  // A third of 300, then 10, then all that is left.
  expect(reports.map(({ name, durationMs }) => [name, durationMs])).toEqual([
    ['a', 100],
    ['b', 10],
    ['c', 190],
  ]);
});

it('aborts the signal of one that is late, and keeps what one threw', async () => {
  let signal: AbortSignal | undefined;
  const late = (given: AbortSignal) => {
    signal = given;
    return new Promise(() => {});
  };
  const hooks = [
    { name: 'throws', timeoutMs: 10, run: kinds.throws },
    { name: 'late', timeoutMs: 10, run: late },
  ];
  const { reports } = await run(hooks, 1000);
  expect(signal?.reason).toMatchObject({ name: 'TimeoutError', message: 'The hook took longer than 10 ms' });
  expect(reports[1]).toMatchObject({
    outcome: 'failed',
    error: expect.objectContaining({ message: 'hook' }),
  });
});
