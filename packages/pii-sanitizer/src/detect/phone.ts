// Telephone numbers: any country's after a '+', North American by their printed forms, all others by form and the words round them.
import { isAlnum, isDigit } from '../text/chars.ts';
import { isEscape } from '../text/escape.ts';
import { planOf } from './calling-codes.ts';
import type { Candidate } from './candidate.ts';
import { contextWords } from './context-words.ts';
import type { Place } from './identifiers.ts';
import { isFreeAfter } from './placement.ts';
import { KIND, type Run, SEP } from './run.ts';
import type { Surroundings } from './surroundings.ts';

const PLUS = 43;
const OPEN = 40;
const CLOSE = 41;
const PROVEN = 0.9;
const MIN_DIGITS = 7;
/** With the calling code. */
const MIN_INTERNATIONAL = 8;
/** ITU-T E.164: the most digits of an international number. */
const MAX_DIGITS = 15;
const MAX_GROUPS = 7;
/** A word that says telephone has to be this near, in characters. */
const NEAR = 40;
/** A word for another number has to be nearer. */
const OTHER_NEAR = 16;

/** Words that speak of telephones and of nothing else. */
const TELEPHONE = contextWords.idOf([
  'phone',
  'tel',
  'mobil',
  'movil',
  'cell',
  'dial',
  'fax',
  'sms',
  'whatsapp',
  'viber',
  'hotline',
  'helpline',
  'landline',
  'handy',
  'voicemail',
  'voice mail',
  'rufnummer',
  'anruf',
  'festnetz',
  'cellulare',
  'gsm',
  'puhelin',
  'tlf',
  'number to call',
  '电话',
  '手机',
  'telephone',
  'call me',
  'call us',
  'call on',
  'call at',
  'ring me',
  'ring us',
]); // prettier-ignore
/** Words that go with telephone numbers, and with other things too. */
const CONTACT = contextWords.idOf([
  'call',
  'desk',
  'contact',
  'kontakt',
  'reach',
  'answering',
  'text me',
  'text us',
  'message me',
  'messages to',
  'registered',
  'signal',
  'appel',
  'portable',
  'joindre',
  'llamar',
  'llame',
  'chiama',
  'recapito',
  'ligar',
  'telemovel',
  'bellen',
  'ring',
  'office:',
  'work:',
  'home:',
  'direct:',
  'main:',
  'us number',
  'uk number',
  'work number',
  'home number',
  'emergency number',
  'international one',
  'numero de',
]); // prettier-ignore
/** `my … number`: whatever stands between. */
const OWNER = contextWords.idOf(['my', 'your', 'his', 'her', 'their', 'our'], false);
const NUMBER = contextWords.idOf(['number', 'nr', 'numero', 'nummer']);
/** Right behind the number, as on a visiting card. */
const LABEL = contextWords.idOf(['office', 'fax', 'mobile', 'cell', 'phone', 'tel', 'desk']);
const OTHER = contextWords.idOf(
  [
    'order',
    'invoice',
    'ticket',
    'tracking',
    'account',
    'version',
    'build',
    'isbn',
    'issn',
    'serial',
    'part',
    'model',
    'case',
    'policy',
    'reference',
    'offset',
    'epoch',
    'snowflake',
    'sku',
    'range',
    'line',
    'page',
    'port',
    'pid',
    'rev',
    'step',
    'dims',
    'byte',
    'id',
    'commit',
    'timestamp',
    'time',
  ],
  false,
); // prettier-ignore
/** An area code and the first digit of an exchange. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]/;
const EXTENSION = /[ ,;]{0,2}(?:x|ext\.?|extension|#|dw|poste) ?\d{1,6}/iy;
const EXTENSION_START = ' ,;xXeE#dDpP';
const COMPACT_DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** The telephone number that starts at group `first`, if there is one. */
export function matchPhone(place: Place, first: number, from: number): Candidate | undefined {
  const { text, run, to } = place;
  let start = run.starts[first] as number;
  const sign = start > from ? text.charCodeAt(start - 1) : 0;
  const isInternational = sign === PLUS;
  if (isInternational) start -= 1;
  if (isInternational && start > from && isAlnum(text.charCodeAt(start - 1)) && !isEscape(text, start - 1))
    return undefined;
  const last = lastGroup(text, run, first, isInternational);
  if (last < 0) return undefined;
  const tail = tailOf(text, run, last, to);
  if (tail === undefined) return undefined;
  // Bare digits are the commonest of all numbers: nothing but words can make them a telephone's.
  if (place.isSilent && last === first && !isInternational && !tail.hasExtension) return undefined;
  const digits = digitsOf(text, run, first, last, tail.digitsEnd);
  if (digits.length < (isInternational ? MIN_INTERNATIONAL : MIN_DIGITS) || digits.length > MAX_DIGITS)
    return undefined;
  const isOpened = sign === OPEN && closes(text, start, tail.end);
  if (isOpened) start -= 1;
  const { end } = tail;
  const strength = strengthOf(digits, run, first, last, isInternational, isOpened, tail.hasExtension);
  if (strength >= PROVEN) return found(start, end, strength, -1);
  if (isDate(text, run, first, last)) return undefined;
  if (place.isWhole(start, end) && isPlausible(digits, run, first, last))
    return found(start, end, Math.max(strength, 0.5), -1);
  if (place.isSilent && strength <= 0.5) return undefined;
  const words = place.around.at(start, end);
  const near = nearest(words);
  const other = words.distanceBefore(OTHER);
  if (other >= 0 && other <= OTHER_NEAR && (near === undefined || other < near.distance)) return undefined;
  if (near !== undefined) return found(start, end, near.confidence - near.distance / 1000, near.distance);
  return strength > 0.5 ? found(start, end, strength, -1) : undefined;
}

