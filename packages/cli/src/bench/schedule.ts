// When the next call is due.
import type { ResolvedBenchOptions } from './options.ts';

/** The calls of one phase. Times are on the clock of `performance.now()`. */
export interface Schedule {
  /** When the next call is due; undefined when there is none left. Each call is given out once. */
  next(now: number): number | undefined;
  /** When the phase began. */
  readonly startedAt: number;
  /** For how long calls are planned, in milliseconds. 0: for as long as it takes. */
  readonly plannedMs: number;
}

/** What makes a schedule. */
export type ScheduleOptions = Pick<ResolvedBenchOptions, 'durationMs' | 'requests' | 'ratePerSecond'>;

/** A closed loop: a call is due whenever somebody is there to make it. With a rate, an open loop: each has its time. */
export function createSchedule(options: ScheduleOptions, startedAt: number): Schedule {
  const { durationMs, requests, ratePerSecond } = options;
  let given = 0;
  if (ratePerSecond === undefined) {
    const end = startedAt + durationMs;
    return {
      startedAt,
      plannedMs: 0,
      next(now) {
        if (given >= requests || now >= end) return undefined;
        given += 1;
        return now;
      },
    };
  }
  const total = Math.min(requests, Math.max(1, Math.round((durationMs / 1_000) * ratePerSecond)));
  const intervalMs = 1_000 / ratePerSecond;
  return {
    startedAt,
    plannedMs: total * intervalMs,
    next() {
      if (given >= total) return undefined;
      const due = startedAt + given * intervalMs;
      given += 1;
      return due;
    },
  };
}
