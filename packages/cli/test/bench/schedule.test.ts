import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSchedule, type Schedule } from '../../src/bench/schedule.ts';

const NEVER = Number.POSITIVE_INFINITY;
const dues = (schedule: Schedule, now: number) => {
  const seen: number[] = [];
  for (let due = schedule.next(now); due !== undefined; due = schedule.next(now)) seen.push(due);
  return seen;
};

test('a closed loop: due at once, until the time or the number is reached', () => {
  const options = { durationMs: 100, requests: NEVER, ratePerSecond: undefined };
  const schedule = createSchedule(options, 1_000);
  expect(schedule.next(1_000)).toBe(1_000);
  expect(schedule.next(1_099.9)).toBe(1_099.9);
  expect(schedule.next(1_100)).toBeUndefined();
  expect(dues(createSchedule({ ...options, durationMs: NEVER, requests: 3 }, 0), 5)).toEqual([5, 5, 5]);
});

test('an open loop: each call has its time, however late it is', () => {
  const options = { durationMs: 50, requests: NEVER, ratePerSecond: 100 };
  expect(dues(createSchedule(options, 1_000), 9_000)).toEqual([1_000, 1_010, 1_020, 1_030, 1_040]);
  expect(createSchedule(options, 1_000).plannedMs).toBe(50);
  expect(dues(createSchedule({ ...options, requests: 2 }, 0), 0)).toEqual([0, 10]);
  expect(dues(createSchedule({ ...options, ratePerSecond: 0.5 }, 0), 0)).toEqual([0]);
});

test('an open loop gives rate times duration calls, in order and in time', () => {
  const rate = fc.double({ min: 0.1, max: 5_000, noNaN: true });
  fc.assert(
    fc.property(rate, fc.integer({ min: 1, max: 2_000 }), (ratePerSecond, durationMs) => {
      const schedule = createSchedule({ durationMs, requests: NEVER, ratePerSecond }, 0);
      const seen = dues(schedule, 0);
      expect(Math.abs(seen.length - (ratePerSecond * durationMs) / 1_000)).toBeLessThanOrEqual(1);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(seen.at(-1)!).toBeLessThanOrEqual(schedule.plannedMs);
    }),
  );
});
