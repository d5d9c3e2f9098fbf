// Replaces personal data in the strings and numbers of a value whose keys are the protocol's, not the user's.
import type { SanitizerLike } from './options.ts';

/** Deeper values are replaced whole: fails closed. */
const MAX_DEPTH = 100;

/**
 * Redacts every string and number in `value`, keys included, and leaves the names of sensitive fields alone (a JSON Schema
 * may well have a property called `email`). Returns the same reference when nothing was found.
 */
export function redactStrings<T>(value: T, sanitizer: SanitizerLike): T {
  return walk(value, sanitizer, 0) as T;
}

function walk(value: unknown, sanitizer: SanitizerLike, depth: number): unknown {
  if (typeof value === 'string') return sanitizer.redact(value);
  if (typeof value === 'number') return sanitizer.sanitize<unknown>(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > MAX_DEPTH) return '[REDACTED]';
  // What JSON will show is what has to be clean.
  if (value instanceof String) return sanitizer.redact(value.toString());
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    return walk((value as { toJSON(): unknown }).toJSON(), sanitizer, depth + 1);
  }
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const clean = walk(value[index], sanitizer, depth + 1);
      if (clean !== value[index]) {
        copy ??= value.slice();
        copy[index] = clean;
      }
    }
    return copy ?? value;
  }
  let changed = false;
  const entries: [string, unknown][] = [];
  for (const [key, part] of Object.entries(value)) {
    const cleanKey = sanitizer.redact(key);
    const clean = walk(part, sanitizer, depth + 1);
    changed ||= cleanKey !== key || clean !== part;
    entries.push([cleanKey, clean]);
  }
  return changed ? Object.fromEntries(entries) : value;
}
