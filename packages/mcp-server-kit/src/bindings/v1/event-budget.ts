// How much the sessions remember together of what their streams have sent.

/** What an event takes besides its text, in characters. */
const OVERHEAD_CHARS = 512;

/** Something that is remembered. */
export interface Kept {
  readonly chars: number;
  /** Takes it out of the memory that it is in. */
  drop(): void;
}

/** One budget for all sessions. The oldest goes first, whoever it belongs to. */
export class EventBudget {
  readonly #maxChars: number;
  readonly #kept = new Set<Kept>();
  // It stays where it is: what is before it has gone, and a new one would have to pass all of that again.
  #oldest = this.#kept.values();
  #chars = 0;

  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  add(event: Kept): void {
    this.#kept.add(event);
    this.#chars += event.chars + OVERHEAD_CHARS;
    while (this.#chars > this.#maxChars) {
      const { value, done } = this.#oldest.next();
      if (done === true) this.#oldest = this.#kept.values();
      else this.remove(value);
    }
  }

  /** Takes an event out of here and out of its memory. */
  remove(event: Kept): void {
    if (this.#kept.delete(event)) this.#chars -= event.chars + OVERHEAD_CHARS;
    event.drop();
  }
}
