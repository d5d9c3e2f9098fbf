// What takes the place of a finding, by the policy for its type.
import { findingAt } from '../detect/finding-at.ts';
import { PiiBlockedError } from '../errors.ts';
import { isPlaceholder, labelOf, placeholderOf } from '../policies/placeholders.ts';
import type { Policy, PolicyMatch } from '../policies/policy.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import type { NamedFinding } from './named-finding.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import type { KeyRule } from './sensitive-keys.ts';

/** Stands for a member that is left out. */
export const DROPPED = Symbol('dropped');

/** What stays of a dropped finding in a text: without it, what stood on either side could join to something new. */
const HOLE = '[]';

/** The text in place of a finding. Findings of blocked types have been refused before. */
export function replaceFinding(text: string, finding: NamedFinding, rules: Rules): string {
  const { type, start, end, rule } = finding;
  const policy = rules.policyOf(type);
  if (policy === 'drop') return HOLE;
  const byKey = rule !== undefined;
  if (typeof policy === 'string') return placeholderOf(type, byKey);
  const found = text.slice(start, end);
  const result = policy(matchOf(type, found, found, byKey));
  // What shows of a value must not join with what stands beside it.
  return result.endsWith(']') || !isJoined(text, end, result) ? result : placeholderOf(type);
}

const WORD_BESIDE = /[\p{L}\p{N}_@+]|[-.][\p{L}\p{N}]/uy;
const NUMBER_BESIDE = /[^\p{L}\p{N}]{0,3}\p{Nd}/uy;
const ENDS_IN_DIGIT = /\p{Nd}$/u;

/** Whether a word, or a number, could go on behind `end`. */
function isJoined(text: string, end: number, shown: string): boolean {
  const beside = ENDS_IN_DIGIT.test(shown) ? [WORD_BESIDE, NUMBER_BESIDE] : [WORD_BESIDE];
  return beside.some((pattern) => endOfMatch(pattern, text, end) >= 0);
}

/** Throws when one of the findings may not pass. */
export function refuseBlocked(findings: readonly Finding[], rules: Rules, run: Run): void {
  const types = new Set<string>();
  for (const { type } of findings) if (rules.policyOf(type) === 'block') types.add(type);
  if (types.size > 0) throw new PiiBlockedError([...types], run.pointer());
}

/** `"passport": "^0.7.0"` is a package that a project needs. */
const VERSION = /^[~^]?\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** What takes the place of a whole value under a sensitive key, or DROPPED; undefined when the rule does not apply to it. */
export function replaceKeyed(value: unknown, rule: KeyRule, rules: Rules, run: Run): unknown {
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (rule.numbersOnly && !isNumberLike(text, typeof value === 'number')) return undefined;
  if (isPlaceholder(text) || (text !== '' && rules.isAllowed(text))) return undefined;
  const { type } = rule;
  if (type !== 'DATE_TIME' && VERSION.test(text)) return undefined;
  return replaceWhole(matchOf(type, text, value, true), rules.policyOf(type), run);
}

/** Bytes, for whose type there is a policy. */
export function replaceBinary(value: object, policy: Policy, run: Run): unknown {
  return replaceWhole(matchOf('BINARY', '', value, false), policy, run);
}

function matchOf(type: string, text: string, value: unknown, byKey: boolean): PolicyMatch {
  return { type, label: labelOf(type), text, value, byKey };
}

function replaceWhole(match: PolicyMatch, policy: Policy, run: Run): unknown {
  const { type, text, byKey } = match;
  run.note(findingAt(type, 0, text.length, 1));
  if (policy === 'drop') return DROPPED;
  if (policy === 'block') throw new PiiBlockedError([type], run.pointer());
  return policy === 'placeholder' ? placeholderOf(type, byKey) : policy(match);
}

/** The text of a value that can be hidden, '' for containers; undefined for booleans, null and what has no content. */
function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? undefined : '';
    default:
      return undefined;
  }
}

const MIN_DIGITS = 7;
const NUMBER = /^\+?[\d ().\-/]{7,30}$/;

/** Seven digits or more, in a text with the usual separators. */
export function isNumberLike(text: string, whole: boolean): boolean {
  if (whole && !/^\d+$/.test(text)) return false;
  return NUMBER.test(text) && text.replace(/\D+/g, '').length >= MIN_DIGITS;
}
