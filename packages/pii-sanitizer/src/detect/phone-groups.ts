// Which groups of a run a telephone number has, and its extension.
import { isAlnum, isDigit, isMark } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { oneOf } from '../text/one-of.ts';
import { planOf } from './calling-codes.ts';
import * as KIND from './kind.ts';
import { isFreeAfter } from './placement.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';

/** The fewest digits, and with a calling code. */
export const MIN_DIGITS = 7;
export const MIN_INTERNATIONAL = 8;
/** ITU-T E.164: the most digits of an international number. */
export const MAX_DIGITS = 15;
const MAX_GROUPS = 7;
const EXTENSION = /[ ,;]{0,2}(?:x|ext\.?|extension|#|dw|poste) ?\d{1,6}/iy;
const startsExtension = oneOf('xXeE#dDpP');
const isBeforeExtension = oneOf(' ,;');

/** The last group that can belong to the number. */
export function lastGroup(run: Run, first: number, isInternational: boolean): number {
  let total = 0;
  let last = -1;
  for (let index = first; index < run.count && index - first < MAX_GROUPS; index += 1) {
    const kind = run.kinds[index] as number;
    if (kind === KIND.letters) break;
    const size = kind === KIND.mixed ? leadingDigits(run, index) : run.size(index);
    if (size === 0 || total + size > MAX_DIGITS) break;
    if (index > first && total >= MIN_DIGITS && endsBefore(run, first, index, total, size, isInternational))
      break;
    total += size;
    last = index;
    if (kind === KIND.mixed) break;
  }
  return total >= (isInternational ? MIN_INTERNATIONAL : MIN_DIGITS) ? last : -1;
}

/** Whether groups that are a whole number by their digits end before group `index`: with another separator, another line, or another number. */
function endsBefore(
  run: Run,
  first: number,
  index: number,
  total: number,
  size: number,
  isInternational: boolean,
): boolean {
  const sep = run.seps[index - 1] as number;
  if (isInternational) {
    const digits = run.compact(first, index - 1);
    const plan = planOf(digits);
    if (plan === undefined || digits.length - plan.size < plan.min) return false;
    return sep === SEP.newline || digits.length - plan.size + size > plan.max;
  }
  if (sep === SEP.newline || (total >= 10 && size > 4)) return true;
  // `5551234567 555-…` and `208 555 0143 555-…` are two numbers.
  if (
    index - first === 1
      ? sep === SEP.space || sep === SEP.mixed
      : sep === SEP.space &&
        index - first === 3 &&
        run.size(first) === 3 &&
        run.size(first + 1) === 3 &&
        run.size(first + 2) === 4
  )
    return true;
  // `0612345678 0687654321`, but not the second half of `020 7946 0958`.
  const isWhole = total >= 9 && !run.text.startsWith('00', run.starts[first]);
  if (isWhole && sep === SEP.space && size > 2 && run.codes[run.starts[index] as number] === 48) return true;
  // An area code stands apart in its own way, and so does an extension: `(11) 96714-0754`, `089 52419-0`.
  const before = run.seps[index - 2];
  return index - first > 1 && sep !== before && before !== SEP.mixed && !(sep === SEP.dash && size <= 4);
}

/** Digits at the start of a group such as `3994x1887`; 0 when it is no number with an extension. */
function leadingDigits(run: Run, index: number): number {
  const start = run.starts[index] as number;
  const end = run.ends[index] as number;
  const { codes } = run;
  let at = start;
  while (at < end && isDigit(codes[at] as number)) at += 1;
  const isExtension = at > start && ((codes[at] as number) | 32) === 120 && end - at >= 2 && end - at <= 7;
  return isExtension ? at - start : 0;
}

/** Where a number ends. */
export interface Tail {
  digitsEnd: number;
  end: number;
  hasExtension: boolean;
}

/** Where the number ends whose last group is `last`; undefined when something follows that it would be part of. */
export function tailOf(run: Run, last: number, to: number): Tail | undefined {
  const end = run.ends[last] as number;
  if (run.kinds[last] === KIND.mixed) {
    return {
      digitsEnd: (run.starts[last] as number) + leadingDigits(run, last),
      end,
      hasExtension: true,
    };
  }
  const after = mayHaveExtension(run.codes, end) ? endOfMatch(EXTENSION, run.text, end) : -1;
  if (after >= 0 && after <= to && !goesOn(run.codes, after))
    return { digitsEnd: end, end: after, hasExtension: true };
  return isFreeAfter(run, last, to) ? { digitsEnd: end, end, hasExtension: false } : undefined;
}

/** Whether another number or word begins with what looks like the extension: `555-123-4567 x 123-45-6789`. */
function goesOn(codes: Uint8Array, end: number): boolean {
  const code = codes[end] as number;
  return isAlnum(code) || (isMark(code) && isDigit(codes[end + 1] as number));
}

/** Whether what may begin an extension follows: a cheap look before the expression. */
function mayHaveExtension(codes: Uint8Array, end: number): boolean {
  let at = end;
  while (at < end + 2 && isBeforeExtension(codes[at] as number)) at += 1;
  return startsExtension(codes[at] as number);
}
