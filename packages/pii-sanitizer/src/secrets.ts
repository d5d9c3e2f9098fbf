// Secrets that a text spells out: `password=…`, `"token": "…"`, `Bearer …`, and passwords in URLs. One walk from left to
// right over ':', '=' and "Bearer": what was taken as a value is not looked into again.
import { nextBearer, readBearer } from './bearer.ts';
import { skipPlaceholders } from './policies/placeholders.ts';
import { announcesSecret } from './secret-key.ts';
import { readSecretValue } from './secret-value.ts';
import type { Finding } from './types.ts';
import { readUrlCredentials } from './url-credentials.ts';

const COLON = 58;
const EQUALS = 61;
const GREATER = 62;

/** Adds the secrets in `text` to `out`. */
export function scanSecrets(text: string, out: Finding[]): void {
  let position = 0;
  let colon = text.indexOf(':');
  let equals = text.indexOf('=');
  let bearer = nextBearer(text, 0);
  for (;;) {
    if (colon >= 0 && colon < position) colon = text.indexOf(':', position);
    if (equals >= 0 && equals < position) equals = text.indexOf('=', position);
    if (bearer >= 0 && bearer < position) bearer = nextBearer(text, position);
    const separator = first(colon, equals);
    if (separator < 0 && bearer < 0) return;
    if (bearer >= 0 && (separator < 0 || bearer < separator)) {
      const token = readBearer(text, bearer);
      position = token === undefined ? bearer + 1 : add(out, token.start, token.end, 0.85);
    } else if (separator === colon && text.startsWith('//', separator + 1)) {
      position = takeUrl(text, separator + 3, out);
    } else {
      position = takeAssignment(text, separator, position, out);
    }
  }
}

function first(a: number, b: number): number {
  if (a < 0) return b;
  return b < 0 ? a : Math.min(a, b);
}

function takeUrl(text: string, authority: number, out: Finding[]): number {
  const found = readUrlCredentials(text, authority);
  if (found === undefined) return authority;
  const start = Math.min(skipPlaceholders(text, found.start), found.end);
  return start < found.end ? add(out, start, found.end, 0.95) : found.end;
}

function takeAssignment(text: string, separator: number, from: number, out: Finding[]): number {
  let after = separator + 1;
  // `:=` assigns; `==`, `=>` and `::` do not.
  if (text.charCodeAt(separator) !== EQUALS && text.charCodeAt(after) === EQUALS) after += 1;
  const next = text.charCodeAt(after);
  if (next === EQUALS || next === COLON || (next === GREATER && text.charCodeAt(after - 1) === EQUALS))
    return after + 1;
  if (!announcesSecret(text, separator, from)) return after;
  const value = readSecretValue(text, after);
  if (value === undefined) return after;
  return value.secret ? add(out, value.start, value.end, 0.8) : value.end;
}

function add(out: Finding[], start: number, end: number, confidence: number): number {
  out.push({ type: 'SECRET', start, end, confidence });
  return end;
}
