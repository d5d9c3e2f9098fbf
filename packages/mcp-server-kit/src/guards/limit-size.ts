// Guard: what a result holds is settled here, and how much that may be. It runs before sanitising, so that the
// sanitiser sees what will be sent, and its input is bounded too.
import { inputRequired, isInputRequired } from '../definitions/input-required.ts';
import { PublicError } from '../errors.ts';
import type { Call } from '../runtime/call.ts';
import { andThen } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';
import { type Budget, toPlain } from '../runtime/to-plain.ts';

/**
 * Makes a result plain data of its own. Refuses what JSON cannot carry and results with more than `maxChars` characters
 * of text and Base64; those of a batch may hold no more together.
 */
export function limitSizeGuard(maxChars: number): Guard {
  const check = (result: unknown, { resultBudget }: Call): unknown => {
    const plain = plainWithin(resultBudget ?? { left: maxChars }, result, maxChars);
    return isInputRequired(result) ? inputRequired(plain as object) : plain;
  };
  return () => (next) => (call) => andThen(next(call), (result) => check(result, call));
}

/**
 * A plain copy of `result`, whose characters are taken off `budget`.
 * @throws {PublicError} `too_large` where there is no room for them.
 */
export function plainWithin(budget: Budget, result: unknown, maxChars: number): unknown {
  const { left } = budget;
  const plain = toPlain(result, budget);
  if (budget.left >= 0) return plain;
  // What is refused takes no room from the rest of its batch.
  budget.left = left;
  throw new PublicError(
    'too_large',
    left === maxChars
      ? `The result is larger than the limit of ${maxChars} characters. Ask for less, for example with a lower limit.`
      : `The results of this batch are larger than the limit of ${maxChars} characters together. Send the request by itself.`,
  );
}
