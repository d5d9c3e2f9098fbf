// Payment card numbers of 13 to 19 digits (ISO/IEC 7812-1). The usual printed groupings are enough by themselves;
// any other grouping, and a bare run of digits, has to pass the Luhn check.
import { isFreeAfter, isFreeBefore } from './boundary.ts';
import { DASH, type DigitGroups, PAREN, SPACE } from './digit-groups.ts';
import { isCardNumber } from './luhn.ts';
import type { Finding } from './types.ts';

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** The card number that starts at the first group, if there is one. */
export function matchCard(text: string, groups: DigitGroups, from: number, to: number): Finding | undefined {
  const start = groups.start(0);
  const first = groups.size(0);
  if (first < 3 || !isFreeBefore(text, start, from)) return undefined;
  if (first >= MIN_DIGITS) {
    const end = groups.end(0);
    const ok = first <= MAX_DIGITS && isFreeAfter(text, end, to) && isCardNumber(text, start, end);
    return ok ? card(start, end, 0.9) : undefined;
  }
  return matchGroups(text, groups, to);
}

function matchGroups(text: string, groups: DigitGroups, to: number): Finding | undefined {
  const start = groups.start(0);
  const kind = groups.separator(0);
  let total = groups.size(0);
  let best: Finding | undefined;
  for (let last = 1; last < groups.count; last += 1) {
    const separator = groups.separator(last - 1);
    if (separator === PAREN) break;
    total += groups.size(last);
    if (total > MAX_DIGITS) break;
    if (total < MIN_DIGITS) continue;
    const end = groups.end(last);
    if (!isFreeAfter(text, end, to)) continue;
    const luhn = isCardNumber(text, start, end);
    if (luhn && isRegular(groups, last, kind)) best = card(start, end, 0.95);
    else if (best === undefined && isPrinted(text, groups, last)) best = card(start, end, luhn ? 0.95 : 0.6);
  }
  return best;
}

/** Same separator throughout; groups of 3 to 6 digits but for the last, or of 4, 8 and 12. */
function isRegular(groups: DigitGroups, last: number, kind: number): boolean {
  let fours = groups.size(last) % 4 === 0;
  let short = groups.size(last) <= 6;
  for (let index = 0; index < last; index += 1) {
    const size = groups.size(index);
    if (groups.separator(index) !== kind) return false;
    if (size % 4 !== 0) fours = false;
    if (size < 3 || size > 6) short = false;
  }
  return fours || short;
}

/** 4-4-4-4, or 4-6-5 and 4-6-4 with a leading 3 (American Express, Diners Club). */
function isPrinted(text: string, groups: DigitGroups, last: number): boolean {
  for (let index = 0; index < last; index += 1) {
    const separator = groups.separator(index);
    if (separator !== SPACE && separator !== DASH) return false;
  }
  if (groups.size(0) !== 4) return false;
  if (last === 3) return groups.size(1) === 4 && groups.size(2) === 4 && groups.size(3) === 4;
  const tail = groups.size(2);
  return last === 2 && groups.size(1) === 6 && (tail === 5 || tail === 4) && text[groups.start(0)] === '3';
}

function card(start: number, end: number, confidence: number): Finding {
  return { type: 'CREDIT_CARD', start, end, confidence };
}
