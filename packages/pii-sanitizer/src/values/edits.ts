// The changes that a text needs, whatever it is: JSON keeps its form, other text is changed in place.

import { REDACTED } from '../policies/placeholders.ts';
import { OPEN_BRACE, OPEN_BRACKET } from '../text/ascii.ts';
import type { Finding } from '../types.ts';
import { isCleanJson } from './clean-json.ts';
import { findAll } from './named-finding.ts';
import { RedactEditor } from './redact-editor.ts';
import { refuseBlocked, replaceFinding } from './replacement.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import { isUrlWithParameters, urlEdits } from './urls.ts';

/** text[start, end) becomes `text`. Lists of edits are sorted and disjoint. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

const NONE: readonly Edit[] = [];

/** The edits for a text; the shared empty list when it is clean. */
export function editsOf(
  text: string,
  key: string | undefined,
  rules: Rules,
  run: Run,
  depth: number,
): readonly Edit[] {
  if (!beginsLikeJson(text)) {
    const findings = findAll((part) => rules.detector.detect(part, key), text, rules);
    return plainEdits(text, findings, rules, run);
  }
  if (isCleanJson(text, key, rules, depth)) return NONE;
  const edits: Edit[] = [];
  new RedactEditor(rules, run, depth, key).push(text, true, edits);
  return edits;
}

/** The edits for a string that is a value: as for any text, but that a URL is known as one. */
export function valueEdits(
  text: string,
  key: string | undefined,
  rules: Rules,
  run: Run,
  depth: number,
): readonly Edit[] {
  return isUrlWithParameters(text) ? urlEdits(text, key, rules, run) : editsOf(text, key, rules, run, depth);
}

/** White space before JSON; a text that begins with more of it is plain. */
export const MAX_BLANKS = 1024;

/** Whether the first sign of a text, after white space, opens an object or an array. */
export function beginsLikeJson(text: string): boolean {
  let at = 0;
  let code = text.charCodeAt(0);
  while (at < MAX_BLANKS && (code <= 32 || code === 0xfeff)) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}

/** The edits for findings in text that is not JSON, or a part of it. `offset` is added to every edit. */
export function plainEdits(
  text: string,
  findings: readonly Finding[],
  rules: Rules,
  run: Run,
  offset = 0,
  inKey = false,
): readonly Edit[] {
  if (findings.length === 0) return NONE;
  refuseBlocked(findings, rules, run);
  const edits: Edit[] = [];
  for (const finding of findings) {
    const { start, end } = finding;
    const replacement = replaceFinding(text, finding, rules);
    const quoted = isJsonNumber(text, start, end) ? JSON.stringify(replacement) : replacement;
    run.note(finding, offset, inKey);
    edits.push({ start: start + offset, end: end + offset, text: quoted });
  }
  return edits;
}

/** The text with its edits made; the same string when there are none. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  let result = '';
  let from = 0;
  for (const { start, end, text: replacement } of edits) {
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}

/** The text with what was found in it replaced. */
export function replaceFindings(
  text: string,
  findings: readonly Finding[],
  rules: Rules,
  run: Run,
  inKey?: boolean,
): string {
  return applyEdits(text, plainEdits(text, findings, rules, run, 0, inKey));
}

/** A text without personal data; the same string when it had none. A string that is a value, unless `find` says otherwise. */
export function redactText(
  text: string,
  key: string | undefined,
  rules: Rules,
  run: Run,
  depth: number,
  find = valueEdits,
): string {
  if (text.length > rules.limits.maxStringChars) return run.noteLimit('size');
  const edits = find(text, key, rules, run, depth);
  return run.exceeded === undefined ? applyEdits(text, edits) : REDACTED;
}

const NUMBER = /^[-\d]/;
const KEY_BEFORE = /"[\0- ]{0,15}:[\0- ]{0,15}$/;
const END_AFTER = /^[\0- ]{0,16}(?:[,\]}]|$)/;
const MAX_GAP = 32;

/** Whether text[start, end) stands as a number after `"key":`, where a placeholder needs quotes. */
function isJsonNumber(text: string, start: number, end: number): boolean {
  return (
    NUMBER.test(text.charAt(start)) &&
    KEY_BEFORE.test(text.slice(Math.max(0, start - MAX_GAP), start)) &&
    END_AFTER.test(text.slice(end, end + MAX_GAP))
  );
}
