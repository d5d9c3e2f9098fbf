// Counts by type what a sanitizer removes. Work is done only where something was removed.
import type { SanitizerLike } from './options.ts';
import { forSink, type Sinks } from './sinks.ts';

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

  // On a stack of its own, as the sanitiser does it: depth is no danger there either.
  function note(before: unknown, after: unknown): void {
    const seen = new Set<unknown>();
    const waiting: [unknown, unknown][] = [[before, after]];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      const [was, is] = pair;
      if (was === is || seen.has(was)) continue;
      if (!isObject(was) || !isObject(is)) {
        noteText(isObject(was) ? '' : String(was));
        continue;
      }
      seen.add(was);
      const clean = Object.entries(is);
      for (const [index, [key, value]] of Object.entries(was).entries()) {
        waiting.push([key, clean[index]?.[0]], [value, clean[index]?.[1]]);
      }
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
      if (clean !== value) note(value, clean);
      return clean;
    },
    for: (sink) => countRedactions(forSink(inner, sink as keyof Sinks), count),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
