// Telephone numbers: North American in its usual spellings, seven-digit local ones, and any country's after a '+'.
import { isAfterBreak, isFreeAfter, isFreeBefore } from './boundary.ts';
import { isDigit } from './chars.ts';
import { DASH, type DigitGroups, DOT, NEWLINE, PAREN, SPACE } from './digit-groups.ts';
import type { Finding } from './types.ts';

const PLUS = 43;
const OPEN = 40;
const CONTEXT_CHARS = 32;
const CONTEXT = /\b(?:phone|tel|telephone|mobile|cell|fax|call|dial|text|sms|whatsapp|contact|reach)/i;
const EXTENSION = /[ ,]{0,2}(?:x|ext\.?|extension) ?\d{1,6}/iy;

/** The telephone number that starts at the first group, if there is one. */
export function matchPhone(text: string, groups: DigitGroups, from: number, to: number): Finding | undefined {
  const at = groups.start(0);
  if (at > from && text.charCodeAt(at - 1) === PLUS) {
    const international = matchInternational(text, groups, from, to);
    if (international !== undefined) return international;
  }
  return matchNorthAmerican(text, groups, from, to) ?? matchLocal(text, groups, from, to);
}

/** ITU-T E.164 after a '+': 8 to 15 digits, 9 or more when nothing separates them. */
function matchInternational(
  text: string,
  groups: DigitGroups,
  from: number,
  to: number,
): Finding | undefined {
  const start = groups.start(0) - 1;
  const lead = text.charCodeAt(groups.start(0));
  if (lead === 48 || !isFreeBefore(text, start, from)) return undefined;
  let total = 0;
  let end = -1;
  for (let index = 0; index < groups.count; index += 1) {
    const size = groups.size(index);
    // A separate number may follow a whole one; one digit more is rarely part of it.
    if (
      index > 0 &&
      (groups.separator(index - 1) === NEWLINE || (total >= 11 && end > 0) || total + size > 15)
    )
      break;
    if (end > 0 && size < 2) break;
    total += size;
    if (total >= (index === 0 ? 9 : 8) && total <= 15) end = groups.end(index);
  }
  return end > 0 && isFreeAfterPhone(text, end, to) ? phone(text, start, end, to, 0.9) : undefined;
}

/** 3-3-4 with an optional leading 1; parentheses round the area; or ten digits in one or two pieces. */
function matchNorthAmerican(
  text: string,
  groups: DigitGroups,
  from: number,
  to: number,
): Finding | undefined {
  const prefixed = groups.size(0) === 1 && text[groups.start(0)] === '1' && joins(groups.separator(0));
  const area = prefixed ? 1 : 0;
  const last = lastOfTen(groups, area);
  if (last < 0) return undefined;
  const lead = groups.start(area);
  const bracketed =
    text.charCodeAt(lead - 1) === OPEN && groups.separator(area) === PAREN && lead - 1 >= from;
  if (!bracketed && hasParen(groups, area, last)) return undefined;
  let start = lead;
  if (prefixed) start = groups.start(0);
  else if (bracketed) start = lead - 1;
  const end = groups.end(last);
  const free = (bracketed && !prefixed) || isFreeBefore(text, start, from);
  if (!free || !isFreeAfterPhone(text, end, to)) return undefined;
  const marked = last > area && !hasOnlySpaces(groups, area, last);
  // Seconds since 1970 are ten digits with a leading 1 until 2033: such a run needs a word that says telephone.
  const plausible = text.charCodeAt(lead) >= 50 || marked || hasContext(text, start, from);
  return plausible ? phone(text, start, end, to, marked ? 0.85 : 0.5) : undefined;
}

/** The last group of ten digits split as 3-3-4, 6-4, 3-7 or not at all, or -1. */
function lastOfTen(groups: DigitGroups, area: number): number {
  const first = groups.size(area);
  if (first === 10) return area;
  const next = groups.size(area + 1);
  if (!joins(groups.separator(area))) return -1;
  if ((first === 6 && next === 4) || (first === 3 && next === 7)) {
    // With a space or a point between, it is two numbers or a decimal fraction.
    return groups.separator(area) === DASH ? area + 1 : -1;
  }
  if (first !== 3 || next !== 3 || groups.size(area + 2) !== 4) return -1;
  return joins(groups.separator(area + 1)) ? area + 2 : -1;
}

/** 555-1234: weak, so it has to stand quite alone. */
function matchLocal(text: string, groups: DigitGroups, from: number, to: number): Finding | undefined {
  if (groups.size(0) !== 3 || groups.size(1) !== 4 || groups.separator(0) !== DASH) return undefined;
  const start = groups.start(0);
  const end = groups.end(1);
  if (text.charCodeAt(start) < 50 || !isAfterBreak(text, start, from) || !isFreeAfterPhone(text, end, to)) {
    return undefined;
  }
  return phone(text, start, end, to, 0.5);
}

function joins(separator: number): boolean {
  return separator === SPACE || separator === DASH || separator === DOT || separator === PAREN;
}

function hasParen(groups: DigitGroups, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (groups.separator(index) === PAREN) return true;
  return false;
}

function hasOnlySpaces(groups: DigitGroups, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (groups.separator(index) !== SPACE) return false;
  return true;
}

/** Brackets end the search, so that a placeholder in the way does not change the answer. */
function hasContext(text: string, start: number, from: number): boolean {
  const before = text.slice(Math.max(from, start - CONTEXT_CHARS), start);
  return CONTEXT.test(before.slice(Math.max(before.lastIndexOf('['), before.lastIndexOf(']')) + 1));
}

function isFreeAfterPhone(text: string, end: number, to: number): boolean {
  return isFreeAfter(text, end, to) || endOfExtension(text, end, to) > end;
}

function endOfExtension(text: string, end: number, to: number): number {
  EXTENSION.lastIndex = end;
  if (!EXTENSION.test(text)) return end;
  const last = EXTENSION.lastIndex;
  return last <= to && !isDigit(text.charCodeAt(last)) && isFreeAfter(text, last, to) ? last : end;
}

function phone(text: string, start: number, end: number, to: number, confidence: number): Finding {
  return { type: 'PHONE', start, end: endOfExtension(text, end, to), confidence };
}
