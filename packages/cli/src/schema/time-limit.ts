// Runs synchronous work under a time limit. Schemas and patterns come from the server under test: a pattern
// such as (a+)+$ would otherwise hang the validator.
import { createContext, Script } from 'node:vm';

const script = new Script('work()');

/**
 * Calls `work` and returns its value.
 *
 * @param limitMs - time in milliseconds
 * @throws what `work` throws, or an error with the code `ERR_SCRIPT_EXECUTION_TIMEOUT`
 */
export function withTimeLimit<T>(work: () => T, limitMs: number): T {
  // The context keeps nothing out: only the watchdog is wanted, and it also stops regular expressions.
  return script.runInContext(createContext({ work }), { timeout: limitMs }) as T;
}