/** What speaks for a telephone number, and how much it says. */
function nearest(words: Surroundings): { distance: number; confidence: number } | undefined {
  const telephone = words.distanceBefore(TELEPHONE);
  if (telephone >= 0 && telephone <= NEAR) return { distance: telephone, confidence: 0.95 };
  if (isLabelled(words)) return { distance: 0, confidence: 0.95 };
  const contact = words.distanceBefore(CONTACT);
  if (contact >= 0 && contact <= NEAR) return { distance: contact, confidence: 0.8 };
  return words.follows('EMAIL') || words.follows('PHONE') || isOwn(words)
    ? { distance: 0, confidence: 0.75 }
    : undefined;
}

function found(start: number, end: number, confidence: number, distance: number): Candidate {
  return { type: 'PHONE', start, end, confidence, distance };
}

/** Whether the bracket before the number is closed within it. */
function closes(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === CLOSE) return true;
  return false;
}

/** `2026-08-11`, `3/10/84`, `20260811`. */
function isDate(text: string, run: Run, first: number, last: number): boolean {
  const head = run.size(first);
  if (head === 8 && COMPACT_DATE.test(text.slice(run.starts[first], run.ends[first]))) return true;
  const sep = run.seps[first];
  const isWritten = sep === SEP.dash || sep === SEP.dot || sep === SEP.slash;
  if (last - first !== 2 || !isWritten || run.seps[first + 1] !== sep || run.size(first + 1) > 2)
    return false;
  const tail = run.size(last);
  return (head === 4 && tail <= 2) || (head <= 2 && (tail === 4 || tail === 2));
}

/** The last group that can belong to the number. */
function lastGroup(text: string, run: Run, first: number, isInternational: boolean): number {
  let total = 0;
  let last = -1;
  for (let index = first; index < run.count && index - first < MAX_GROUPS; index += 1) {
    const kind = run.kinds[index] as number;
    if (kind === KIND.letters) break;
    const size = kind === KIND.mixed ? leadingDigits(text, run, index) : run.size(index);
    if (size === 0 || total + size > MAX_DIGITS) break;
    if (
      index > first &&
      total >= MIN_DIGITS &&
      endsBefore(text, run, first, index, total, size, isInternational)
    )
      break;
    total += size;
    last = index;
    if (kind === KIND.mixed) break;
  }
  return total >= (isInternational ? MIN_INTERNATIONAL : MIN_DIGITS) ? last : -1;
}

