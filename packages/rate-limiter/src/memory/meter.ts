// What the memory limiter needs of a policy that counts units: one row a key.
import type { KeyTable } from './key-table.ts';

/** Penalties add up to this at most: sums stay exact below 2^53. */
export const MAX_UNITS = 1e15;

export interface Meter {
  /**
   * The row of the key, brought up to `now`, or 0 when it has none: nothing is charged to it then. It is valid until the
   * meter is asked about another key. No row is made, so that a call that is refused makes no other key forgotten.
   */
  find(low: number, high: number, now: number): number;
  /** Units that could be charged now; below 0 after a penalty. */
  left(row: number): number;
  /** Milliseconds until `cost` units could be charged, in whole numbers; 0: now; `Infinity`: never. */
  waitMs(row: number, now: number, cost: number): number;
  /** Milliseconds until nothing is charged any more, in whole numbers. */
  resetMs(row: number, now: number): number;
  /** Charges units to a row that there is, whether they are left or not. */
  charge(row: number, now: number, units: number): void;
  /** Gives units back to a row that there is, the newest first. */
  giveBack(row: number, now: number, units: number): void;
  /** The rows. */
  readonly table: KeyTable;
  /** Bytes allocated for them and what belongs to them. */
  readonly bytes: number;
}

/** Whole milliseconds from `now` to `time`, never too few: a sum of fractions may come out a little below its parts. */
export function untilTime(now: number, time: number): number {
  const wait = Math.max(0, Math.ceil(time - now));
  return now + wait < time ? wait + 1 : wait;
}
