// Secrets that a text spells out: `password=…`, `"token": "…"`, `Bearer …`, passwords in URLs, private keys. Each pass looks for
// a character that is rare in prose, and a reader for each kind looks at what stands there.
import { isAlnum, isWord } from '../text/chars.ts';
import type { Finding } from '../types.ts';
import { joinSpans } from '../values/join-spans.ts';
import { readAssignment } from './assignment.ts';
import { isBearer, readBearer } from './bearer.ts';
import { readClosingTag } from './closing-tag.ts';
import { readColonKey } from './colon-key.ts';
import { readNetrc } from './netrc.ts';
import { readPrivateKey, readPuttyKey } from './private-key.ts';
import { type Reading, secretAt } from './reading.ts';
import { mayAnnounce } from './secret-key.ts';
import { readUrlCredentials } from './url-credentials.ts';
import { matchVendorKey } from './vendor-key.ts';

/** Adds the secrets in `text` to `out`, in rising order and disjoint. Keys that hold a digit are left to `matchSecretToken`. */
export function scanSecrets(text: string, out: Finding[]): void {
  const first = out.length;
  scanColons(text, out);
  scanFor('=', readEquals, text, out);
  scanFor('B', readLetterB, text, out);
  scanFor('_', readUnderscore, text, out);
  scanFor('</', readClosingTag, text, out);
  if (text.startsWith('machine ')) scanNetrc(text, out);
  if (out.length > first + 1) settle(out, first);
}

function scanColons(text: string, out: Finding[]): void {
  let from = 0;
  // Without '@' there is no password in a URL.
  let sign = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', Math.max(from, at + 1))) {
    const next = text.charCodeAt(at + 1);
    if (next === 47 && text.charCodeAt(at + 2) === 47) {
      if (sign >= 0 && sign < at) sign = text.indexOf('@', at);
      if (sign >= 0) from = take(readUrlCredentials(text, at + 3), out, from);
    } else {
      if (next > 32 && isNameEnd(text.charCodeAt(at - 1)))
        from = take(readColonKey(text, at, from), out, from);
      if (from <= at && mayAnnounce(text, at))
        from = take(readPuttyKey(text, at) ?? readAssignment(text, at, from), out, from);
    }
  }
}

/** A letter, digit or `*`, behind which a colon is part of a token. */
function isNameEnd(code: number): boolean {
  return isAlnum(code) || code === 42;
}

/** Reads what stands round each `mark`, beyond the end of what was read before. */
function scanFor(
  mark: string,
  read: (text: string, at: number, from: number) => Reading | undefined,
  text: string,
  out: Finding[],
): void {
  let from = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, Math.max(from, at + 1)))
    from = take(read(text, at, from), out, from);
}

function readEquals(text: string, at: number, from: number): Reading | undefined {
  return mayAnnounce(text, at) ? readAssignment(text, at, from) : undefined;
}

/** `Bearer …`, `Basic …`, `-----BEGIN PRIVATE KEY-----`. */
function readLetterB(text: string, at: number): Reading | undefined {
  if (isBearer(text, at)) return readBearer(text, at);
  return text.charCodeAt(at - 1) <= 45 ? readPrivateKey(text, at) : undefined;
}

/** Keys of Hugging Face, GitHub, npm and Stripe, which may hold no digit. */
function readUnderscore(text: string, at: number): Reading | undefined {
  const size = lengthOfPrefix(text, at);
  return size > 0 && at >= size ? readKey(text, at - size) : undefined;
}

function lengthOfPrefix(text: string, underscore: number): number {
  switch (text.charCodeAt(underscore - 1)) {
    case 102: // f
      return text.charCodeAt(underscore - 2) === 104 ? 2 : 0;
    case 109: // m
      return text.startsWith('np', underscore - 3) ? 3 : 0;
    case 101: // e
      return text.startsWith('k_liv', underscore - 6) ? 7 : 0;
    case 116: // t
      return text.startsWith('k_tes', underscore - 6) ? 7 : 0;
    default:
      return text.charCodeAt(underscore - 2) === 104 && text.charCodeAt(underscore - 3) === 103 ? 3 : 0;
  }
}

function readKey(text: string, start: number): Reading | undefined {
  if (isWord(text.charCodeAt(start - 1))) return undefined;
  const match = matchVendorKey(text, start);
  return match && secretAt(start, match.end, match.confidence);
}

function scanNetrc(text: string, out: Finding[]): void {
  for (let at = 0; at >= 0; at = text.indexOf('\nmachine ', at) + 1 || -1) take(readNetrc(text, at), out, 0);
}

/** Adds what was read, and says where to go on. */
function take(reading: Reading | undefined, out: Finding[], from: number): number {
  if (reading === undefined) return from;
  const { start, end, secret, confidence } = reading;
  if (secret) out.push({ type: 'SECRET', start, end, confidence });
  return end;
}

/** Sorts the findings from `first` on, and makes one of those that overlap. */
function settle(out: Finding[], first: number): void {
  for (const finding of joinSpans(out.splice(first), (last, { end }) => ({
    ...last,
    end: Math.max(end, last.end),
  })))
    out.push(finding);
}
