// Escaped line breaks and tabs: the letter of `\\n` is no part of the word behind it.

import { BACKSLASH } from './ascii.ts';
import { oneOf } from './one-of.ts';

/** The letters of line breaks and tabs. */
export const isEscapeLetter = oneOf('nrt');

/** Whether the letter at `at` of the codes of a text belongs to `\\n`, `\\r` or `\\t`. */
export function isEscapeIn(codes: Uint8Array, at: number): boolean {
  return at > 0 && codes[at - 1] === BACKSLASH && isEscapeLetter(codes[at] as number);
}
