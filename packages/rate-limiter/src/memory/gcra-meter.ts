// The generic cell rate algorithm in its other form, a bucket that leaks: how full it is, and when that was true. Unlike
// a "theoretical arrival time" it stays precise at high rates and large times.
import type { Policy } from '../policies/policy.ts';
import { KeyTable } from './key-table.ts';
import type { Meter } from './meter.ts';

/** Columns of a row, see {@link KeyTable.floats}. */
const LEVEL = 2;
const TIME = 3;
/** Penalties add up to this at most; sums stay exact below it. */
export const MAX_LEVEL = 1e15;

export class GcraMeter implements Meter {
  private readonly table: KeyTable;
  private readonly burst: number;
  private readonly ratePerMs: number;

  constructor({ burst, ratePerMs }: Policy, maxKeys: number) {
    this.burst = burst;
    this.ratePerMs = ratePerMs;
    this.table = new KeyTable(maxKeys, this);
  }

  use(low: number, high: number, now: number): number {
    const row = this.table.use(low, high, now);
    const { floats } = this.table;
    const level = floats[4 * row + LEVEL] ?? 0;
    if (level > 0) {
      const leaked = (now - (floats[4 * row + TIME] ?? 0)) * this.ratePerMs;
      floats[4 * row + LEVEL] = leaked < level ? level - leaked : 0;
    }
    floats[4 * row + TIME] = now;
    return row;
  }

  left(row: number): number {
    return Math.floor(this.burst - this.level(row));
  }

  waitMs(row: number, _now: number, cost: number): number {
    if (cost > this.burst) return Number.POSITIVE_INFINITY;
    return this.untilLevel(this.level(row), this.burst - cost);
  }

  resetMs(row: number): number {
    return this.untilLevel(this.level(row), 0);
  }

  charge(row: number, _now: number, units: number): void {
    this.setLevel(row, Math.min(MAX_LEVEL, this.level(row) + units));
  }

  giveBack(row: number, units: number): void {
    this.setLevel(row, Math.max(0, this.level(row) - units));
  }

  forget(low: number, high: number): void {
    const row = this.table.find(low, high);
    if (row !== 0) this.table.remove(row);
  }

  get size(): number {
    return this.table.size;
  }

  get bytes(): number {
    return this.table.bytes;
  }

  isIdle(row: number, now: number): boolean {
    const time = this.table.floats[4 * row + TIME] ?? 0;
    return this.level(row) <= (now - time) * this.ratePerMs;
  }

  drop(): void {
    // The row is all there is.
  }

  private level(row: number): number {
    return this.table.floats[4 * row + LEVEL] ?? 0;
  }

  private setLevel(row: number, level: number): void {
    this.table.floats[4 * row + LEVEL] = level;
  }

  /** Whole milliseconds until a bucket this full has leaked down to `target`. */
  private untilLevel(level: number, target: number): number {
    if (level <= target) return 0;
    const wait = Math.ceil((level - target) / this.ratePerMs);
    return Math.max(0, level - wait * this.ratePerMs) > target ? wait + 1 : wait;
  }
}
