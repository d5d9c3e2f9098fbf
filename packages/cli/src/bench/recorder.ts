// Adds up the calls of the measured phase, in bounded memory whatever the server answers.
import type { Answer, Failure } from './answer.ts';
import { Histogram } from './histogram.ts';
import type { BenchError, BenchReport, LatencyMs } from './report.ts';

const MAX_KINDS = 50;
const MAX_EXAMPLE = 400;

type Totals = Pick<
  BenchReport,
  'calls' | 'errors' | 'errorsByKind' | 'latencyMs' | 'bytesPerAnswer' | 'limited'
>;

/** Takes answers; `redact` is used on text that is kept. */
export class Recorder {
  readonly #histogram = new Histogram();
  readonly #kinds = new Map<string, { -readonly [Name in keyof BenchError]: BenchError[Name] }>();
  readonly #redact: (text: string) => string;
  #calls = 0;
  #errors = 0;
  #bytes = 0;
  #limited = 0;
  #retryAfterMs: number | undefined;
  /** Calls that were answered without error. */
  answered = 0;
  /** When the last call ended, on the clock of `performance.now()`. */
  lastEndedAt = 0;
  /** Answers that came on a stream which the server left open. */
  streamsLeftOpen = 0;

  constructor(redact: (text: string) => string) {
    this.#redact = redact;
  }

  /** Takes one call that has ended. */
  record({ outcome, endedAt, bytes, streamLeftOpen }: Answer, latencyMs: number): void {
    this.#calls += 1;
    this.lastEndedAt = Math.max(this.lastEndedAt, endedAt);
    if (streamLeftOpen) this.streamsLeftOpen += 1;
    if (outcome.kind === 'ok' || outcome.kind === 'timeout') this.#histogram.record(latencyMs);
    if (outcome.kind !== 'ok') {
      this.fail(outcome);
      return;
    }
    this.answered += 1;
    this.#bytes += bytes;
  }

  /** Whether an error of this kind was counted. */
  hasFailed(kind: Failure['kind']): boolean {
    return [...this.#kinds.values()].some((known) => known.kind === kind);
  }

  /** What was counted. */
  totals(): Totals {
    const latencyMs = latencyOf(this.#histogram);
    const retryAfterMs = this.#retryAfterMs;
    const limited = { calls: this.#limited, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    return {
      calls: this.#calls,
      errors: this.#errors,
      errorsByKind: [...this.#kinds.values()].sort((a, b) => b.count - a.count),
      ...(latencyMs === undefined ? {} : { latencyMs }),
      ...(this.answered === 0 ? {} : { bytesPerAnswer: Math.round(this.#bytes / this.answered) }),
      ...(this.#limited === 0 ? {} : { limited }),
    };
  }

  /** Counts an error, of a call or of none. */
  fail({ kind, code, detail, isLimited, retryAfterMs }: Failure): void {
    this.#errors += 1;
    if (isLimited) {
      this.#limited += 1;
      if (retryAfterMs !== undefined) this.#retryAfterMs = Math.max(this.#retryAfterMs ?? 0, retryAfterMs);
    }
    // A server may make up any number of codes: those beyond the limit are told without one.
    const isCodeTold = this.#kinds.has(`${kind} ${code}`) || this.#kinds.size < MAX_KINDS;
    const told = isCodeTold ? code : undefined;
    const key = `${kind} ${told}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) known.count += 1;
    else
      this.#kinds.set(key, {
        kind,
        ...(told === undefined ? {} : { code: told }),
        count: 1,
        example: this.#redact(detail).slice(0, MAX_EXAMPLE),
      });
  }
}

function latencyOf(histogram: Histogram): LatencyMs | undefined {
  if (histogram.count === 0) return undefined;
  return {
    min: histogram.minMs,
    p50: histogram.quantileMs(0.5),
    p90: histogram.quantileMs(0.9),
    p99: histogram.quantileMs(0.99),
    p999: histogram.quantileMs(0.999),
    max: histogram.maxMs,
  };
}
