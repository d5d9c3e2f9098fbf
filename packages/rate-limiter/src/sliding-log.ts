// What one key has used of one policy: a ring of (time, units) that grows with use and never beyond the limit.

const FIRST_CAPACITY = 4;
/** A ring that grew beyond this is given back when it runs empty. */
const KEEP_CAPACITY = 64;

export class SlidingLog {
  private readonly limit: number;
  private readonly windowMs: number;
  private times = new Float64Array(FIRST_CAPACITY);
  private units = new Float64Array(FIRST_CAPACITY);
  private head = 0;
  private count = 0;
  private used = 0;

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.windowMs = windowMs;
  }

  /** Units left once everything that has left the window by `now` is forgotten. */
  remaining(now: number): number {
    while (this.count > 0 && this.timeAt(0) + this.windowMs <= now) {
      this.used -= this.units[this.head] ?? 0;
      this.head = (this.head + 1) % this.times.length;
      this.count -= 1;
    }
    if (this.count === 0 && this.times.length > KEEP_CAPACITY) this.resize(FIRST_CAPACITY);
    return this.limit - this.used;
  }

  /** Charges `cost` units at `now`. The caller has seen that they are left, and never goes back in time. */
  charge(now: number, cost: number): void {
    const capacity = this.times.length;
    this.used += cost;
    if (this.count > 0 && this.timeAt(this.count - 1) === now) {
      const last = (this.head + this.count - 1) % capacity;
      this.units[last] = (this.units[last] ?? 0) + cost;
      return;
    }
    // Each entry holds a unit at least, so `limit` entries are always enough.
    if (this.count === capacity) this.resize(Math.min(capacity * 2, Math.max(this.limit, FIRST_CAPACITY)));
    const slot = (this.head + this.count) % this.times.length;
    this.times[slot] = now;
    this.units[slot] = cost;
    this.count += 1;
  }

  /** Milliseconds from `now` until `cost` units are left. */
  waitFor(now: number, cost: number): number {
    let left = this.limit - this.used;
    for (let index = 0; index < this.count && left < cost; index += 1) {
      left += this.units[(this.head + index) % this.times.length] ?? 0;
      if (left >= cost) return untilTime(now, this.timeAt(index) + this.windowMs);
    }
    return 0;
  }

  /** Milliseconds from `now` until the whole limit is left. */
  waitForAll(now: number): number {
    return this.count === 0 ? 0 : untilTime(now, this.timeAt(this.count - 1) + this.windowMs);
  }

  /** Slots that are allocated now. */
  get capacity(): number {
    return this.times.length;
  }

  private timeAt(index: number): number {
    return this.times[(this.head + index) % this.times.length] ?? 0;
  }

  private resize(capacity: number): void {
    const times = new Float64Array(capacity);
    const units = new Float64Array(capacity);
    for (let index = 0; index < this.count; index += 1) {
      const slot = (this.head + index) % this.times.length;
      times[index] = this.times[slot] ?? 0;
      units[index] = this.units[slot] ?? 0;
    }
    this.times = times;
    this.units = units;
    this.head = 0;
  }
}

/** Whole milliseconds, never too few: a sum of fractions may come out a little below what it was taken from. */
function untilTime(now: number, time: number): number {
  const wait = Math.ceil(time - now);
  return now + wait < time ? wait + 1 : wait;
}
