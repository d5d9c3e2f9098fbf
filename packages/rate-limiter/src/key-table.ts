// The state of each key, with a bound on how many are kept and without timers. A Map keeps the order of insertion, and a
// key that is used moves to the end: the first key is the one that was idle longest.

/** Expired keys dropped for each new one: more than one, so that the table shrinks after a rush. */
const SWEEP = 2;

interface Entry<State> {
  state: State;
  /** When the key was last asked about. */
  usedAt: number;
}

export class KeyTable<State> {
  private readonly entries = new Map<string, Entry<State>>();
  private readonly maxKeys: number;
  private readonly lifetimeMs: number;
  private readonly create: () => State;

  /** `lifetimeMs`: how long after its last use a key matters. */
  constructor(maxKeys: number, lifetimeMs: number, create: () => State) {
    this.maxKeys = maxKeys;
    this.lifetimeMs = lifetimeMs;
    this.create = create;
  }

  /** The state of a key, made if need be. The key counts as used at `now`. */
  use(key: string, now: number): State {
    const known = this.entries.get(key);
    if (known !== undefined) {
      known.usedAt = now;
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.state;
    }
    this.sweep(now);
    const state = this.create();
    this.entries.set(key, { state, usedAt: now });
    return state;
  }

  get size(): number {
    return this.entries.size;
  }

  private sweep(now: number): void {
    let dropped = 0;
    for (const [key, entry] of this.entries) {
      const full = this.entries.size >= this.maxKeys;
      const expired = dropped < SWEEP && entry.usedAt + this.lifetimeMs <= now;
      if (!full && !expired) return;
      this.entries.delete(key);
      dropped += 1;
    }
  }
}
