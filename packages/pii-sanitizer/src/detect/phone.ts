// Telephone numbers: any country's after a '+', North American by their printed forms, all others by form and the words round them.

import { CLOSE_PAREN, OPEN_PAREN, PLUS } from '../text/ascii.ts';
import { isAlnum } from '../text/chars.ts';
import { isEscapeIn } from '../text/escape.ts';
import type { Finding } from '../types.ts';
import { findingAt } from './finding-at.ts';
import type { Place } from './identifiers.ts';
import { isDate, isPlausible, PROVEN, strengthOf } from './phone-form.ts';
import { lastGroup, MAX_DIGITS, MIN_DIGITS, MIN_INTERNATIONAL, tailOf } from './phone-groups.ts';
import { isOtherNumber, saidOfPhone } from './phone-words.ts';

/** The telephone number that starts at group `first`, if there is one. */
export function matchPhone(place: Place, first: number, from: number): Finding | undefined {
  const { run, to } = place;
  let start = run.starts[first] as number;
  const sign = start > from ? run.codes[start - 1] : 0;
  const isInternational = sign === PLUS;
  if (isInternational) start -= 1;
  if (
    isInternational &&
    start > from &&
    isAlnum(run.codes[start - 1] as number) &&
    !isEscapeIn(run.codes, start - 1)
  )
    return undefined;
  const last = lastGroup(run, first, isInternational);
  if (last < 0) return undefined;
  const tail = tailOf(run, last, to);
  if (tail === undefined) return undefined;
  // Bare digits are the commonest of all numbers: nothing but words can make them a telephone's.
  if (place.isSilent && last === first && !isInternational && !tail.hasExtension) return undefined;
  const digits = run.compact(first, last, tail.digitsEnd);
  if (digits.length < (isInternational ? MIN_INTERNATIONAL : MIN_DIGITS) || digits.length > MAX_DIGITS)
    return undefined;
  // The bracket before the number is closed within it.
  const isOpened = sign === OPEN_PAREN && run.codes.subarray(start, tail.end).includes(CLOSE_PAREN);
  if (isOpened) start -= 1;
  const { end } = tail;
  const strength = strengthOf(digits, run, first, last, isInternational, isOpened, tail.hasExtension);
  if (strength >= PROVEN) return findingAt('PHONE', start, end, strength);
  if (isDate(run, first, last)) return undefined;
  if (place.isWhole(start, end) && isPlausible(digits, run, first, last))
    return findingAt('PHONE', start, end, Math.max(strength, 0.5));
  if (place.isSilent && strength <= 0.5) return undefined;
  const words = place.around.at(start, end);
  const said = saidOfPhone(words);
  if (said !== undefined) return findingAt('PHONE', start, end, said.confidence - said.distance / 1000);
  return strength > 0.5 && !isOtherNumber(words) ? findingAt('PHONE', start, end, strength) : undefined;
}
