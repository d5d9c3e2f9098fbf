// Whether a number stands by itself, or is a piece of a longer token such as a UUID, a hash or a version.
import { isAlnum, isDigit, isWord } from './chars.ts';

const MAX_TOKEN = 12;

/** Whether a number may start at `start` in a gap that starts at `from`. */
export function isFreeBefore(text: string, start: number, from: number): boolean {
  if (start <= from) return true;
  const code = text.charCodeAt(start - 1);
  if (isWord(code)) return false;
  if (!isJoiner(code)) return true;
  return !isCodeToken(text, start - 2, from - 1, -1);
}

/** Whether a number may end at `end` in a gap that ends at `to`. */
export function isFreeAfter(text: string, end: number, to: number): boolean {
  if (end >= to) return true;
  const code = text.charCodeAt(end);
  if (isWord(code)) return false;
  if (!isJoiner(code)) return true;
  return !isCodeToken(text, end + 1, to, 1);
}

/** Whether `start` follows white space, an opening mark or the start of the gap: asked of the weakest pattern only. */
export function isAfterBreak(text: string, start: number, from: number): boolean {
  return start <= from || ' \t\n\r\u00a0"\'`([{<>]:;,=|'.includes(text.charAt(start - 1));
}

function isJoiner(code: number): boolean {
  return code === 45 || code === 46;
}

/** A neighbour with a digit, or of four or more hexadecimal letters, makes the whole a code and not a number. */
function isCodeToken(text: string, at: number, stop: number, step: number): boolean {
  let length = 0;
  let hex = true;
  for (let i = at; i !== stop && length < MAX_TOKEN; i += step) {
    const code = text.charCodeAt(i);
    if (!isAlnum(code)) break;
    if (isDigit(code)) return true;
    if ((code | 32) > 102) hex = false;
    length += 1;
  }
  return hex && length >= 4;
}
