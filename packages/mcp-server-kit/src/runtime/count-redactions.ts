// Counts by type what a sanitizer removes. Work is done only where something was removed.
import type { SanitizerLike } from './options.ts';

/** What was removed for its key or its size, and not for what it is. */
const OTHER = 'REDACTED';

/**
 * Wraps a sanitizer.
 * @param count - Told the type of each thing that was removed.
 */
export function countRedactions(inner: SanitizerLike, count: (type: string) => void): SanitizerLike {
  function noteText(text: string): void {
    const found = inner.detect?.(text) ?? [];
    if (found.length === 0) count(OTHER);
    for (const { type } of found) count(type);
  }

  function note(before: unknown, after: unknown, seen: Set<unknown>): void {
    if (before === after || seen.has(before)) return;
    if (!isObject(before) || !isObject(after)) {
      noteText(isObject(before) ? '' : String(before));
      return;
    }
    seen.add(before);
    const clean = Object.entries(after);
    for (const [index, [key, value]] of Object.entries(before).entries()) {
      note(key, clean[index]?.[0], seen);
      note(value, clean[index]?.[1], seen);
    }
  }

  return {
    redact(text) {
      const clean = inner.redact(text);
      if (clean !== text) noteText(text);
      return clean;
    },
    sanitize(value) {
      const clean = inner.sanitize(value);
      if (clean !== value) note(value, clean, new Set());
      return clean;
    },
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
