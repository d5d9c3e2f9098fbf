// Escaped line breaks and tabs: the letter of `\\n` is no part of the word behind it.

import { unitAt } from './chars.ts';
import { oneOf } from './one-of.ts';

const BACKSLASH = 92;

/** Whether the letter at `at` belongs to `\\n`, `\\r` or `\\t`. */
export function isEscape(text: string, at: number): boolean {
  return unitAt(text, at - 1) === BACKSLASH && isEscapeLetter(unitAt(text, at));
}

/** The letters of line breaks and tabs. */
export const isEscapeLetter = oneOf('nrt');

/** The same, of the codes of a text. */
export function isEscapeIn(codes: Uint8Array, at: number): boolean {
  return at > 0 && codes[at - 1] === BACKSLASH && isEscapeLetter(codes[at] as number);
}
