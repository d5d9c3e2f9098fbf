// Keeps the redacted keys of one object apart, so that no entry is lost.

/** `name`, then `name 2`, `name 3` …, without those that are taken. Counting per name keeps it linear. */
export class UniqueNames {
  readonly #counts = new Map<string, number>();

  next(name: string, isTaken: (candidate: string) => boolean): string {
    let count = this.#counts.get(name) ?? 0;
    let candidate: string;
    do {
      count += 1;
      candidate = count === 1 ? name : `${name} ${count}`;
    } while (isTaken(candidate));
    this.#counts.set(name, count);
    return candidate;
  }

  /** Whether `next` may have given this name. */
  mayHaveGiven(name: string): boolean {
    const space = name.lastIndexOf(' ');
    return this.#counts.has(name) || (space > 0 && this.#counts.has(name.slice(0, space)));
  }
}
