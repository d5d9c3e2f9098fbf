// US social security numbers: AAA-GG-SSSS. Areas, groups and serials that the SSA never issues (randomisation of 2011) are refused.

import type { Finding } from '../types.ts';
import { wordsOf } from './context-words.ts';
import { findingAt } from './finding-at.ts';
import * as KIND from './kind.ts';
import { isFree } from './placement.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';
import type { Surroundings } from './surroundings.ts';

const NEAR = 48;
const PLACEHOLDER_BEFORE = /\][\s()./-]{0,6}$/;
const PLACEHOLDER_AFTER = /^[\s()./-]{0,6}\[/;
const CONTEXT = wordsOf(
  'ssn|social security|social sec|soc sec|ssid|social insurance|SS|taxpayer|seguro social',
);

/** The number that starts at group `first`, if there is one. */
export function matchSsn(
  run: Run,
  first: number,
  from: number,
  to: number,
  around: Surroundings,
): Finding | undefined {
  const size = run.size(first);
  if (size === 9) return matchBare(run, first, from, to, around);
  if (size !== 3 || run.size(first + 1) !== 2 || run.size(first + 2) !== 4) return undefined;
  const sep = run.seps[first] as number;
  if (run.seps[first + 1] !== sep || sep === SEP.mixed || sep === SEP.slash) return undefined;
  if (
    run.kinds[first] !== KIND.digits ||
    run.kinds[first + 1] !== KIND.digits ||
    run.kinds[first + 2] !== KIND.digits
  )
    return undefined;
  if (!isIssuedSsn(run.compact(first, first + 2)) || !isFree(run, first, first + 2, from, to))
    return undefined;
  const start = run.starts[first] as number;
  const end = run.ends[first + 2] as number;
  if (sep === SEP.dash) return findingAt('US_SSN', start, end, 0.95);
  if (isNearSsn(around.at(start, end))) return findingAt('US_SSN', start, end, 0.94);
  return sep === SEP.space && isAlone(run, first) ? findingAt('US_SSN', start, end, 0.6) : undefined;
}

/** No other number next to it, nor the placeholder of one: three columns of a table look the same. */
function isAlone(run: Run, first: number): boolean {
  const start = run.starts[first] as number;
  const end = run.ends[first + 2] as number;
  if (PLACEHOLDER_BEFORE.test(run.text.slice(Math.max(0, start - 7), start))) return false;
  if (PLACEHOLDER_AFTER.test(run.text.slice(end, end + 7))) return false;
  const before = first > 0 && run.kinds[first - 1] !== KIND.letters;
  const after = first + 3 < run.count && run.kinds[first + 3] !== KIND.letters;
  return !before && !after;
}

function matchBare(
  run: Run,
  first: number,
  from: number,
  to: number,
  around: Surroundings,
): Finding | undefined {
  if (run.kinds[first] !== KIND.digits || !isFree(run, first, first, from, to)) return undefined;
  const start = run.starts[first] as number;
  const distance = around.at(start, start + 9).distance(CONTEXT);
  if (distance > NEAR || !isIssuedSsn(run.text.slice(start, start + 9))) return undefined;
  return findingAt('US_SSN', start, start + 9, 0.93 - distance / 1000);
}

/** Whether nine digits could have been issued. */
export function isIssuedSsn(digits: string): boolean {
  const area = digits.slice(0, 3);
  return (
    area !== '000' &&
    area !== '666' &&
    area < '900' &&
    digits.slice(3, 5) !== '00' &&
    digits.slice(5) !== '0000'
  );
}

/** Whether a word near by speaks of such a number. */
export function isNearSsn(around: Surroundings): boolean {
  return around.distance(CONTEXT) <= NEAR;
}
