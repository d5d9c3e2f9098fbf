// Entries of (time, units) that form doubly linked lists, in one buffer: the logs of all keys. At most `maxEntries`.

const FIRST_ENTRIES = 256;
/** An entry: time, units, and its neighbours as two 32-bit words. */
const FLOATS = 3;
const WORDS = 2 * FLOATS;
const NEXT = 4;
const PREVIOUS = 5;

export class EntryPool {
  private floats = new Float64Array((FIRST_ENTRIES + 1) * FLOATS);
  private words = new Uint32Array(this.floats.buffer);
  private readonly maxEntries: number;
  private capacity: number;
  private used = 1;
  private free = 0;
  private taken = 0;

  constructor(maxEntries: number) {
    this.maxEntries = maxEntries;
    this.capacity = Math.min(FIRST_ENTRIES, maxEntries);
  }

  /** Whether every entry that may exist is in some list. */
  get isFull(): boolean {
    return this.taken >= this.maxEntries;
  }

  /** Bytes that are allocated. */
  get bytes(): number {
    return this.floats.byteLength;
  }

  timeOf(entry: number): number {
    return this.floats[entry * FLOATS] ?? 0;
  }

  unitsOf(entry: number): number {
    return this.floats[entry * FLOATS + 1] ?? 0;
  }

  setTime(entry: number, time: number): void {
    this.floats[entry * FLOATS] = time;
  }

  setUnits(entry: number, units: number): void {
    this.floats[entry * FLOATS + 1] = units;
  }

  /** The entry that was appended after this one, or 0. */
  nextOf(entry: number): number {
    return this.words[entry * WORDS + NEXT] ?? 0;
  }

  /** The entry that this one was appended to, or 0. */
  previousOf(entry: number): number {
    return this.words[entry * WORDS + PREVIOUS] ?? 0;
  }

  /** A new entry behind `tail`, or a list of its own when that is 0. The caller has seen that the pool is not full. */
  append(tail: number, time: number, units: number): number {
    let entry = this.free;
    if (entry !== 0) this.free = this.nextOf(entry);
    else {
      if (this.used > this.capacity) this.grow();
      entry = this.used++;
    }
    this.floats[entry * FLOATS] = time;
    this.floats[entry * FLOATS + 1] = units;
    this.words[entry * WORDS + NEXT] = 0;
    this.words[entry * WORDS + PREVIOUS] = tail;
    if (tail !== 0) this.words[tail * WORDS + NEXT] = entry;
    this.taken++;
    return entry;
  }

  /** Takes `entry` out of its list, at either end. */
  release(entry: number): void {
    const next = this.nextOf(entry);
    const previous = this.previousOf(entry);
    if (next !== 0) this.words[next * WORDS + PREVIOUS] = previous;
    if (previous !== 0) this.words[previous * WORDS + NEXT] = next;
    this.words[entry * WORDS + NEXT] = this.free;
    this.free = entry;
    this.taken--;
  }

  private grow(): void {
    this.capacity = Math.min(this.maxEntries, this.capacity * 2);
    const length = (this.capacity + 1) * FLOATS * Float64Array.BYTES_PER_ELEMENT;
    this.floats = new Float64Array((this.floats.buffer as ArrayBuffer).transfer(length));
    this.words = new Uint32Array(this.floats.buffer);
  }
}
