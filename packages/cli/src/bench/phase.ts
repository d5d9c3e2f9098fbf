// Keeps so many calls outstanding until a schedule is done.
import type { Answer } from './answer.ts';
import type { Caller } from './caller.ts';
import type { Schedule } from './schedule.ts';

/** What a phase needs. */
export interface PhaseOptions {
  readonly caller: Caller;
  readonly schedule: Schedule;
  readonly connections: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Takes each call that has ended, and how long it took. */
  readonly onAnswer: (answer: Answer, latencyMs: number) => void;
}

/** After a connection has failed: a server that is gone need not be asked at full speed. */
const PAUSE_MS = 50;

/** Runs a phase to its end, until `signal` is aborted, or until no call can be made any more. */
export async function runPhase(options: PhaseOptions): Promise<void> {
  const { caller, connections, signal } = options;
  const pauses = createPauses();
  const onAbort = () => {
    pauses.end();
    caller.stop();
  };
  signal.addEventListener('abort', onAbort);
  try {
    const workers = Array.from({ length: connections }, () => keepCalling(options, pauses));
    await Promise.all(workers);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function keepCalling(options: PhaseOptions, pauses: Pauses): Promise<void> {
  const { caller, schedule, timeoutMs, signal, onAnswer } = options;
  while (!signal.aborted && caller.lost === undefined) {
    const due = schedule.next(performance.now());
    if (due === undefined) return;
    let begin = due;
    const early = due - performance.now();
    if (early > 0) {
      await pauses.pause(early);
      if (signal.aborted || caller.lost !== undefined) return;
      // A timer that fires late is no fault of the server. A connection that becomes free late is.
      begin = performance.now();
    }
    const deadline = begin + timeoutMs;
    const answer = performance.now() < deadline ? await caller.call(deadline) : notBegun();
    if (signal.aborted) return;
    onAnswer(answer, answer.endedAt - begin);
    if (answer.outcome.kind === 'connection') await pauses.pause(PAUSE_MS);
  }
}

function notBegun(): Answer {
  const detail = 'not begun in time: no connection was free';
  return { outcome: { kind: 'timeout', detail }, endedAt: performance.now(), bytes: 0 };
}

interface Pauses {
  pause(ms: number): Promise<void>;
  /** Ends all pauses. */
  end(): void;
}

function createPauses(): Pauses {
  const ends = new Set<() => void>();
  return {
    pause: (ms) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          ends.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        ends.add(end);
      }),
    end: () => {
      for (const end of ends) end();
    },
  };
}
