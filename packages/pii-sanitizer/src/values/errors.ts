// Errors: their telling parts are not enumerable, so they are read and copied by name.
import { ownKeys, readPart, setPart } from './parts.ts';

const PARTS: readonly string[] = ['name', 'message', 'stack', 'cause', 'errors'];

/** Whether a part is one that every error may have, and so no key of the user's. */
export function isErrorPart(key: PropertyKey): boolean {
  return typeof key === 'string' && PARTS.includes(key);
}

/** The names of all parts of an error that show: those above, and its own fields. */
export function errorKeys(error: Error): readonly PropertyKey[] {
  const present = PARTS.filter((key) => key in error);
  const fields = ownKeys(error).filter((key) => !present.includes(key as string));
  return fields.length === 0 ? present : [...present, ...fields];
}

/** A real error of the same class without text or stack of its own, so that nothing of this file shows in it. */
export function emptyError(error: Error): Error {
  const result = new Error();
  Object.setPrototypeOf(result, Object.getPrototypeOf(error));
  define(result, 'stack', undefined);
  return result;
}

/** Sets a part as the original has it. What the class defines stays with the class, unless it had to change. */
export function setErrorPart(copy: Error, error: Error, key: PropertyKey, value: unknown): void {
  if (!isErrorPart(key)) setPart(copy, key, value);
  else if (Object.hasOwn(error, key) || value !== readPart(error, key)) {
    define(copy, key, value);
  }
}

function define(error: Error, key: PropertyKey, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
}
