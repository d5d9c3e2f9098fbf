// Secrets that a text spells out: `password=…`, `"token": "…"`, `Bearer …`, passwords in URLs, private keys. Each pass looks for
// a character that is rare in prose, and a reader for each kind looks at what stands there.
import { isWord } from '../text/chars.ts';
import type { Signs } from '../detect/signs.ts';
import type { Finding } from '../types.ts';
import { joinSpans } from '../values/join-spans.ts';
import { readAssignment } from './assignment.ts';
import { isBearer, readBearer } from './bearer.ts';
import { readClosingTag } from './closing-tag.ts';
import { mayEndKey, readColonKey } from './colon-key.ts';
import { readNetrc } from './netrc.ts';
import { readPrivateKey, readPuttyKey } from './private-key.ts';
import { type Reading, secretAt } from './reading.ts';
import { mayAnnounce } from './secret-key.ts';
import { readUrlCredentials } from './url-credentials.ts';
import { matchVendorKey } from './vendor-key.ts';

const COLON = 58;
const EQUALS = 61;
const LETTER_B = 66;
const UNDERSCORE = 95;

/** Adds the secrets in `text` to `out`, in rising order and disjoint. Keys that hold a digit are left to `matchSecretToken`. */
export function scanSecrets(text: string, { places }: Signs, out: Finding[]): void {
  const first = out.length;
  // Where each reader goes on: beyond the end of what it read before.
  let colon = 0;
  let equals = 0;
  let word = 0;
  let prefix = 0;
  let tag = 0;
  for (let index = 0; index < places.length; index += 1) {
    const at = places[index] as number;
    switch (text.charCodeAt(at)) {
      case COLON:
        if (at >= colon) colon = take(readColon(text, at, colon), out, colon);
        break;
      case EQUALS:
        if (at >= equals) equals = take(readAssignment(text, at, equals), out, equals);
        break;
      case LETTER_B:
        if (at >= word) word = take(readLetterB(text, at), out, word);
        break;
      case UNDERSCORE:
        if (at >= prefix) prefix = take(readUnderscore(text, at), out, prefix);
        break;
      default:
        if (at >= tag) tag = take(readClosingTag(text, at), out, tag);
    }
  }
  if (text.startsWith('machine ')) scanNetrc(text, out);
  if (out.length > first + 1) settle(out, first);
}

function readColon(text: string, at: number, from: number): Reading | undefined {
  if (text.startsWith('//', at + 1)) return readUrlCredentials(text, at + 3);
  const key = mayEndKey(text, at) ? readColonKey(text, at, from) : undefined;
  if (key !== undefined || !mayAnnounce(text, at)) return key;
  return readPuttyKey(text, at) ?? readAssignment(text, at, from);
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
