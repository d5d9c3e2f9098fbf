// URLs that stand by themselves (RFC 3986): the names of their query parameters are keys, and say what the values are.

import { COLON } from '../text/ascii.ts';
import type { Finding } from '../types.ts';
import { type Edit, plainEdits, replaceFindings } from './edits.ts';
import { joinSpans } from './join-spans.ts';
import { knownKey } from './names.ts';
import { replaceKeyed } from './replacement.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';

const MAX_CHARS = 8_192;
/** What would end a value inside a query. */
const DELIMITER = /[&#\s]/g;

/** Whether a text is one URL with a query or a fragment that holds parameters. */
export function isUrlWithParameters(text: string): boolean {
  let at = 0;
  let code = text.charCodeAt(0);
  // Small letters, and + - . and digits after the first.
  while ((code >= 97 && code <= 122) || (at > 0 && code >= 43 && code <= 57 && code !== 44 && code !== 47)) {
    at += 1;
    code = text.charCodeAt(at);
  }
  if (code !== COLON || at === 0 || !text.startsWith('//', at + 1)) return false;
  return text.length <= MAX_CHARS && text.includes('=') && !/\s/.test(text);
}

/** The edits for such a URL, as text and parameter by parameter. */
export function urlEdits(text: string, key: string | undefined, rules: Rules, run: Run): readonly Edit[] {
  const asParameters = parameterEdits(text, rules, run);
  const isOpen = ({ start, end }: Finding): boolean =>
    !asParameters.some((edit) => edit.start <= start && end <= edit.end);
  const findings = rules.detector.detect(text, key).filter(isOpen);
  const asText = plainEdits(text, findings, rules, run);
  return asParameters.length === 0 ? asText : merge(asText, asParameters);
}

function parameterEdits(text: string, rules: Rules, run: Run): Edit[] {
  const edits: Edit[] = [];
  for (const { index, 0: match, 1: name = '', 2: raw = '' } of text.matchAll(/[?&#;]([^=&#;?]+)=([^&#]*)/g)) {
    const end = index + match.length;
    const start = end - raw.length;
    const value = decode(raw);
    const from = run.noteCount;
    const clean = replaceParameter(value, decode(name), rules, run);
    for (const finding of run.notesFrom(from)) Object.assign(finding, { start, end });
    if (clean !== value) edits.push({ start, end, text: clean.replace(DELIMITER, encodeURIComponent) });
  }
  return edits;
}

function replaceParameter(value: string, name: string, rules: Rules, run: Run): string {
  const rule = knownKey(name, rules);
  if (rule && value !== '') {
    const result = replaceKeyed(value, rule, rules, run);
    if (result !== undefined) return typeof result === 'string' ? result : '';
  }
  return replaceFindings(value, rules.detector.detect(value, name), rules, run);
}

/** Percent-decoding (and `+`, as forms write a space); a broken one stands for itself. */
function decode(raw: string): string {
  if (!raw.includes('%') && !raw.includes('+')) return raw;
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return raw;
  }
}

/** Both lists in order. Where two overlap, one edit covers both. */
function merge(first: readonly Edit[], second: readonly Edit[]): Edit[] {
  return joinSpans([...first, ...second], (last, { end, text }) =>
    end > last.end ? { start: last.start, end, text: last.text + text } : last,
  );
}
