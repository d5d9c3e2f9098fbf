// Escaped line breaks and tabs: the letter of `\\n` is no part of the word behind it.

import { oneOf } from './one-of.ts';

const BACKSLASH = 92;

/** Whether the letter at `at` belongs to `\\n`, `\\r` or `\\t`. */
export function isEscape(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === BACKSLASH && isEscapeLetter(text.charCodeAt(at));
}

/** The letters of line breaks and tabs. */
export const isEscapeLetter = oneOf('nrt');

/** The same, of the codes of a text. */
export function isEscapeIn(codes: Uint8Array, at: number): boolean {
  return at > 0 && codes[at - 1] === BACKSLASH && isEscapeLetter(codes[at] as number);
}
