import { expect, it, vi } from 'vitest';
import { createEventLoopCheck } from '../../src/checks/event-loop.ts';
import { createHealth, HealthOptionError } from '../../src/index.ts';
import { block } from '../support/block.ts';

/** Long enough for the average to forget. */
const RECOVERY = { timeout: 15_000, interval: 50 };

it('fails while the loop is late', async () => {
  const check = createEventLoopCheck({ maxDelayMs: 300 });
  const { ready } = createHealth({ checks: [check] });
  await vi.waitFor(async () => expect((await ready()).status).toBe('pass'), RECOVERY);
  block(700);
  const report = await ready();
  expect(report.checks?.['event-loop:delay']).toEqual([
    expect.objectContaining({ status: 'fail', observedUnit: 'ms', output: 'too late' }),
  ]);
  await vi.waitFor(async () => expect((await ready()).status).toBe('pass'), RECOVERY);
});

it('refuses a delay that is none', () => {
  expect(() => createEventLoopCheck({ maxDelayMs: 0 })).toThrow(HealthOptionError);
});
