// Bearer tokens (RFC 6750, section 2.1) that stand in a text without the name of their header.
import { isAlnum, isAlpha, isDigit } from '../text/chars.ts';

const TRIGGER = /[Bb](?:earer|EARER)[ \t]/g;
const MIN_TOKEN = 6;
const LONG_TOKEN = 20;

/** The offset of the next word "Bearer" from `from`, or -1. */
export function nextBearer(text: string, from: number): number {
  TRIGGER.lastIndex = from;
  return TRIGGER.test(text) ? TRIGGER.lastIndex - 7 : -1;
}

/** The token after the word at `bearer`, or undefined when what follows reads like prose. */
export function readBearer(text: string, bearer: number): { start: number; end: number } | undefined {
  if (bearer > 0 && isAlnum(text.charCodeAt(bearer - 1))) return undefined;
  const start = bearer + 7;
  let end = start;
  let digit = false;
  let upper = false;
  let lower = false;
  let mark = false;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (isDigit(code)) digit = true;
    else if (isAlpha(code)) {
      if (code < 97) upper = true;
      else lower = true;
    } else if (isMark(code)) mark = true;
    else break;
  }
  while (end > start && text.charCodeAt(end - 1) === 46) end -= 1;
  const size = end - start;
  const telling = digit || mark || (upper && lower && !isAlpha(text.charCodeAt(start - 1)));
  return size >= MIN_TOKEN && (telling || size >= LONG_TOKEN) ? { start, end } : undefined;
}

/** The marks of token68: - . _ ~ + / = */
function isMark(code: number): boolean {
  return (
    code === 45 || code === 46 || code === 95 || code === 126 || code === 43 || code === 47 || code === 61
  );
}
