// Definitions do not change once they are made.

/** Freezes `value` and everything in it. */
export function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

/** A frozen copy of JSON-like data, whose owner may go on changing what is theirs. */
export function frozenCopy<T>(value: T): T {
  return deepFreeze(structuredClone(value));
}
