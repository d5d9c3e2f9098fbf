// Runs one check within its time.
import type { HealthCheck } from './types.ts';

/** The outcome of one check: never a rejection. */
export type Outcome = { ok: true } | { ok: false; error: unknown };

/** Runs a check and aborts its signal when `timeoutMs` is over. What comes later is dropped. */
export function runCheck({ name, check, timeoutMs }: Required<HealthCheck>): Promise<Outcome> {
  const controller = new AbortController();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      const error = new DOMException(`Check "${name}" took longer than ${timeoutMs} ms`, 'TimeoutError');
      resolve({ ok: false, error });
      controller.abort(error);
    }, timeoutMs);
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    // Inside a promise, so that a throw before the first await counts as well.
    new Promise((asked) => asked(check(controller.signal))).then(
      () => settle({ ok: true }),
      (error: unknown) => settle({ ok: false, error }),
    );
  });
}
