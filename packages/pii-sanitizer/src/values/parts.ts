// Reading and setting the parts of objects that may be hostile.
import { REDACTED } from '../policies/placeholders.ts';

/** Stands for a part that cannot be read: a getter or a proxy that throws. */
export const UNREADABLE = Symbol(REDACTED);

/** A key as a text. */
export function nameOf(key: PropertyKey): string {
  return typeof key === 'symbol' ? (key.description ?? '') : String(key);
}

/** Reads a part. */
export function readPart(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return UNREADABLE;
  }
}

/** Sets a part as an own property, `__proto__` included. */
export function setPart(target: object, key: PropertyKey, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else (target as Record<PropertyKey, unknown>)[key] = value;
}

/** Own enumerable keys: names as JSON.stringify sees them, then symbols as a console shows them. */
export function ownKeys(value: object): readonly PropertyKey[] {
  const names = Object.keys(value);
  const symbols = Object.getOwnPropertySymbols(value);
  if (symbols.length === 0) return names;
  return [...names, ...symbols.filter((symbol) => Object.prototype.propertyIsEnumerable.call(value, symbol))];
}

/** A plain object, without a prototype when the original has none. */
export function emptyLike(value: object): object {
  return Object.getPrototypeOf(value) === null ? Object.create(null) : {};
}