/** Whether groups that are a whole number by their digits end before group `index`: with another separator, another line, or another number. */
function endsBefore(
  text: string,
  run: Run,
  first: number,
  index: number,
  total: number,
  size: number,
  isInternational: boolean,
): boolean {
  const sep = run.seps[index - 1] as number;
  if (isInternational) {
    const digits = digitsOf(text, run, first, index - 1, text.length);
    const plan = planOf(digits);
    if (plan === undefined || digits.length - plan.size < plan.min) return false;
    return sep === SEP.newline || digits.length - plan.size + size > plan.max;
  }
  if (sep === SEP.newline || (total >= 10 && size > 4)) return true;
  // `0612345678 0687654321`, but not the second half of `020 7946 0958`.
  const isWhole = total >= 9 && !text.startsWith('00', run.starts[first]);
  if (isWhole && sep === SEP.space && size > 2 && text.charCodeAt(run.starts[index] as number) === 48)
    return true;
  return index - first > 1 && sep !== run.seps[index - 2];
}

/** Digits at the start of a group such as `3994x1887`; 0 when it is no number with an extension. */
function leadingDigits(text: string, run: Run, index: number): number {
  const start = run.starts[index] as number;
  const end = run.ends[index] as number;
  let at = start;
  while (at < end && isDigit(text.charCodeAt(at))) at += 1;
  const isExtension = at > start && (text.charCodeAt(at) | 32) === 120 && end - at >= 2 && end - at <= 7;
  return isExtension ? at - start : 0;
}

interface Tail {
  digitsEnd: number;
  end: number;
  hasExtension: boolean;
}

function tailOf(text: string, run: Run, last: number, to: number): Tail | undefined {
  const end = run.ends[last] as number;
  if (run.kinds[last] === KIND.mixed) {
    return {
      digitsEnd: (run.starts[last] as number) + leadingDigits(text, run, last),
      end,
      hasExtension: true,
    };
  }
  EXTENSION.lastIndex = end;
  if (
    EXTENSION_START.includes(text.charAt(end)) &&
    EXTENSION.test(text) &&
    EXTENSION.lastIndex <= to &&
    !isAlnum(text.charCodeAt(EXTENSION.lastIndex))
  ) {
    return { digitsEnd: end, end: EXTENSION.lastIndex, hasExtension: true };
  }
  return isFreeAfter(text, run, last, to) ? { digitsEnd: end, end, hasExtension: false } : undefined;
}

function digitsOf(text: string, run: Run, first: number, last: number, end: number): string {
  if (first === last) return text.slice(run.starts[first], Math.min(end, run.ends[first] as number));
  let digits = '';
  for (let index = first; index <= last; index += 1) {
    digits += text.slice(run.starts[index], Math.min(end, run.ends[index] as number));
  }
  return digits;
}

