// The bracketed texts that take the place of findings, and how to know them again: what was redacted once is left alone.
import { OPEN_BRACKET } from '../text/ascii.ts';
import { PHRASES } from '../values/key-table.ts';

export const REDACTED = '[REDACTED]';

/** Types whose placeholder has another name than the type. */
const LABELS: Readonly<Record<string, string>> = { US_SSN: 'SSN', SECRET: 'REDACTED' };

/** The types that are code and not rows of a table. */
export const CORE_TYPES = [...Object.keys(PHRASES), ...'BIC CRYPTO IBAN IP_ADDRESS MAC'.split(' ')];

/** The bare placeholders that count as such wherever they stand. A made-up `[HUNTER2]` after `password=` does not. */
const KNOWN: ReadonlySet<string> = new Set([
  ...CORE_TYPES,
  ...'REDACTED SSN URL LOCATION ZIP BINARY DENIED'.split(' '),
]);

/** `[TYPE]`, the pseudonym `[TYPE_1]` and the token `[TYPE:a123456789abcdef]`, none of which a card's or a telephone's number would be in brackets. */
const FORM = /\[([A-Z][A-Z0-9_]{1,40})(:[a-f][0-9a-f]{15})?\]/y;
const NUMBERED = /_[1-9]\d{0,5}$/;
const ANY = /\[[A-Z][A-Z0-9_]{1,40}(?::[a-f][0-9a-f]{15})?\]/g;
const MAX_CHARS = 64;

/** The name of a type inside a placeholder. */
export function labelOf(type: string): string {
  return LABELS[type] ?? type;
}

/** `[EMAIL]`, `[SSN]` for US_SSN, `[REDACTED]` for SECRET and for what a key told. */
export function placeholderOf(type: string, byKey = false): string {
  return byKey ? REDACTED : `[${labelOf(type)}]`;
}

/** The offset after the placeholder at `from`, or `from` when none stands there. */
function skipOne(text: string, from: number): number {
  if (text.charCodeAt(from) !== OPEN_BRACKET) return from;
  FORM.lastIndex = from;
  const match = FORM.exec(text);
  if (match === null) return from;
  const [all, label, token] = match;
  return token !== undefined || KNOWN.has(label as string) || NUMBERED.test(label as string)
    ? from + all.length
    : from;
}

/** Whether the whole text is one placeholder, pseudonym or token. */
export function isPlaceholder(text: string): boolean {
  return text.length > 2 && text.length <= MAX_CHARS && skipOne(text, 0) === text.length;
}

/** Whether what begins at `start` begins inside a placeholder: the digits of a token are no telephone number. */
export function isInsidePlaceholder(text: string, start: number): boolean {
  const least = Math.max(0, start - MAX_CHARS);
  let open = start;
  while (open >= least && text.charCodeAt(open) !== OPEN_BRACKET) open -= 1;
  return open >= least && skipOne(text, open) > start;
}

/** A name without placeholders of any type: the word in `[EMAIL]` must not make a redacted key look sensitive. */
export function withoutPlaceholders(name: string): string {
  return name.includes('[') ? name.replace(ANY, ' ') : name;
}
