// Escaped line breaks and tabs: the letter of `\\n` is no part of the word behind it.

const BACKSLASH = 92;
const LETTERS = [110, 114, 116];

/** Whether the letter at `at` belongs to `\\n`, `\\r` or `\\t`. */
export function isEscape(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === BACKSLASH && LETTERS.includes(text.charCodeAt(at));
}
