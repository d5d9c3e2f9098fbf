// Runs of handlers for every call that waits for them. A run is no caller's own: it goes on as long as anybody waits.
import type { Call } from './call.ts';
import { isPromise, type MaybePromise, settle } from './maybe-promise.ts';
import type { Next } from './operation.ts';
import type { Subject } from './result-cache.ts';

/** One run that calls wait for. */
export class SharedRun<Made> {
  readonly subject: Subject;
  readonly startedAt = performance.now();
  readonly #call: Call;
  readonly #onAbandoned: () => void;
  #outcome: Promise<Made> | undefined;
  #waiting = 0;

  /**
   * @param call - What the handler is given: `detach()` of the call that starts the run.
   * @param onAbandoned - Runs once nobody waits any more, before the handler's signal aborts.
   */
  constructor(call: Call, subject: Subject, onAbandoned: () => void) {
    this.#call = call;
    this.subject = subject;
    this.#onAbandoned = onAbandoned;
  }

  /** Says what the run will come to. Nobody waits before. */
  follow(outcome: Promise<Made>): this {
    this.#outcome = outcome;
    return this;
  }

  /** Gives what the run comes to. Counts as waiting for it until `signal` aborts. */
  async wait(signal: AbortSignal): Promise<Made> {
    const leave = (): void => {
      if (--this.#waiting > 0) return;
      this.#onAbandoned();
      this.#call.abort(signal.reason);
    };
    this.#waiting++;
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    try {
      return await (this.#outcome as Promise<Made>);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}

/** The runs that a call may join, by the key of what they make. */
export class SharedRuns<Made> {
  readonly #runs = new Map<string, SharedRun<Made>>();

  /** The run under `key`. Whoever waits for one that has taken longer than `maxRunMs` would wait for nothing. */
  at(key: string, maxRunMs: number): SharedRun<Made> | undefined {
    const run = this.#runs.get(key);
    return run !== undefined && performance.now() - run.startedAt < maxRunMs ? run : undefined;
  }

  /**
   * Starts a run and waits for it, on behalf of `call`.
   * @param finish - Makes the outcome of what the handler gave; `isCurrent` is false where that is not to be kept: something
   * has been dropped, nobody waits, or the run has taken too long and another was started.
   */
  start(
    key: string,
    subject: Subject,
    call: Call,
    next: Next,
    finish: (result: unknown, isCurrent: boolean) => Made,
  ): MaybePromise<Made> {
    const own = call.detach();
    const run = new SharedRun<Made>(own, subject, () => this.#end(key, run));
    // Before the handler begins: it may drop what it is about to make.
    this.#runs.set(key, run);
    const made = settle(
      () => next(own),
      (result): Made => finish(result, this.#end(key, run)),
      (error): Made => {
        this.#end(key, run);
        throw error;
      },
    );
    return isPromise(made) ? run.follow(made).wait(call.signal) : made;
  }

  /** Lets no call join the runs that are meant any more, nor what they make be kept. */
  drop(isMeant: (subject: Subject) => boolean): void {
    for (const [key, { subject }] of this.#runs) if (isMeant(subject)) this.#runs.delete(key);
  }

  #end(key: string, run: SharedRun<Made>): boolean {
    return this.#runs.get(key) === run && this.#runs.delete(key);
  }
}
