// Guard: no result that leaves holds personal data. Errors are cleaned where they are made: mask-errors.ts.
import { isPromise } from '../runtime/maybe-promise.ts';
import type { Guard, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { isAskingResult } from './ask-client.ts';

/** Sanitises results by the shape of their operation. */
export function sanitiseGuard(sanitizer: SanitizerLike): Guard {
  return (operation) => {
    const clean = (result: Result): Result =>
      isAskingResult(result) ? result : operation.sanitise(result, sanitizer);
    return (next) => (call) => {
      const result = next(call) as Result | Promise<Result>;
      return isPromise(result) ? result.then(clean) : clean(result);
    };
  };
}
