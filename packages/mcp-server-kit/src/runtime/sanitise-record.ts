// Cleans an object whose fields are data, as those of structured content are: by their keys and in their numbers too.
import type { SanitizerLike } from './options.ts';

/** The same reference when nothing was found; empty where the sanitiser gave the whole of it up. */
export function sanitiseRecord<T>(value: T, sanitizer: SanitizerLike): T | Record<string, never> {
  const clean = sanitizer.sanitize(value);
  return clean !== null && typeof clean === 'object' && !Array.isArray(clean) ? clean : {};
}
