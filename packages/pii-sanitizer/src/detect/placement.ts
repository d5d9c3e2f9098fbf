// Whether a stretch of a run stands by itself, or is a piece of a longer token: a UUID, a hash, a version, a decimal, a path.
import { COLON, DASH, PERCENT, SLASH, UNDERSCORE } from '../text/ascii.ts';
import { classOf, isAlnum, isAlpha, isDigit, isHex, isMark } from '../text/chars.ts';
import { isForeign } from '../text/codes.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import * as KIND from './kind.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';

/** Whether groups `first` to `last` of a run are free on both sides. `from` and `to` bound what may be looked at. */
export function isFree(run: Run, first: number, last: number, from: number, to: number): boolean {
  return isFreeBefore(run, first, from) && isFreeAfter(run, last, to);
}

export function isFreeBefore(run: Run, first: number, from: number): boolean {
  const start = run.starts[first] as number;
  if (start <= from) return true;
  if (first > 0) {
    const sep = run.seps[first - 1] as number;
    return !SEP.isMark(sep) || isLabel(run, first - 1);
  }
  const { codes } = run;
  const code = codes[start - 1] as number;
  if (isForeign(code)) return false;
  // `id_4111…`: a name and its value; `6_889_122` is one number.
  if (code === UNDERSCORE) return !isDigit(codes[start - 2] as number) || start - 1 <= from;
  if (isMark(code)) {
    if (start - 2 < from) return true;
    const beyond = codes[start - 2] as number;
    // The host of `http://10.0.0.1`.
    if (code === SLASH) return beyond === SLASH && codes[start - 3] === COLON;
    // `-5`; a longer word before the mark was too long to be a label of this run.
    return !isAlnum(beyond) && beyond !== UNDERSCORE && beyond !== code;
  }
  return true;
}

export function isFreeAfter(run: Run, last: number, to: number): boolean {
  const end = run.ends[last] as number;
  if (end >= to) return true;
  if (last + 1 < run.count) {
    const sep = run.seps[last] as number;
    if (sep === SEP.dash || sep === SEP.slash) return isLabel(run, last + 1);
    if (sep === SEP.dot) return isOwnWord(run, last + 1);
    return true;
  }
  const { codes } = run;
  const code = codes[end] as number;
  if (isForeign(code)) return false;
  if (code === UNDERSCORE) return !isDigit(codes[end + 1] as number) || end + 1 >= to;
  if (code === DASH || code === SLASH) {
    // `-Office`: a long word of letters.
    const beyond = classOf(codes[end + 1] as number);
    return end + 1 >= to || beyond === 0 || (code === DASH && beyond !== 1);
  }
  return code !== PERCENT;
}

/** A neighbour of letters that are not all hexadecimal names the number: `SSN-`, `-fax`. */
function isLabel(run: Run, index: number): boolean {
  if (run.kinds[index] !== KIND.letters) return false;
  const start = run.starts[index] as number;
  const end = run.ends[index] as number;
  if (end - start < 2) return false;
  const { codes } = run;
  for (let at = start; at < end; at += 1) if (!isHex(codes[at] as number)) return true;
  return false;
}

const DOMAIN = /(?:com|net|org|io)\b/iy;

/** Whether a group behind a dot is a word of its own, as in `…4567.Thanks` and `…4567.pdf`, but not in `….2` and `….com`. */
function isOwnWord({ text, codes, starts }: Run, index: number): boolean {
  const start = starts[index] as number;
  return isAlpha(codes[start] as number) && endOfMatch(DOMAIN, text, start) < 0;
}
