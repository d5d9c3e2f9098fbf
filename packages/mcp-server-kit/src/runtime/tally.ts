// What each client has of something that is limited. One that has nothing takes no memory.

/** Amounts by key. */
export class Tally {
  readonly #amounts = new Map<string, number>();

  /** What `key` has. */
  of(key: string): number {
    return this.#amounts.get(key) ?? 0;
  }

  /** Gives `key` so much more, or takes it away. Gives what it has then. */
  add(key: string, amount: number): number {
    const sum = this.of(key) + amount;
    if (sum > 0) this.#amounts.set(key, sum);
    else this.#amounts.delete(key);
    return sum;
  }
}
