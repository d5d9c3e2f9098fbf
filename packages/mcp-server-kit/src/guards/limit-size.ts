// Guard: how much one result may hold. It runs before sanitising, so that the sanitiser's input is bounded too.
import { PublicError } from '../errors.ts';
import { isPromise } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** Refuses results with more than `maxChars` characters of text and Base64. */
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
  if (value === null || typeof value !== 'object' || depth > 200) return budget - 8;
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
