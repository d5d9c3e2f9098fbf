// Keeps later scanners out of what earlier ones found. The edge of a span counts as the bracket of the placeholder
// that will stand there, which is why a second redaction finds nothing new.
import type { Finding } from '../types.ts';

export class Gaps {
  /** First offset of the gap that the last `contains` was about. */
  from = 0;
  /** Offset after that gap. */
  to = 0;
  /** Type of the span before that gap. */
  previous: string | undefined;
  #spans: readonly Finding[] = [];
  #length = 0;
  #next = 0;

  /** Starts over, on a text of this length. */
  reset(spans: readonly Finding[], length: number): void {
    this.from = 0;
    this.to = length;
    this.previous = undefined;
    this.#spans = spans;
    this.#length = length;
    this.#next = 0;
  }

  /** Whether `offset` lies outside all spans. Offsets have to come in rising order. */
  contains(offset: number): boolean {
    const { length } = this.#spans;
    while (this.#next < length) {
      const span = this.#spans[this.#next] as Finding;
      if (span.end > offset) {
        this.to = span.start;
        return offset < span.start;
      }
      this.from = span.end;
      this.previous = span.type;
      this.#next += 1;
    }
    this.to = this.#length;
    return true;
  }

  /** Where to go on after an offset that `contains` refused. */
  get resumeAt(): number {
    return (this.#spans[this.#next] as Finding).end;
  }
}
