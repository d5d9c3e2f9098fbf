// Secrets that a text spells out: `password=…`, `"token": "…"`, `Bearer …`, passwords in URLs, private keys. A reader for each kind
// looks at what stands round a sign of it.
import { COLON, EQUALS, LESS, UNDERSCORE } from '../text/ascii.ts';
import { isWord } from '../text/chars.ts';
import type { Finding } from '../types.ts';
import { joinSpans } from '../values/join-spans.ts';
import { readAssignment } from './assignment.ts';
import { readBearer } from './bearer.ts';
import { readClosingTag } from './closing-tag.ts';
import { mayEndKey, readColonKey } from './colon-key.ts';
import { readNetrc } from './netrc.ts';
import { readPrivateKey, readPuttyKey } from './private-key.ts';
import { mayAnnounce } from './secret-key.ts';
import { readUrlCredentials } from './url-credentials.ts';
import { matchVendorKey } from './vendor-key.ts';

const LETTER_B = 66;

/** By the code of the character that the sign of its kind begins with, who reads it. */
const READERS: Readonly<Record<number, (text: string, at: number, from: number) => Finding | undefined>> = {
  [COLON]: readColon,
  [EQUALS]: readAssignment,
  [LETTER_B]: readLetterB,
  [UNDERSCORE]: readUnderscore,
  [LESS]: readClosingTag,
};
/** Where each of them goes on: beyond the end of what it read before. */
const next = new Uint32Array(UNDERSCORE + 1);

/** The secrets in `text` at `places`, in rising order and disjoint. Keys that hold a digit are left to `matchSecretToken`. */
export function scanSecrets(text: string, places: readonly number[]): Finding[] {
  const out: Finding[] = [];
  next.fill(0);
  for (const at of places) {
    const code = text.charCodeAt(at);
    const from = next[code] as number;
    if (at >= from) next[code] = take(READERS[code]?.(text, at, from), out, from);
  }
  if (text.startsWith('machine ')) scanNetrc(text, out);
  return out.length > 1 ? joinSpans(out) : out;
}

function readColon(text: string, at: number, from: number): Finding | undefined {
  if (text.startsWith('//', at + 1)) return readUrlCredentials(text, at + 3);
  const key = mayEndKey(text, at) ? readColonKey(text, at, from) : undefined;
  if (key !== undefined || !mayAnnounce(text, at)) return key;
  return readPuttyKey(text, at) ?? readAssignment(text, at, from);
}

/** `Bearer …`, `Basic …`, `-----BEGIN PRIVATE KEY-----`. */
function readLetterB(text: string, at: number): Finding | undefined {
  return readBearer(text, at) ?? readPrivateKey(text, at);
}

/** The beginnings of keys of Hugging Face, GitHub, npm and Stripe, which may hold no digit. */
const PREFIX = /(?:hf|npm|gh.|.k_(?:live|test))$/;

function readUnderscore(text: string, at: number): Finding | undefined {
  const [prefix] = PREFIX.exec(text.slice(Math.max(0, at - 7), at)) ?? [];
  if (prefix === undefined) return undefined;
  const start = at - prefix.length;
  return isWord(text.charCodeAt(start - 1)) ? undefined : matchVendorKey(text, start);
}

function scanNetrc(text: string, out: Finding[]): void {
  for (let at = 0; at >= 0; at = text.indexOf('\nmachine ', at) + 1 || -1) take(readNetrc(text, at), out, 0);
}

/** Adds what was read, and says where to go on. */
function take(reading: Finding | undefined, out: Finding[], from: number): number {
  if (reading === undefined) return from;
  if (reading.confidence > 0) out.push(reading);
  return reading.end;
}
