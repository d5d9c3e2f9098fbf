import { expect, it } from 'vitest';
import { createHeapCheck } from '../../src/checks/heap.ts';
import { HealthOptionError } from '../../src/index.ts';
import { ask } from '../support/ask.ts';

it('passes with room, and measures what is used', async () => {
  const report = await ask(createHeapCheck({ maxUsedPercent: 100 }));
  expect(report).toMatchObject({ key: 'heap:used', status: 'pass', observedUnit: 'percent' });
  expect(report.observedValue).toBeGreaterThan(0);
});

it('warns when it is nearly full, unless it is said to be critical', async () => {
  const ballast = Array.from({ length: 10_000_000 }, () => 1.5);
  const check = { maxUsedPercent: 1 };
  expect(await ask(createHeapCheck(check))).toMatchObject({ status: 'warn', output: 'nearly full' });
  expect(await ask(createHeapCheck({ ...check, critical: true }))).toMatchObject({ status: 'fail' });
  expect(ballast).toHaveLength(10_000_000);
});

it('refuses what is no percentage', () => {
  expect(() => createHeapCheck({ maxUsedPercent: 101 })).toThrow(HealthOptionError);
});
