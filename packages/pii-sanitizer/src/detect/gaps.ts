// Keeps later scanners out of what earlier ones found. The edge of a span counts as the bracket of the placeholder
// that will stand there, which is why a second redaction finds nothing new.
import type { Finding } from '../types.ts';

export class Gaps {
  /** First offset of the gap that the last `contains` was about. */
  from = 0;
  /** Offset after that gap. */
  to: number;
  /** Type of the span before that gap. */
  previous: string | undefined;
  private readonly spans: readonly Finding[];
  private readonly length: number;
  private next = 0;

  constructor(spans: readonly Finding[], length: number) {
    this.spans = spans;
    this.length = length;
    this.to = spans[0]?.start ?? length;
  }

  /** Whether `offset` lies outside all spans. Offsets have to come in rising order. */
  contains(offset: number): boolean {
    let span = this.spans[this.next];
    while (span !== undefined && span.end <= offset) {
      this.from = span.end;
      this.previous = span.type;
      this.next += 1;
      span = this.spans[this.next];
    }
    this.to = span?.start ?? this.length;
    return offset < this.to;
  }

  /** Where to go on after an offset that `contains` refused. */
  get resumeAt(): number {
    return this.spans[this.next]?.end ?? this.length;
  }
}
