// Numbers that are not under a sensitive key: only payment cards tell by themselves. Ids, counts and times are left alone.
import type { Finding } from '../types.ts';
import { replaceFindings } from './edits.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
const DIGITS = /^\d+$/;

/** Whether an integer of so many characters may be a card number. */
export function mayBeCard(size: number): boolean {
  return size >= MIN_DIGITS && size <= MAX_DIGITS;
}

/** What takes the place of an integer, written in digits, that is a card number; undefined for all others. */
export function replaceCard(
  digits: string,
  key: string | undefined,
  rules: Rules,
  run: Run,
): string | undefined {
  if (!mayBeCard(digits.length) || !DIGITS.test(digits)) return undefined;
  const found = rules.detector.detect(digits, key).find((finding) => isWholeCard(finding, digits));
  return found && replaceFindings(digits, [found], rules, run);
}

function isWholeCard({ type, start, end }: Finding, digits: string): boolean {
  return start === 0 && end === digits.length && (type === 'CREDIT_CARD' || type === 'DENIED');
}
