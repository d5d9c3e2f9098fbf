// A row of numbers for each key, found by the key's hash, in flat buffers: no object, no string and no timer a key. At
// most `maxKeys` rows; beyond it the row that was idle longest makes room.

/** Rows dropped for each new one when nothing is left in them: more than one, so that the table empties after a rush. */
const SWEEP = 2;
const FIRST_ROWS = 256;
/** A row is 32 bytes: 8 words, or 4 floats of which the last two are the owner's. Word 3 is the owner's too. */
const ROW_BYTES = 32;
const LOW = 0;
const HIGH = 1;
/** The next row with the same bucket. */
const CHAIN = 2;

/** What the owner of the rows has to say about them. */
export interface RowOwner {
  /** Whether the row says no more than a fresh one would. */
  isIdle(row: number, now: number): boolean;
  /** The row is about to be forgotten. */
  drop(row: number): void;
}

export class KeyTable {
  /** The columns of row `r`: `floats[4 * r + 2]` and `floats[4 * r + 3]`. Replaced when the table grows. */
  floats: Float64Array;
  /** The same buffer: `words[8 * r + 3]` is a column, and the floats may be used as two words each. */
  words: Uint32Array;
  /** How many rows hold a key. */
  size = 0;
  /** For each bucket the first row, or 0; there are two buckets a row. Rows count from 1: row 0 is the end of every list. */
  private buckets = new Uint32Array(2 * FIRST_ROWS);
  /** For each row the ones used before and after it. Row 0 closes the ring: after it comes the oldest. */
  private ring: Uint32Array;
  private readonly maxKeys: number;
  private readonly owner: RowOwner;
  private rows: number;
  private used = 1;
  private free = 0;

  constructor(maxKeys: number, owner: RowOwner) {
    this.maxKeys = maxKeys;
    this.owner = owner;
    this.rows = Math.min(maxKeys, FIRST_ROWS);
    this.floats = new Float64Array(((this.rows + 1) * ROW_BYTES) / 8);
    this.words = new Uint32Array(this.floats.buffer);
    this.ring = new Uint32Array(2 * (this.rows + 1));
  }

  /** Bytes that are allocated. */
  get bytes(): number {
    return this.floats.byteLength + this.buckets.byteLength + this.ring.byteLength;
  }

  /** The row of a key, or 0. */
  find(low: number, high: number): number {
    const { words } = this;
    let row = this.buckets[low & (this.buckets.length - 1)] ?? 0;
    while (row !== 0 && (words[8 * row + LOW] !== low || words[8 * row + HIGH] !== high)) {
      row = words[8 * row + CHAIN] ?? 0;
    }
    return row;
  }

  /** The row of a key, which counts as used now, or 0. Row 0 reads as one of zeros. */
  touch(low: number, high: number): number {
    const row = this.find(low, high);
    if (row !== 0 && this.ring[0] !== row) {
      this.unlink(row);
      this.link(row);
    }
    return row;
  }

  /** The row of a key, made of zeros if need be. The key counts as used now. */
  use(low: number, high: number, now: number): number {
    return this.touch(low, high) || this.add(low, high, now);
  }

  /** Forgets the key that was idle longest, unless that is `kept`; `false` when nothing was forgotten. */
  dropOldest(kept: number): boolean {
    const oldest = this.oldest;
    if (oldest === 0 || oldest === kept) return false;
    this.remove(oldest);
    return true;
  }

  /** Forgets a key, if it is there. */
  forget(low: number, high: number): void {
    const row = this.find(low, high);
    if (row !== 0) this.remove(row);
  }

  /** Forgets the key of a row. */
  private remove(row: number): void {
    this.owner.drop(row);
    const { words, buckets } = this;
    const bucket = (words[8 * row + LOW] ?? 0) & (buckets.length - 1);
    const next = words[8 * row + CHAIN] ?? 0;
    let before = buckets[bucket] ?? 0;
    if (before === row) buckets[bucket] = next;
    else {
      while (words[8 * before + CHAIN] !== row) before = words[8 * before + CHAIN] ?? 0;
      words[8 * before + CHAIN] = next;
    }
    this.unlink(row);
    words[8 * row + CHAIN] = this.free;
    this.free = row;
    this.size--;
  }

  private get oldest(): number {
    return this.ring[1] ?? 0;
  }

  /** A row of zeros for a key that has none. Other keys may make room for it. */
  add(low: number, high: number, now: number): number {
    for (let swept = 0; swept < SWEEP && this.oldest !== 0; swept++) {
      if (this.size < this.maxKeys && !this.owner.isIdle(this.oldest, now)) break;
      this.remove(this.oldest);
    }
    const row = this.take();
    const { words, buckets } = this;
    const bucket = low & (buckets.length - 1);
    words[8 * row + LOW] = low;
    words[8 * row + HIGH] = high;
    words[8 * row + CHAIN] = buckets[bucket] ?? 0;
    words[8 * row + 3] = 0;
    this.floats[4 * row + 2] = 0;
    this.floats[4 * row + 3] = 0;
    buckets[bucket] = row;
    this.link(row);
    this.size++;
    return row;
  }

  private take(): number {
    const row = this.free;
    if (row !== 0) {
      this.free = this.words[8 * row + CHAIN] ?? 0;
      return row;
    }
    if (this.used > this.rows) this.grow();
    return this.used++;
  }

  private grow(): void {
    this.rows = Math.min(this.maxKeys, this.rows * 2);
    this.floats = new Float64Array((this.floats.buffer as ArrayBuffer).transfer((this.rows + 1) * ROW_BYTES));
    this.words = new Uint32Array(this.floats.buffer);
    this.ring = new Uint32Array((this.ring.buffer as ArrayBuffer).transfer((this.rows + 1) * 8));
    const { words } = this;
    const buckets = new Uint32Array(this.buckets.length * 2);
    for (let row = 1; row < this.used; row++) {
      const bucket = (words[8 * row + LOW] ?? 0) & (buckets.length - 1);
      words[8 * row + CHAIN] = buckets[bucket] ?? 0;
      buckets[bucket] = row;
    }
    this.buckets = buckets;
  }

  private link(row: number): void {
    const { ring } = this;
    const newest = ring[0] ?? 0;
    ring[2 * row] = newest;
    ring[2 * row + 1] = 0;
    ring[2 * newest + 1] = row;
    ring[0] = row;
  }

  private unlink(row: number): void {
    const { ring } = this;
    const older = ring[2 * row] ?? 0;
    const newer = ring[2 * row + 1] ?? 0;
    ring[2 * older + 1] = newer;
    ring[2 * newer] = older;
  }
}
