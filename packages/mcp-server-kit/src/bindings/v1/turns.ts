// The requests of one POST to a session: those of a batch take turns, and share what their results may hold.
import { ProtocolFault, RPC } from '../../runtime/protocol-fault.ts';
import type { Budget } from '../../runtime/to-plain.ts';
import type { V1Extra } from './server.ts';

/** The batches of one connection. */
export interface Turns {
  /** Runs `job` when those of the same POST that came before it have ended; not if it has been cancelled by then. */
  take<T>(extra: V1Extra, job: () => Promise<T>): Promise<T>;
  /** What the results of the same POST may hold together from here on, in characters. */
  budgetOf(extra: V1Extra): Budget | undefined;
}

/** @param maxResultChars - What the results of one POST may hold together. */
export function createTurns(maxResultChars: number): Turns {
  // By what the SDK says of the POST: the same object for each of its messages.
  const ends = new WeakMap<object, Promise<unknown>>();
  const budgets = new WeakMap<object, Budget>();
  return {
    take({ requestInfo, signal }, job) {
      if (requestInfo === undefined) return job();
      const turn = async () => {
        if (!signal.aborted) return job();
        throw new ProtocolFault(RPC.serverError, 'The request was cancelled.');
      };
      const before = ends.get(requestInfo);
      const run = before?.then(turn) ?? job();
      // A handler that goes on after it was cancelled is not waited for.
      const cancelled = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      const end = Promise.race([run.catch(() => {}), cancelled]);
      ends.set(requestInfo, before?.then(() => end) ?? end);
      return run;
    },
    budgetOf({ requestInfo }) {
      if (requestInfo === undefined) return undefined;
      let budget = budgets.get(requestInfo);
      if (budget === undefined) {
        budget = { left: maxResultChars };
        budgets.set(requestInfo, budget);
      }
      return budget;
    },
  };
}
