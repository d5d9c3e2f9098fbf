// The three functions for those who need no options.
import { createDetector, type Detector } from './detect/detector.ts';
import { sanitizerFrom } from './sanitizer.ts';
import type { Sanitizer } from './types.ts';
import { createSubstringMatcher, createWordMatcher } from './values/sensitive-keys.ts';

let engine: Detector | undefined;
let known: Sanitizer | undefined;

/** The detector with default options, made when it is first needed. */
function detector(): Detector {
  engine ??= createDetector();
  return engine;
}

function standard(): Sanitizer {
  known ??= sanitizerFrom({}, createWordMatcher([]), detector());
  return known;
}

/**
 * Removes personal data from a text, an array, an object or anything else, with the default options.
 * @param value Any value; null, undefined and '' come back as they are.
 * @returns The same reference when nothing had to change.
 */
export function sanitizePii<T>(value: T): T {
  return standard().sanitize(value);
}

/**
 * Removes personal data from a text.
 * @param text A text; null, undefined and '' come back as they are.
 * @returns The same string when there is nothing to do.
 */
export function sanitizeString<T extends string | null | undefined>(text: T): T {
  return (text ? standard().redact(text) : text) as T;
}

/**
 * Removes personal data from an object, and the whole values of its sensitive keys.
 * @param record An object; it is not changed. null and undefined come back as they are.
 * @param sensitiveKeys When given, these **replace** the built-in list and match as case-insensitive substrings of a
 *   key, at every depth. Left out, the built-in list applies, by whole words.
 * @returns The same reference when nothing had to change.
 */
export function sanitizeRecord<T extends object | null | undefined>(
  record: T,
  sensitiveKeys?: readonly string[],
): T {
  if (sensitiveKeys === undefined) return standard().sanitize(record);
  return sanitizerFrom({}, createSubstringMatcher(sensitiveKeys), detector()).sanitize(record);
}
