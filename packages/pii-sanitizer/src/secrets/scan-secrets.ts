// Secrets that a text spells out: `password=…`, `"token": "…"`, `Bearer …`, passwords in URLs, private keys. Each kind has a
// search for a character that is rare in prose; what it meets is read by hand. None walks a stretch of text twice.
import { isWord } from '../text/chars.ts';
import type { Finding } from '../types.ts';
import { readAssignment } from './assignment.ts';
import { nextBearer, readBearer } from './bearer.ts';
import { readClosingTag } from './closing-tag.ts';
import { readColonKey } from './colon-key.ts';
import { readPrivateKey } from './private-key.ts';
import { readUrlCredentials } from './url-credentials.ts';
import { matchVendorKey } from './vendor-key.ts';

/** Adds the secrets in `text` to `out`, in rising order and disjoint. Keys that hold a digit are left to `matchSecretToken`. */
export function scanSecrets(text: string, out: Finding[]): void {
  const first = out.length;
  scanAssignments(text, out);
  const assigned = out.length;
  scanBearers(text, out);
  scanLetterK(text, out);
  scanUnderscores(text, out);
  scanClosingTags(text, out);
  if (out.length > assigned && out.length > first + 1) settle(out, first);
}

function scanAssignments(text: string, out: Finding[]): void {
  let position = 0;
  let colon = text.indexOf(':');
  let equals = text.indexOf('=');
  for (;;) {
    if (colon >= 0 && colon < position) colon = text.indexOf(':', position);
    if (equals >= 0 && equals < position) equals = text.indexOf('=', position);
    if (colon < 0 && equals < 0) return;
    if (equals < 0 || (colon >= 0 && colon < equals)) position = takeColon(text, colon, position, out);
    else position = takeAssignment(text, equals, position, out);
  }
}

function takeColon(text: string, colon: number, from: number, out: Finding[]): number {
  const next = text.charCodeAt(colon + 1);
  if (next === 47 && text.charCodeAt(colon + 2) === 47) return takeUrl(text, colon + 3, out);
  if (next > 32) {
    const key = readColonKey(text, colon, from);
    if (key !== undefined) return add(out, key.start, key.end, 0.9);
  }
  return takeAssignment(text, colon, from, out);
}

function takeUrl(text: string, authority: number, out: Finding[]): number {
  const found = readUrlCredentials(text, authority);
  if (found === undefined) return authority;
  return found.secret ? add(out, found.start, found.end, 0.95) : found.end;
}

function takeAssignment(text: string, separator: number, from: number, out: Finding[]): number {
  const value = readAssignment(text, separator, from);
  return value.secret ? add(out, value.start, value.end, 0.8) : value.end;
}

function scanBearers(text: string, out: Finding[]): void {
  for (let at = nextBearer(text, 0); at >= 0; ) {
    const token = readBearer(text, at);
    at = nextBearer(text, token === undefined ? at + 1 : add(out, token.start, token.end, 0.85));
  }
}

/** `PRIVATE KEY-----`, and the key ids of AWS that may hold no digit. */
function scanLetterK(text: string, out: Finding[]): void {
  for (let at = text.indexOf('K'); at >= 0; ) {
    const next = text.charCodeAt(at + 1);
    let end = at + 1;
    if (next === 69) {
      const block = readPrivateKey(text, at);
      if (block !== undefined) end = add(out, block.start, block.end, 0.99);
    } else if (next === 73 && text.charCodeAt(at - 1) === 65) end = addKey(text, at - 1, end, out);
    at = text.indexOf('K', end);
  }
}

/** Keys such as `hf_…` and `ghp_…`, which may hold no digit. */
function scanUnderscores(text: string, out: Finding[]): void {
  for (let at = text.indexOf('_'); at >= 0; ) {
    const start = at - lengthOfPrefix(text, at);
    at = text.indexOf('_', start < at ? addKey(text, start, at + 1, out) : at + 1);
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

function addKey(text: string, start: number, otherwise: number, out: Finding[]): number {
  if (start < 0 || isWord(text.charCodeAt(start - 1))) return otherwise;
  const match = matchVendorKey(text, start);
  return match === undefined ? otherwise : add(out, start, match.end, match.confidence);
}

function scanClosingTags(text: string, out: Finding[]): void {
  for (let at = text.indexOf('</'); at >= 0; at = text.indexOf('</', at + 2)) {
    const value = readClosingTag(text, at);
    if (value !== undefined) add(out, value.start, value.end, 0.8);
  }
}

function add(out: Finding[], start: number, end: number, confidence: number): number {
  out.push({ type: 'SECRET', start, end, confidence });
  return end;
}

/** Sorts the findings from `first` on, and makes one of those that overlap. */
function settle(out: Finding[], first: number): void {
  const found = out.splice(first).sort((a, b) => a.start - b.start || b.end - a.end);
  for (const finding of found) {
    const last = out.length > first ? out[out.length - 1] : undefined;
    if (last === undefined || finding.start >= last.end) out.push(finding);
    else if (finding.end > last.end) last.end = finding.end;
  }
}
