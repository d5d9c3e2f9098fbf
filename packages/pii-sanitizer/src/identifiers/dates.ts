// Dates of birth inside identifiers.
import { digit } from './checksums.ts';

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The two digits at `at` as a number. */
export function pair(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

/** Whether the month has such a day. The 29th of February is one unless `year` is given and is no leap year. */
export function isDay(day: number, month: number, year = 2000): boolean {
  const last = LENGTHS[month - 1];
  if (last === undefined || day < 1 || day > last) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** Whether the six digits at `at` are year, month and day. */
export function isYearMonthDay(text: string, at = 0): boolean {
  return isDay(pair(text, at + 4), pair(text, at + 2));
}

/** Whether the six digits at `at` are day, month and year. */
export function isDayMonthYear(text: string, at = 0): boolean {
  return isDay(pair(text, at), pair(text, at + 2));
}
