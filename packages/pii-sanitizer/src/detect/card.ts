// Payment card numbers (ISO/IEC 7812-1): issuer ranges with their own lengths, and the Luhn check.
import { isDigit } from '../text/chars.ts';
import type { Candidate } from './candidate.ts';
import { contextWords } from './context-words.ts';
import { passesLuhn } from './luhn.ts';
import { isFree } from './placement.ts';
import { KIND, type Run, SEP } from './run.ts';
import type { Surroundings } from './surroundings.ts';

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
const NEAR = 40;

/** `first-last:lengths`: issuer identification numbers and how long the whole numbers are. */
const RANGES =
  '4:13,16,19 51-55:16 2221-2720:16 34:15 37:15 300-305:14,16,19 3095:14,16,19 36:14,16,19 38-39:14,16,19 6011:16,19 644-649:16,19 65:16,19 ' +
  '3528-3589:16,17,18,19 1800:15 2131:15 1:15 62:16,17,18,19 81:16,17,18,19 5018-5020:13,14,15,16,17,18,19 5038:13,16,19 5893:13,16,19 6304:13,16,19 6759:13,16,19 ' +
  '6761-6763:13,16,19 6390:16,18,19 2200-2204:16,17,18,19 60:16 508:16 353-356:16 9792:16 5067:16 4576:16 6362:16 6363:16 5041:16 5090:16 5078:16';

/** For each four leading digits, a bit for each length that cards with them have. */
const LENGTHS = new Uint32Array(10_000);
for (const range of RANGES.split(' ')) {
  const [span = '', lengths = ''] = range.split(':');
  const [first = '', last = first] = span.split('-');
  let bits = 0;
  for (const length of lengths.split(',')) bits |= 1 << Number(length);
  for (let head = Number(first.padEnd(4, '0')); head <= Number(last.padEnd(4, '9')); head += 1)
    LENGTHS[head] = (LENGTHS[head] as number) | bits;
}

const CONTEXT = contextWords.idOf([
  'card',
  'visa',
  'mastercard',
  'amex',
  'american express',
  'credit',
  'debit',
  'kreditkarte',
  'karte',
  'carte',
  'tarjeta',
  'carta di',
  'cartao',
  'creditcard',
  'kort',
  'CC',
  'PAN',
]); // prettier-ignore
const OTHER = contextWords.idOf([
  'order',
  'invoice',
  'ticket',
  'tracking',
  'snowflake',
  'sku',
  'epoch',
  'timestamp',
  'offset',
  'trace',
  'span',
  'request',
  'build',
  'serial',
]); // prettier-ignore
const OTHER_NEAR = 12;

/** Whether an unbroken run of digits is a card number. */
export function isCardNumber(digits: string): boolean {
  return hasIssuer(digits) && passesLuhn(digits);
}

function hasIssuer(digits: string): boolean {
  return (((LENGTHS[Number(digits.slice(0, 4))] as number) >> digits.length) & 1) === 1;
}

/** The card number that starts at group `first`, if there is one. */
export function matchCard(
  text: string,
  run: Run,
  first: number,
  from: number,
  to: number,
  around: Surroundings,
): Candidate | undefined {
  const size = run.size(first);
  if (run.kinds[first] === KIND.mixed) return matchGlued(text, run, first);
  if (size > MAX_DIGITS) return undefined;
  const sep = run.seps[first] as number;
  let digits = text.slice(run.starts[first], run.ends[first]);
  for (let last = first; ; last += 1) {
    if (digits.length >= MIN_DIGITS && isFree(text, run, first, last, from, to)) {
      const card = decide(text, run, first, last, digits, around);
      if (card !== undefined) return card;
    }
    const next = last + 1;
    if (next >= run.count || run.kinds[next] !== KIND.digits || run.seps[last] !== sep || sep === SEP.mixed)
      return undefined;
    if (digits.length + run.size(next) > MAX_DIGITS) return undefined;
    digits += text.slice(run.starts[next], run.ends[next]);
  }
}

function decide(
  text: string,
  run: Run,
  first: number,
  last: number,
  digits: string,
  around: Surroundings,
): Candidate | undefined {
  const start = run.starts[first] as number;
  const end = run.ends[last] as number;
  const isGrouped = last > first;
  if (isCardNumber(digits)) {
    if (isGrouped) return isRegular(run, first, last) ? found(start, end, 0.97) : undefined;
    // Of bare digits, one in forty passes by chance: a name of another number outweighs that.
    const other = around.at(start, end).distanceBefore(OTHER);
    return other >= 0 && other <= OTHER_NEAR ? undefined : found(start, end, 0.89);
  }
  // A number that fails the check is a card only by what is printed and said.
  if (!isPrinted(text, run, first, last) && (isGrouped || digits.length < 15 || digits.length > 16))
    return undefined;
  const distance = around.at(start, end).distance(CONTEXT);
  return distance >= 0 && distance <= NEAR && isGrouped ? found(start, end, 0.7, distance) : undefined;
}

function found(start: number, end: number, confidence: number, distance = -1): Candidate {
  return { type: 'CREDIT_CARD', start, end, confidence, distance };
}

/** Groups of 3 to 7 digits, or of 4, 8 and 12; a line break may stand anywhere. */
function isRegular(run: Run, first: number, last: number): boolean {
  if (run.seps[first] === SEP.newline) return true;
  for (let index = first; index <= last; index += 1) {
    const size = run.size(index);
    if (size > 7 && size % 4 !== 0) return false;
    if (size < 3 && !(index === last && size > 0)) return false;
  }
  return true;
}

/** 4-4-4-4, or 4-6-5 and 4-6-4 with a leading 3 (American Express, Diners Club). */
function isPrinted(text: string, run: Run, first: number, last: number): boolean {
  if (run.size(first) !== 4) return false;
  if (last - first === 3)
    return run.size(first + 1) === 4 && run.size(first + 2) === 4 && run.size(last) === 4;
  const tail = run.size(last);
  return (
    last - first === 2 &&
    run.size(first + 1) === 6 &&
    (tail === 5 || tail === 4) &&
    text[run.starts[first] as number] === '3'
  );
}

/** `x4111111111111111y`: up to three letters before and behind. */
function matchGlued(text: string, run: Run, index: number): Candidate | undefined {
  let start = run.starts[index] as number;
  let end = run.ends[index] as number;
  if (end - start < MIN_DIGITS || end - start > MAX_DIGITS + 6) return undefined;
  while (start < end && !isDigit(text.charCodeAt(start))) start += 1;
  while (end > start && !isDigit(text.charCodeAt(end - 1))) end -= 1;
  if (start - (run.starts[index] as number) > 3 || (run.ends[index] as number) - end > 3) return undefined;
  const digits = text.slice(start, end);
  return /^\d{13,19}$/.test(digits) && isCardNumber(digits) ? found(start, end, 0.85) : undefined;
}