/** How sure the form alone makes it: from `PROVEN` on whatever stands round it, above 0.5 if nothing speaks against it. */
function strengthOf(
  digits: string,
  run: Run,
  first: number,
  last: number,
  isInternational: boolean,
  isOpened: boolean,
  hasExtension: boolean,
): number {
  const groups = last - first + 1;
  if (isInternational) {
    const plan = planOf(digits);
    if (plan === undefined) return 0;
    // `+44 (0)20 …` writes the trunk prefix too; in some countries a zero is part of the number.
    const whole = digits.length - plan.size;
    const rest = digits[plan.size] === '0' && whole > plan.max ? whole - 1 : whole;
    if (rest >= plan.min && rest <= plan.max) return 0.95;
    return rest >= 6 && rest <= plan.max + 1 && (groups > 1 || hasExtension) && plan.code !== 1 ? 0.8 : 0;
  }
  const isForeign = digits.startsWith('00') && planOf(digits.slice(2)) !== undefined && groups > 1;
  if (isForeign && digits.length >= 11) return hasExtension ? 0.95 : PROVEN;
  const trunk = digits.length === 11 && digits[0] === '1' ? 1 : 0;
  const isNorthAmerican = NORTH_AMERICAN.test(trunk === 1 ? digits.slice(1) : digits);
  if (digits.length - trunk === 10 && isPrinted(run, first, last, trunk, isOpened)) {
    if (isNorthAmerican) return isOpened || hasExtension ? 0.95 : PROVEN;
    if (hasExtension) return PROVEN;
    // As often printed with numbers that nobody has: 555-123-4567.
    if (!isOpened && digits.charCodeAt(trunk) > 49) return 0.7;
  }
  if (isPrintedLoosely(digits, run, first, last)) return 0.6;
  // 06 12 34 56 78, as in France, and (03) 5327 5996.
  if (
    digits.length === 10 &&
    groups === 5 &&
    digits[0] === '0' &&
    digits[1] !== '0' &&
    isPairs(run, first, last)
  )
    return PROVEN;
  if (isOpened && digits[0] === '0' && digits.length >= 9 && digits.length <= 11 && groups > 1) return 0.8;
  return hasExtension && groups > 2 && digits.length >= 10 ? 0.8 : 0;
}

/** 3-3-4 with marks other than spaces between, or 3-3-4 behind a bracket. */
function isPrinted(run: Run, first: number, last: number, trunk: number, isOpened: boolean): boolean {
  const area = first + (trunk === 1 && run.size(first) === 1 ? 1 : 0);
  if (run.size(area) !== 3) return false;
  const groups = last - area + 1;
  if (groups === 2) return isOpened;
  if (groups !== 3 || run.size(area + 1) !== 3) return false;
  const one = run.seps[area] as number;
  const two = run.seps[area + 1] as number;
  if (isOpened || one === SEP.mixed) return true;
  return (
    one !== SEP.space &&
    one !== SEP.newline &&
    (two === SEP.dash || two === SEP.dot) &&
    !(one === SEP.slash && two === SEP.dot)
  );
}

/** `208 555 0143` and `555-0158`: enough when nothing speaks against it. */
function isPrintedLoosely(digits: string, run: Run, first: number, last: number): boolean {
  if (digits.length === 10) {
    return (
      NORTH_AMERICAN.test(digits) &&
      last - first === 2 &&
      run.size(first) === 3 &&
      run.size(first + 1) === 3 &&
      run.seps[first] === SEP.space &&
      run.seps[first + 1] === SEP.space
    );
  }
  return (
    digits.length === 7 &&
    digits.charCodeAt(0) > 49 &&
    last - first === 1 &&
    run.size(first) === 3 &&
    run.seps[first] === SEP.dash
  );
}

function isPairs(run: Run, first: number, last: number): boolean {
  for (let index = first; index <= last; index += 1) if (run.size(index) !== 2) return false;
  return true;
}

/** What may be a number when a whole text is nothing but it: separators, a trunk prefix, or ten digits of North America. */
function isPlausible(digits: string, run: Run, first: number, last: number): boolean {
  if (last > first) return digits[0] === '0' || digits.length >= 8 || run.seps[first] === SEP.dash;
  if (digits[0] === '0') return digits.length >= 7 && digits.length <= 11 && digits[1] !== '0';
  return /^[2-9][0-8]\d[2-9]\d{6}$/.test(digits) && !/^[6-9]\d{9}$/.test(digits);
}

function isOwn(words: Surroundings): boolean {
  const owner = words.distanceBefore(OWNER);
  const number = words.distanceBefore(NUMBER);
  return number >= 0 && number <= 6 && owner > number && owner <= NEAR;
}

function isLabelled(words: Surroundings): boolean {
  const label = words.distanceAfter(LABEL);
  return label >= 0 && label <= 2;
}
