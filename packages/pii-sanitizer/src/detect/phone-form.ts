// How sure the form of a telephone number alone makes it.
import { planOf } from './calling-codes.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';

/** From here on, whatever stands round it. */
export const PROVEN = 0.9;
const COMPACT_DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** An area code and the first digit of an exchange. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]/;

/** How sure the form alone makes it: from `PROVEN` on whatever stands round it, above 0.5 if nothing speaks against it. */
export function strengthOf(
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
    return rest >= 6 && rest <= plan.max + 1 && (groups > 1 || hasExtension) && digits[0] !== '1' ? 0.8 : 0;
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

/** What may be a number when a whole text is nothing but it: separators, a trunk prefix, or ten digits of North America. */
export function isPlausible(digits: string, run: Run, first: number, last: number): boolean {
  if (last > first) return digits[0] === '0' || digits.length >= 8 || run.seps[first] === SEP.dash;
  if (digits[0] === '0') return digits.length >= 7 && digits.length <= 11 && digits[1] !== '0';
  return /^[2-9][0-8]\d[2-9]\d{6}$/.test(digits) && !/^[6-9]\d{9}$/.test(digits);
}

/** `2026-08-11`, `3/10/84`, `20260811`, `1939-1945`. */
export function isDate(run: Run, first: number, last: number): boolean {
  const head = run.size(first);
  if (head === 8 && COMPACT_DATE.test(run.text.slice(run.starts[first], run.ends[first]))) return true;
  if (areYears(run, first, last)) return true;
  const sep = run.seps[first];
  if (
    last - first !== 2 ||
    !SEP.isMark(sep as number) ||
    run.seps[first + 1] !== sep ||
    run.size(first + 1) > 2
  )
    return false;
  const tail = run.size(last);
  return (head === 4 && tail <= 2) || (head <= 2 && (tail === 4 || tail === 2));
}

function areYears(run: Run, first: number, last: number): boolean {
  for (let index = first; index <= last; index += 1) {
    const start = run.starts[index] as number;
    if (run.size(index) !== 4 || !(run.text.startsWith('19', start) || run.text.startsWith('20', start)))
      return false;
  }
  return true;
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
