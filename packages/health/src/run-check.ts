// Runs one check within its time.
import { clearImmediate, setImmediate } from 'node:timers';
import { CheckFailure } from './errors.ts';
import { measurementOf } from './measurement.ts';
import type { ResolvedCheck } from './resolve-checks.ts';
import type { Measurement } from './types.ts';

/** How a check ended. */
export type Outcome = { ok: true; measured: Measurement | undefined } | { ok: false; error: unknown };

/** A check under way. */
export interface Run {
  /** Settles when the check does or its time is up; never rejects. */
  outcome: Promise<Outcome>;
  /** Settles when the check does, however late; never rejects. */
  settled: Promise<void>;
}

/** Starts a check and aborts its signal when `timeoutMs` is over. What comes later is dropped. */
export function runCheck({ check, timeoutMs }: ResolvedCheck): Run {
  const controller = new AbortController();
  // Inside a promise, so that a throw before the first await counts as well.
  const work = new Promise((resolve) => resolve(check(controller.signal)))
    .then((value): Outcome => ({ ok: true, measured: measurementOf(value) }))
    .catch((error: unknown): Outcome => ({ ok: false, error }));
  const outcome = new Promise<Outcome>((resolve) => {
    let last: NodeJS.Immediate | undefined;
    const timeUp = (): void => {
      const error = new CheckFailure(`timed out after ${timeoutMs} ms`);
      resolve({ ok: false, error });
      controller.abort(error);
    };
    // After a stall of this process the answer may be here, unread: sockets are read before an immediate runs.
    const timer = setTimeout(() => {
      last = setImmediate(timeUp);
    }, timeoutMs);
    void work.then((ended) => {
      clearTimeout(timer);
      clearImmediate(last);
      resolve(ended);
    });
  });
  return { outcome, settled: work.then(() => {}) };
}
