// Numbers that are personal: cards, US social security numbers, telephones. One narrow trigger finds seven digits with
// little between them; everything else is decided by hand on the groups around that place.

import { isFreeAfter, isFreeBefore } from './boundary.ts';
import { matchCard } from './card.ts';
import { isDigit } from './chars.ts';
import { DASH, DigitGroups } from './digit-groups.ts';
import { Gaps } from './gaps.ts';
import { matchPhone } from './phone.ts';
import type { Finding } from './types.ts';

/** Bounded repetition and a first character out of ten: linear, and fast where there are no digits. */
const TRIGGER = /\d(?:[-.()\s\u2010-\u2015\u2212]{0,2}\d){6}/g;

/** Adds cards, social security numbers and telephone numbers outside `spans` to `out`. */
export function scanNumbers(text: string, spans: readonly Finding[], out: Finding[]): void {
  TRIGGER.lastIndex = 0;
  if (!TRIGGER.test(text)) return;
  TRIGGER.lastIndex = 0;
  const gaps = new Gaps(spans, text.length);
  const groups = new DigitGroups();
  let taken = 0;
  for (let hit = TRIGGER.exec(text); hit !== null; hit = TRIGGER.exec(text)) {
    const at = hit.index;
    if (!gaps.contains(at)) {
      TRIGGER.lastIndex = gaps.resumeAt;
      continue;
    }
    const from = Math.max(gaps.from, taken);
    groups.read(text, at, gaps.to);
    const found =
      matchCard(text, groups, from, gaps.to) ??
      matchSsn(text, groups, from, gaps.to) ??
      matchPhone(text, groups, from, gaps.to);
    if (found === undefined) {
      TRIGGER.lastIndex = endOfRun(text, groups.end(0));
    } else {
      out.push(found);
      taken = found.end;
      TRIGGER.lastIndex = taken;
    }
  }
}

function endOfRun(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** AAA-GG-SSSS. Numbers that were never issued (SSA: area 000, 666 or 9xx, group 00, serial 0000) count too, with less confidence. */
function matchSsn(text: string, groups: DigitGroups, from: number, to: number): Finding | undefined {
  if (groups.size(0) !== 3 || groups.size(1) !== 2 || groups.size(2) !== 4) return undefined;
  if (groups.separator(0) !== DASH || groups.separator(1) !== DASH) return undefined;
  const start = groups.start(0);
  const end = groups.end(2);
  if (!isFreeBefore(text, start, from) || !isFreeAfter(text, end, to)) return undefined;
  const area = text.slice(start, start + 3);
  const issued =
    area !== '000' &&
    area !== '666' &&
    area < '900' &&
    text.slice(groups.start(1), groups.end(1)) !== '00' &&
    text.slice(groups.start(2), end) !== '0000';
  return { type: 'US_SSN', start, end, confidence: issued ? 0.95 : 0.6 };
}
