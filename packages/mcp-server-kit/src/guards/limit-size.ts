// Guard: how much one result may hold. It runs before sanitising, so that the sanitiser's input is bounded too.
import { PublicError } from '../errors.ts';
import { isPromise } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** The deepest nesting of a result. */
const MAX_DEPTH = 200;

/** Refuses results that JSON cannot carry and those with more than `maxChars` characters of text and Base64. */
export function limitSizeGuard(maxChars: number): Guard {
  const check = (result: unknown): unknown => {
    if (remaining(result, maxChars, 0) < 0) {
      throw new PublicError(
        'too_large',
        `The result is larger than the limit of ${maxChars} characters. Ask for less, for example with a lower limit.`,
      );
    }
    return result;
  };
  return () => (next) => (call) => {
    const result = next(call);
    return isPromise(result) ? result.then(check) : check(result);
  };
}

// Counts down instead of up, so that it can stop as soon as the limit is passed.
function remaining(value: unknown, budget: number, depth: number): number {
  if (typeof value === 'string') return budget - value.length;
  if (typeof value === 'bigint') throw new TypeError('The result holds a bigint, which JSON cannot carry');
  if (value === null || typeof value !== 'object') return budget - 8;
  if (depth > MAX_DEPTH)
    throw new TypeError(`The result is circular or nests deeper than ${MAX_DEPTH} levels`);
  let left = budget - 2;
  if (Array.isArray(value)) {
    for (const part of value) {
      left = remaining(part, left, depth + 1);
      if (left < 0) return left;
    }
    return left;
  }
  for (const key in value) {
    left = remaining((value as Record<string, unknown>)[key], left - key.length, depth + 1);
    if (left < 0) return left;
  }
  return left;
}
