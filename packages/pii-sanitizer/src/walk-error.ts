// Errors: their telling parts are not enumerable, so they are copied by name.
import { readPart, setPart, type Walker } from './walk.ts';

const PARTS = ['name', 'message', 'stack', 'cause', 'errors'];

/** The error, or a copy of the same class without personal data in name, message, stack, cause, errors and own fields. */
export function sanitizeErrorParts(error: Error, walker: Walker, depth: number): Error {
  const copy = walker.copiesAll ? emptyError(error) : undefined;
  if (copy !== undefined) walker.register(error, copy);
  let changed = false;
  const hidden = new Map<string, unknown>();
  for (const key of PARTS) {
    if (!(key in error)) continue;
    const part = readPart(error, key);
    const clean = walker.visit(part, depth);
    if (clean !== part) changed = true;
    // What the class defines stays with the class, unless it had to change.
    if (Object.hasOwn(error, key) || clean !== part) hidden.set(key, clean);
  }
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(error)) if (!hidden.has(key)) setPart(fields, key, readPart(error, key));
  const cleanFields = walker.record(fields, depth);
  if (cleanFields !== fields && !walker.copiesAll) changed = true;
  if (!changed && copy === undefined) return error;
  const result = copy ?? emptyError(error);
  for (const [key, value] of hidden) {
    Object.defineProperty(result, key, { value, writable: true, enumerable: false, configurable: true });
  }
  for (const key of Object.keys(cleanFields)) setPart(result, key, readPart(cleanFields, key));
  return result;
}

/** A real error without text or stack of its own, so that nothing of this file shows in it. */
function emptyError(error: Error): Error {
  const result = new Error();
  Object.setPrototypeOf(result, Object.getPrototypeOf(error));
  Object.defineProperty(result, 'stack', {
    value: undefined,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return result;
}
