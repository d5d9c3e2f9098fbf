// The generic cell rate algorithm in its other form, a bucket that leaks: how full it is, and when that was true. Unlike
// a "theoretical arrival time" it stays precise at high rates and large times.
import type { Policy } from '../policies/policy.ts';
import { KeyTable } from './key-table.ts';
import { MAX_UNITS, type Meter } from './meter.ts';

/** Columns of a row, see {@link KeyTable.floats}. */
const LEVEL = 2;
const TIME = 3;

export class GcraMeter implements Meter {
  readonly table: KeyTable;
  private readonly burst: number;
  private readonly ratePerMs: number;
  /** How full the bucket is that is in use, by now. */
  private level = 0;

  constructor({ burst, ratePerMs }: Policy, maxKeys: number) {
    this.burst = burst;
    this.ratePerMs = ratePerMs;
    this.table = new KeyTable(maxKeys, this);
  }

  find(low: number, high: number, now: number): number {
    const row = this.table.touch(low, high);
    this.level = this.levelAt(row, now);
    return row;
  }

  left(): number {
    return Math.floor(this.burst - this.level);
  }

  waitMs(row: number, now: number, cost: number): number {
    return cost > this.burst ? Number.POSITIVE_INFINITY : this.untilLevel(row, now, this.burst - cost);
  }

  resetMs(row: number, now: number): number {
    return this.untilLevel(row, now, 0);
  }

  charge(row: number, now: number, units: number): void {
    this.setLevel(row, now, Math.min(MAX_UNITS, this.level + units));
  }

  giveBack(row: number, now: number, units: number): void {
    this.setLevel(row, now, Math.max(0, this.level - units));
  }

  get bytes(): number {
    return this.table.bytes;
  }

  isIdle(row: number, now: number): boolean {
    return this.levelAt(row, now) === 0;
  }

  drop(): void {
    // The row is all there is.
  }

  private setLevel(row: number, now: number, level: number): void {
    this.table.floats[4 * row + LEVEL] = level;
    this.table.floats[4 * row + TIME] = now;
    this.level = level;
  }

  private levelAt(row: number, time: number): number {
    const { floats } = this.table;
    const level = floats[4 * row + LEVEL] ?? 0;
    const leaked = (time - (floats[4 * row + TIME] ?? 0)) * this.ratePerMs;
    return leaked < level ? level - leaked : 0;
  }

  /** Whole milliseconds until the bucket has leaked down to `target`. */
  private untilLevel(row: number, now: number, target: number): number {
    if (this.level <= target) return 0;
    const wait = Math.ceil((this.level - target) / this.ratePerMs);
    // Sums of fractions differ by the way they are made: what counts is what is found then.
    return this.levelAt(row, now + wait) > target ? wait + 1 : wait;
  }
}
