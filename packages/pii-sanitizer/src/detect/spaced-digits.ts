// Digits with the same mark between each two of them, `4 1 1 1 …`: a way round every pattern that knows the printed groups.

import type { Finding } from '../types.ts';
import { isCardNumber } from './card.ts';
import { findingAt } from './finding-at.ts';
import * as KIND from './kind.ts';
import type { Run } from './run.ts';
import { isIssuedSsn, isNearSsn } from './ssn.ts';
import type { Surroundings } from './surroundings.ts';

/** The card or social security number that the single digits from group `first` on spell, if they do. */
export function matchSpacedDigits(run: Run, first: number, around: Surroundings): Finding | undefined {
  if (first > 0 && run.size(first - 1) === 1 && run.kinds[first - 1] === KIND.digits) return undefined;
  const sep = run.seps[first];
  let last = first;
  while (run.seps[last] === sep && run.size(last + 1) === 1 && run.kinds[last + 1] === KIND.digits) last += 1;
  const count = last - first + 1;
  if (count !== 9 && (count < 13 || count > 19)) return undefined;
  const start = run.starts[first] as number;
  const end = run.ends[last] as number;
  const digits = run.compact(first, last);
  if (count > 9) return isCardNumber(digits) ? findingAt('CREDIT_CARD', start, end, 0.85) : undefined;
  return isIssuedSsn(digits) && isNearSsn(around.at(start, end))
    ? findingAt('US_SSN', start, end, 0.85)
    : undefined;
}
