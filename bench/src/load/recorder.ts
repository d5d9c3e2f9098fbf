// Counts answers while its window is open; wrong ones are counted always.
import { cpuTimeMicros } from '../processes.ts';

/** One contestant's figures in one round. */
export interface Sample {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The server's processor time for one request, all its threads together. */
  readonly cpuMicros: number | undefined;
  /** Since the server was started, warm-up included. */
  readonly errors: number;
  readonly firstError: string | undefined;
}

export class Recorder {
  #answers = 0;
  #errors = 0;
  #firstError: string | undefined;
  #isOpen = false;
  #latencies: number[] = [];

  /** Takes one answer: when its request was sent, and what is wrong with it. */
  record(sentAt: number, now: number, fault: string | undefined): void {
    this.#answers++;
    if (fault !== undefined) this.fail(fault);
    else if (this.#isOpen) this.#latencies.push(now - sentAt);
  }

  fail(fault: string): void {
    this.#errors++;
    this.#firstError ??= fault;
  }

  /** Waits until so many answers have come, or so much time has passed. */
  async waitFor(answers: number, maxMs: number): Promise<void> {
    const deadline = performance.now() + maxMs;
    const enough = this.#answers + answers;
    while (this.#answers < enough && performance.now() < deadline) await sleep(50);
  }

  /** Opens the window, and sums up what came in it. */
  async measure(pid: number, windowMs: number): Promise<Sample> {
    const cpuBefore = cpuTimeMicros(pid);
    const opened = performance.now();
    this.#latencies = [];
    this.#isOpen = true;
    await sleep(windowMs);
    this.#isOpen = false;
    const elapsedMs = performance.now() - opened;
    const cpuAfter = cpuTimeMicros(pid);
    const latencies = Float64Array.from(this.#latencies).sort();
    const count = latencies.length;
    if (count === 0) this.fail('no answer came');
    return {
      requestsPerSecond: (count / elapsedMs) * 1000,
      p50Ms: latencies[Math.floor(count * 0.5)] ?? Number.NaN,
      p99Ms: latencies[Math.floor(count * 0.99)] ?? Number.NaN,
      cpuMicros:
        cpuBefore === undefined || cpuAfter === undefined ? undefined : (cpuAfter - cpuBefore) / count,
      errors: this.#errors,
      firstError: this.#firstError,
    };
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
