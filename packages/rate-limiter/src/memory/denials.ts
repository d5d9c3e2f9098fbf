// Keys that were refused too often, for one policy with `denyAfter`.
import type { DenyAfter } from '../policies/policy.ts';
import { KeyTable } from './key-table.ts';
import { untilTime } from './meter.ts';

/** Columns of a row, see {@link KeyTable.floats}. */
const REFUSALS = 2;
/** When the last refusal was, or when the denial ends. */
const TIME = 3;

export class Denials {
  readonly table: KeyTable;
  private readonly rule: DenyAfter;
  private readonly windowMs: number;

  /** Refusals further apart than `windowMs` are not in a row. */
  constructor(rule: DenyAfter, windowMs: number, maxKeys: number) {
    this.rule = rule;
    this.windowMs = windowMs;
    this.table = new KeyTable(maxKeys, this);
  }

  /** Milliseconds until the key is denied no more; 0: it is not. */
  leftMs(low: number, high: number, now: number): number {
    const row = this.table.find(low, high);
    if (row === 0 || this.refusalsOf(row) < this.rule.refusals) return 0;
    return untilTime(now, this.timeOf(row));
  }

  /** One more refusal of a key that is not denied. Returns how long it is denied from now on. */
  refuse(low: number, high: number, now: number): number {
    const row = this.table.use(low, high, now);
    const before = this.refusalsOf(row);
    const inARow = before < this.rule.refusals && now < this.timeOf(row) + this.windowMs;
    const refusals = inARow ? before + 1 : 1;
    const denyMs = refusals < this.rule.refusals ? 0 : this.rule.denyMs;
    this.table.floats[4 * row + REFUSALS] = refusals;
    this.table.floats[4 * row + TIME] = now + denyMs;
    return denyMs;
  }

  isIdle(row: number, now: number): boolean {
    const isDenied = this.refusalsOf(row) >= this.rule.refusals;
    return this.timeOf(row) + (isDenied ? 0 : this.windowMs) <= now;
  }

  drop(): void {
    // The row is all there is.
  }

  private refusalsOf(row: number): number {
    return this.table.floats[4 * row + REFUSALS] ?? 0;
  }

  private timeOf(row: number): number {
    return this.table.floats[4 * row + TIME] ?? 0;
  }
}
