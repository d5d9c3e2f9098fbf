// A histogram of fixed size for latencies, with steps that grow with the value, as in HdrHistogram.

// Steps in each doubling: a value is told with an error of less than 1 in 128.
const STEPS = 128;
const EXACT = 2 * STEPS;
const LARGEST_MICROS = 2 ** 41 - 1;
const SIZE = indexOf(LARGEST_MICROS) + 1;

/**
 * Keeps any number of latencies in 35 KiB. A quantile is never told too small, and at most 0.8 % or one microsecond
 * too large. `min` and `max` are exact to the microsecond. The longest latency is about 25 days.
 */
export class Histogram {
  readonly #counts = new Float64Array(SIZE);
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  /** How many latencies it holds. */
  get count(): number {
    return this.#count;
  }

  /** The smallest, in milliseconds. */
  get minMs(): number {
    return this.#min / 1_000;
  }

  /** The largest, in milliseconds. */
  get maxMs(): number {
    return this.#max / 1_000;
  }

  /** Takes one latency in milliseconds. */
  record(ms: number): void {
    const micros = Math.min(Math.max(Math.round(ms * 1_000), 0), LARGEST_MICROS);
    const index = indexOf(micros);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#count += 1;
    if (micros < this.#min) this.#min = micros;
    if (micros > this.#max) this.#max = micros;
  }

  /** The smallest latency, in milliseconds, that at least the share `q` of all does not exceed. NaN when empty. */
  quantileMs(q: number): number {
    if (this.#count === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let index = 0; index < SIZE; index += 1) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) return Math.min(largestOf(index), this.#max) / 1_000;
    }
    return this.maxMs;
  }
}

function indexOf(micros: number): number {
  if (micros < EXACT) return micros;
  const exponent = Math.floor(Math.log2(micros / STEPS));
  return exponent * STEPS + Math.floor(micros / 2 ** exponent);
}

/** The largest value that `indexOf` gives this index. */
function largestOf(index: number): number {
  if (index < EXACT) return index;
  const exponent = Math.floor(index / STEPS) - 1;
  return (index - exponent * STEPS + 1) * 2 ** exponent - 1;
}
