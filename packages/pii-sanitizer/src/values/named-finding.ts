// What is found in text that is not JSON as a whole: by itself, and by the name that stands over it or before it.
import { isPlaceholder } from '../policies/placeholders.ts';
import type { Finding } from '../types.ts';
import { joinSpans } from './join-spans.ts';
import { readPairs } from './pairs.ts';
import type { Rules } from './rules.ts';
import type { KeyRule } from './sensitive-keys.ts';
import { NOTHING, readLines } from './table.ts';

/** A finding that a name told. */
export interface NamedFinding extends Finding {
  readonly rule?: KeyRule;
}

/**
 * What `detect` finds, the values of pairs and the cells of tables, in order. `from` and `above` are as for `readLines`.
 */
export function findAll(
  detect: (text: string) => readonly Finding[],
  text: string,
  rules: Rules,
  from = 0,
  above = NOTHING,
): readonly NamedFinding[] {
  const named: NamedFinding[] = [];
  readPairs(text, rules, named);
  const found = findBeside(named, detect, text);
  const { length } = named;
  if (above !== NOTHING || text.includes('\n'))
    readLines(text, from, above, rules, named, () => covered(text, found));
  return named.length === length ? found : findBeside(named, detect, text);
}

/** What has a name in place of what `detect` finds inside it. It says nothing of what stands beside it: once redacted, it will be gone. */
function findBeside(
  named: readonly NamedFinding[],
  detect: (text: string) => readonly Finding[],
  text: string,
): readonly NamedFinding[] {
  if (named.length === 0) return detect(text);
  const spans = joinSpans(named);
  return joinSpans([...spans, ...detect(covered(text, spans))]);
}

/** Adds what a name told, unless it has been replaced already or is allowed. */
export function addNamed(
  named: NamedFinding[],
  rule: KeyRule,
  text: string,
  start: number,
  rules: Rules,
): void {
  if (!isPlaceholder(text) && !rules.isAllowed(text))
    named.push({ type: rule.type, start, end: start + text.length, confidence: 0.9, rule });
}

/** A text with brackets over what was found, of which the placeholder will have one. */
function covered(text: string, found: readonly Finding[]): string {
  let done = '';
  for (const { start, end } of found) done = (done + text.slice(done.length, start)).padEnd(end, '[');
  return done + text.slice(done.length);
}
