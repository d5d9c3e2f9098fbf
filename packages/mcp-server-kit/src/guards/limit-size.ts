// Guard: what a result holds is settled here, and how much that may be. It runs before sanitising, so that the
// sanitiser sees what will be sent, and its input is bounded too.
import { inputRequired, isInputRequired } from '../definitions/input-required.ts';
import { PublicError } from '../errors.ts';
import { andThen } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';
import { toPlain } from '../runtime/to-plain.ts';

/** Makes a result plain data of its own. Refuses what JSON cannot carry and results with more than `maxChars` characters of text and Base64. */
export function limitSizeGuard(maxChars: number): Guard {
  const check = (result: unknown): unknown => {
    const budget = { left: maxChars };
    const plain = toPlain(result, budget);
    if (budget.left < 0) {
      throw new PublicError(
        'too_large',
        `The result is larger than the limit of ${maxChars} characters. Ask for less, for example with a lower limit.`,
      );
    }
    return isInputRequired(result) ? inputRequired(plain as object) : plain;
  };
  return () => (next) => (call) => andThen(next(call), check);
}
