// Dates of birth: a date by itself is nobody's, so a word before it has to say so.

import { SPACE } from '../text/ascii.ts';
import { isDigit, isMark } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { oneOf } from '../text/one-of.ts';
import type { Finding } from '../types.ts';
import { wordsOf } from './context-words.ts';
import { findingAt } from './finding-at.ts';
import type { Surroundings } from './surroundings.ts';

const NEAR = 24;
const startsMonth = oneOf('JFMASONDjfmasond');
const CONTEXT = wordsOf(
  'date of birth|birth date|birthdate|birthday|DOB|D.O.B|born|geboren|geburtsdatum|geb.|ne le|nee le|date de naissance|fecha de nacimiento|nacido|nacida|data di nascita|nato il|nata il|data de nascimento|nascido|geboortedatum|fodselsdato|fodelsedatum|syntymaaika',
);
const MONTH =
  'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|janv|févr|mars|avr|juin|juil|août|ene|abr|ago|dic';
const DATE = new RegExp(
  `(?:(?:19|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\\d|3[01]|0?[1-9])|(?:[12]\\d|3[01]|0?[1-9])[-/.](?:[12]\\d|3[01]|0?[1-9])[-/.](?:19|20)?\\d\\d|(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th|\\.)?(?: of| de)? (?:${MONTH})[a-zé]{0,7}\\.?,?(?: de)? (?:19|20)\\d\\d)(?![\\d-])`,
  'iuy',
);

/** Whether the number of `size` digits at `start` may begin a date: three numbers with one mark, or a day and a month's first letter. */
export function mayBeDate(codes: Uint8Array, start: number, size: number): boolean {
  const end = start + size;
  const mark = codes[end] as number;
  if (mark === SPACE) return size <= 2 && startsMonth(codes[end + 1] as number);
  if (!isMark(mark)) return false;
  const second = isDigit(codes[end + 2] as number) ? end + 3 : end + 2;
  return isDigit(codes[end + 1] as number) && codes[second] === mark && isDigit(codes[second + 1] as number);
}

/** The date of birth that starts at `start`, if there is one. */
export function matchBirthDate(
  text: string,
  start: number,
  to: number,
  around: Surroundings,
): Finding | undefined {
  const end = endOfMatch(DATE, text, start);
  if (end < 0 || end > to) return undefined;
  return around.at(start, end).distanceBefore(CONTEXT) <= NEAR
    ? findingAt('DATE_TIME', start, end, 0.9)
    : undefined;
}
