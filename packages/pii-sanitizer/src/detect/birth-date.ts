// Dates of birth: a date by itself is nobody's, so a word before it has to say so.

import { COMMA, DOT, ZERO } from '../text/ascii.ts';
import { isAlpha, isDigit, isMark } from '../text/chars.ts';
import { codeAt } from '../text/codes.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { oneOf } from '../text/one-of.ts';
import type { Finding } from '../types.ts';
import { wordsOf } from './context-words.ts';
import { findingAt } from './finding-at.ts';
import type { Surroundings } from './surroundings.ts';

const NEAR = 24;
const startsMonth = oneOf('JFMASONDjfmasond');
const CONTEXT = wordsOf(
  'date of birth|birth date|birthdate|birthday|DOB|D.O.B|bday|born|geboren|geburtsdatum|geb.|ne le|nee le|e) le|date de naissance|fecha de nacimiento|nacido|nacida|data di nascita|nato il|nata il|nato a|nata a|data de nascimento|nascido|geboortedatum|fodselsdato|fodt|fodd|fodelsedatum|syntymaaika|urodz|naroz|dogum|рожд|生年月日|出生',
);
const MONTH =
  '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|févr|avr|juin|août|ene|abr|ago|dic|gen|mag|giu|lug|set|ott)[a-zé]{0,7}';
const DATE = new RegExp(
  `(?:(?:19|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\\d|3[01]|0?[1-9])|(?:[12]\\d|3[01]|0?[1-9])(?:[-/.](?:[12]\\d|3[01]|0?[1-9])[-/.](?:19|20)?|(?:st|nd|rd|th|\\.)?(?: of| de)? ${MONTH}\\.?,?(?: de)? (?:19|20))\\d\\d)(?![\\d-])`,
  'iuy',
);
/** `April 11, 1961`: the month before, and what is behind it. */
const MONTH_BEFORE = new RegExp(`(?<![\\p{L}])${MONTH}\\.? $`, 'iu');
const DAY_AND_YEAR = /(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,? (?:19|20)\d\d(?![\d-])/y;
/** The longest month with a blank behind it. */
const MAX_MONTH = 12;

/**
 * Whether the word of `size` characters at `start` may be the first number of a date: three numbers with one mark, or a day beside
 * what may be a month.
 */
export function mayBeDate(codes: Uint8Array, start: number, size: number): boolean {
  const end = start + size;
  const mark = codes[end] as number;
  if (startsMonth(codes[mark === DOT ? end + 2 : end + 1] as number)) return true;
  if (!isMark(mark))
    return (
      (isAlpha(codeAt(codes, start - 2)) || codes[start - 2] === DOT) &&
      isYear(codes, mark === COMMA ? end + 2 : end + 1)
    );
  const second = isDigit(codes[end + 2] as number) ? end + 3 : end + 2;
  return isDigit(codes[end + 1] as number) && codes[second] === mark && isDigit(codes[second + 1] as number);
}

function isYear(codes: Uint8Array, at: number): boolean {
  return isDigit(codes[at + 3] as number) && (codes[at] === ZERO + 1 || codes[at] === ZERO + 2);
}

/** The date of birth whose first number starts at `start`, if there is one. */
export function matchBirthDate(
  text: string,
  start: number,
  from: number,
  to: number,
  around: Surroundings,
): Finding | undefined {
  const [month = ''] = MONTH_BEFORE.exec(text.slice(Math.max(from, start - MAX_MONTH), start)) ?? [];
  const end = endOfMatch(month === '' ? DATE : DAY_AND_YEAR, text, start);
  if (end < 0 || end > to) return undefined;
  const first = start - month.length;
  return around.at(first, end).distanceBefore(CONTEXT) <= NEAR
    ? findingAt('DATE_TIME', first, end, 0.9)
    : undefined;
}
