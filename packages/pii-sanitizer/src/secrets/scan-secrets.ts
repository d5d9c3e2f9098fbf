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
  scanEquals(text, out);
  scanLetterB(text, out);
  scanUnderscores(text, out);
  scanClosingTags(text, out);
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

function scanEquals(text: string, out: Finding[]): void {
  let from = 0;
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', Math.max(from, at + 1)))
    if (mayAnnounce(text, at)) from = take(readAssignment(text, at, from), out, from);
}

/** `Bearer …`, `Basic …`, `-----BEGIN PRIVATE KEY-----`. */
function scanLetterB(text: string, out: Finding[]): void {
  let from = 0;
  for (let at = text.indexOf('B'); at >= 0; at = text.indexOf('B', Math.max(from, at + 1))) {
    if (isBearer(text, at)) from = take(readBearer(text, at), out, from);
    else if (text.charCodeAt(at - 1) <= 45) from = take(readPrivateKey(text, at), out, from);
  }
}

/** Keys of Hugging Face, GitHub, npm and Stripe, which may hold no digit. */
function scanUnderscores(text: string, out: Finding[]): void {
  let from = 0;
  for (let at = text.indexOf('_'); at >= 0; at = text.indexOf('_', Math.max(from, at + 1))) {
    const size = lengthOfPrefix(text, at);
    if (size > 0 && at >= size) from = take(readKey(text, at - size), out, from);
  }
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

function scanClosingTags(text: string, out: Finding[]): void {
  for (let at = text.indexOf('</'); at >= 0; at = text.indexOf('</', at + 2))
    take(readClosingTag(text, at), out, 0);
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
