// Payment card numbers (ISO/IEC 7812-1): issuer ranges with their own lengths, and the Luhn check.

import { isLuhn, isNumber } from '../identifiers/checksums.ts';
import { isAlpha, isDigit } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { wordsOf } from './context-words.ts';
import { findingAt } from './finding-at.ts';
import * as KIND from './kind.ts';
import { isFree } from './placement.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';
import type { Surroundings } from './surroundings.ts';

/** Maestro has the shortest numbers. */
const MIN_DIGITS = 12;
const MAX_DIGITS = 19;
const MAX_GLUE = 3;
const PRINTED = /\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5}|\d{12,19}/y;
const NEAR = 40;

/** `lengths:first-last`: how long whole numbers are, and the issuer identification numbers that have them. */
const RANGES =
  '13,16,19:4,5038,5893,6304,6759,6761-6763 16:51-55,2221-2720,60,508,353-356,9792,5067,4576,6362,6363,5041,5090,5078 15:34,37,1800,2131,1 14,16,' +
  '19:300-305,3095,36,38-39 16,19:6011,644-649,65 16,17,18,19:3528-3589,62,81,2200-2204 13,14,15,16,17,18,19:5018-5020 16,18,19:6390';

/** For each four leading digits, a bit for each length that cards with them have. */
const LENGTHS = new Uint32Array(10_000);
for (const entry of RANGES.split(' ')) {
  const [lengths, ranges] = entry.split(':') as [string, string];
  let bits = 0;
  for (const length of lengths.split(',')) bits |= 1 << Number(length);
  for (const range of ranges.split(',')) {
    const [first, last = first] = range.split('-') as [string, string?];
    for (let head = Number(first.padEnd(4, '0')); head <= Number(last.padEnd(4, '9')); head += 1)
      LENGTHS[head] = (LENGTHS[head] as number) | bits;
  }
}

const CONTEXT = wordsOf(
  'card|visa|mastercard|amex|american express|credit|debit|kreditkarte|karte|carte|tarjeta|carta di' +
    '|cartao|creditcard|kort|CC|PAN',
);
const OTHER = wordsOf(
  'order|invoice|ticket|tracking|snowflake|sku|epoch|timestamp|offset|trace|span|request|build|serial',
  false,
);
const OTHER_NEAR = 12;

/** Whether an unbroken run of digits is a card number. */
export function isCardNumber(digits: string): boolean {
  return hasIssuer(digits) && passes(digits);
}

function hasIssuer(digits: string): boolean {
  const { length } = digits;
  return length <= MAX_DIGITS && (((LENGTHS[Number(digits.slice(0, 4))] as number) >> length) & 1) === 1;
}

/** One digit repeated throughout, as in 0000000000000000, does not count. */
function passes(digits: string): boolean {
  return isLuhn(digits) && isNumber(digits, digits.length);
}

/** The card number that starts at group `first`, if there is one. */
export function matchCard(
  run: Run,
  first: number,
  from: number,
  to: number,
  around: Surroundings,
): Finding | undefined {
  const size = run.size(first);
  if (run.kinds[first] === KIND.mixed) return matchGlued(run, first);
  if (size > MAX_DIGITS) return undefined;
  const sep = run.seps[first] as number;
  let count = size;
  let best: Finding | undefined;
  for (let last = first; ; last += 1) {
    if (count >= MIN_DIGITS && isFree(run, first, last, from, to))
      best = decide(run, first, last, around) ?? best;
    const next = last + 1;
    if (next >= run.count || run.kinds[next] !== KIND.digits || count + run.size(next) > MAX_DIGITS)
      return best;
    // A line break may stand anywhere.
    const mark = run.seps[last] as number;
    if (mark === SEP.mixed || (mark !== SEP.newline && sep !== SEP.newline && mark !== sep)) return best;
    count += run.size(next);
  }
}

function decide(run: Run, first: number, last: number, around: Surroundings): Finding | undefined {
  const start = run.starts[first] as number;
  const end = run.ends[last] as number;
  const isGrouped = last > first;
  const digits = run.compact(first, last);
  if (!passes(digits)) {
    // A number that fails the check is a card only by what is printed and said.
    if (!isGrouped || !isPrinted(run, first, last)) return undefined;
    return isNear(around.at(start, end)) ? findingAt('CREDIT_CARD', start, end, 0.7) : undefined;
  }
  if (isGrouped && !isRegular(run, first, last)) return undefined;
  if (!hasIssuer(digits))
    return isNear(around.at(start, end)) ? findingAt('CREDIT_CARD', start, end, 0.9) : undefined;
  if (isGrouped) return findingAt('CREDIT_CARD', start, end, 0.97);
  // Of bare digits, one in forty passes by chance: a name of another number outweighs that.
  return around.at(start, end).distanceBefore(OTHER) <= OTHER_NEAR
    ? undefined
    : findingAt('CREDIT_CARD', start, end, 0.89);
}

/** Whether a word near by speaks of a card. */
function isNear(around: Surroundings): boolean {
  return around.distance(CONTEXT) <= NEAR;
}

/** Groups of 3 to 6 digits, or of 4, 8 and 12; a line break may stand anywhere. */
function isRegular(run: Run, first: number, last: number): boolean {
  for (let index = first; index <= last; index += 1) {
    if (index < last && run.seps[index] === SEP.newline) return true;
    const size = run.size(index);
    if (size > 6 && size % 4 !== 0) return false;
    if (size < 3 && !(index === last && size > 0)) return false;
  }
  return true;
}

/** 4-4-4-4, or 4-6-5 and 4-6-4 with a leading 3 (American Express, Diners Club). */
function isPrinted(run: Run, first: number, last: number): boolean {
  if (run.size(first) !== 4) return false;
  if (last - first === 3)
    return run.size(first + 1) === 4 && run.size(first + 2) === 4 && run.size(last) === 4;
  const tail = run.size(last);
  return (
    last - first === 2 &&
    run.size(first + 1) === 6 &&
    (tail === 5 || tail === 4) &&
    run.text[run.starts[first] as number] === '3'
  );
}

/** `x4111-1111-1111-1111y`: up to three letters before and behind. */
function matchGlued(run: Run, index: number): Finding | undefined {
  const { text, codes } = run;
  let start = run.starts[index] as number;
  while (start < (run.ends[index] as number) && !isDigit(codes[start] as number)) start += 1;
  if (start - (run.starts[index] as number) > MAX_GLUE) return undefined;
  const end = endOfMatch(PRINTED, text, start);
  if (end < 0) return undefined;
  let after = end;
  while (isAlpha(codes[after] as number)) after += 1;
  const digits = text.slice(start, end).replace(/[ -]/g, '');
  if (after - end > MAX_GLUE || isDigit(codes[after] as number) || !isCardNumber(digits)) return undefined;
  // What is glued to it goes with it.
  return findingAt('CREDIT_CARD', run.starts[index] as number, after, 0.85);
}
