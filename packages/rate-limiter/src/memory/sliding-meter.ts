// The exact log of a sliding window: what was charged when, until it has left the window.
import type { Policy } from '../policies/policy.ts';
import type { EntryPool } from './entry-pool.ts';
import { KeyTable } from './key-table.ts';
import { MAX_UNITS, type Meter, untilTime } from './meter.ts';

/** Columns of a row: words, and one float; see {@link KeyTable.floats}. */
const FIRST = 3;
const LAST = 4;
const USED = 3;

export class SlidingMeter implements Meter {
  readonly table: KeyTable;
  private readonly limit: number;
  private readonly windowMs: number;
  private readonly pool: EntryPool;

  /** `pool` is for this meter alone: when it is full, the keys that were idle longest give their entries back. */
  constructor({ limit, windowMs }: Policy, maxKeys: number, pool: EntryPool) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.pool = pool;
    this.table = new KeyTable(maxKeys, this);
  }

  find(low: number, high: number, now: number): number {
    const row = this.table.touch(low, high);
    let first = this.cell(row, FIRST);
    while (first !== 0 && this.pool.timeOf(first) + this.windowMs <= now) {
      const next = this.pool.nextOf(first);
      this.addUsed(row, -this.pool.unitsOf(first));
      this.pool.release(first);
      this.set(row, FIRST, next);
      if (next === 0) this.set(row, LAST, 0);
      first = next;
    }
    return row;
  }

  left(row: number): number {
    return this.limit - this.used(row);
  }

  waitMs(row: number, now: number, cost: number): number {
    if (cost > this.limit) return Number.POSITIVE_INFINITY;
    let left = this.left(row);
    let entry = this.cell(row, FIRST);
    let wait = 0;
    while (left < cost && entry !== 0) {
      left += this.pool.unitsOf(entry);
      if (left >= cost) wait = untilTime(now, this.pool.timeOf(entry) + this.windowMs);
      entry = this.pool.nextOf(entry);
    }
    return wait;
  }

  resetMs(row: number, now: number): number {
    const last = this.cell(row, LAST);
    return last === 0 ? 0 : untilTime(now, this.pool.timeOf(last) + this.windowMs);
  }

  charge(row: number, now: number, units: number): void {
    const last = this.cell(row, LAST);
    const added = Math.min(units, MAX_UNITS - this.used(row));
    while (this.pool.isFull && this.table.dropOldest(row));
    // A later time for the last charge only ever makes the limit stricter. So a penalty beyond the limit takes no entry,
    // and a key that has filled the pool alone needs no more.
    const merges = this.pool.isFull || this.left(row) <= 0 || this.pool.timeOf(last) === now;
    if (last !== 0 && merges) {
      this.pool.setTime(last, now);
      this.pool.setUnits(last, this.pool.unitsOf(last) + added);
    } else this.append(row, now, added);
    this.addUsed(row, added);
  }

  giveBack(row: number, _now: number, units: number): void {
    let rest = units;
    let last = this.cell(row, LAST);
    while (rest > 0 && last !== 0) {
      const charged = this.pool.unitsOf(last);
      const back = Math.min(rest, charged);
      this.addUsed(row, -back);
      rest -= back;
      if (back < charged) {
        this.pool.setUnits(last, charged - back);
        return;
      }
      const previous = this.pool.previousOf(last);
      this.pool.release(last);
      this.set(row, LAST, previous);
      if (previous === 0) this.set(row, FIRST, 0);
      last = previous;
    }
  }

  get bytes(): number {
    return this.table.bytes + this.pool.bytes;
  }

  isIdle(row: number, now: number): boolean {
    const last = this.cell(row, LAST);
    return last === 0 || this.pool.timeOf(last) + this.windowMs <= now;
  }

  drop(row: number): void {
    for (let entry = this.cell(row, FIRST); entry !== 0; ) {
      const next = this.pool.nextOf(entry);
      this.pool.release(entry);
      entry = next;
    }
  }

  private append(row: number, now: number, units: number): void {
    const tail = this.cell(row, LAST);
    const entry = this.pool.append(tail, now, units);
    if (tail === 0) this.set(row, FIRST, entry);
    this.set(row, LAST, entry);
  }

  /** An entry that the row knows: the first or the last of its log, or 0. */
  private cell(row: number, column: typeof FIRST | typeof LAST): number {
    return this.table.words[8 * row + column] ?? 0;
  }

  private set(row: number, column: typeof FIRST | typeof LAST, entry: number): void {
    this.table.words[8 * row + column] = entry;
  }

  private used(row: number): number {
    return this.table.floats[4 * row + USED] ?? 0;
  }

  private addUsed(row: number, units: number): void {
    this.table.floats[4 * row + USED] = this.used(row) + units;
  }
}
