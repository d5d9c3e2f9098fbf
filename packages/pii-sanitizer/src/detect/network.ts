// Network addresses: IPv4 (RFC 791), IPv6 in the text forms of RFC 4291 with a zone (RFC 4007), MAC (IEEE 802) with colons, dashes or dots.

import { COLON, DASH, DOT, PERCENT, ZERO } from '../text/ascii.ts';
import { isAlnum, isDigit, isHex } from '../text/chars.ts';
import { codeAt, isForeign, isNameCode, type Source } from '../text/codes.ts';
import { isEscapeIn } from '../text/escape.ts';
import type { Finding } from '../types.ts';
import { findingAt } from './finding-at.ts';

const MAX_IPV6 = 45;
/** With colons. */
const MAC_SIZE = 17;
const MAX_ZONE = 16;
const MAC =
  /^(?:[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})$/;
const LETTER_PAIRS = /[A-F]{2}[:-][A-F]{2}[:-]/g;
/** `version 1.2.3.4`, `"version": "1.2.3.4"`, `§ 1.2.3.4`, `^1.2.3.4`. */
const VERSION_BEFORE =
  /(?:\bv ?|[§^] ?|[~<>]=|~> ?|\(= |(?:version(?:name)?|firmware|build|release|section|chapter|kapitel|figure|\bver\.?)s?["'>(]{0,2}[ :=]{0,3}["']?)$/i;

/** The IPv4 address of the four dotted groups at `start`, if they are one. */
export function matchIpv4(
  { text, codes }: Source,
  start: number,
  from: number,
  to: number,
): Finding | undefined {
  let at = start;
  for (let part = 0; part < 4; part += 1) {
    const begin = at;
    while (at < to && at - begin < 4 && isDigit(codes[at] as number)) at += 1;
    const size = at - begin;
    if (
      size === 0 ||
      size > 3 ||
      (size === 3 && text.slice(begin, at) > '255') ||
      (size > 1 && codes[begin] === ZERO)
    )
      return undefined;
    if (part < 3) {
      if (codes[at] !== DOT) return undefined;
      at += 1;
    }
  }
  const before = codeBefore(codes, start, from);
  if (isAlnum(before) || before === DOT || before === DASH || isForeign(before)) return undefined;
  if (VERSION_BEFORE.test(text.slice(Math.max(from, start - 14), start))) return undefined;
  if (at < to && !endsAddress(codes, at)) return undefined;
  return findingAt('IP_ADDRESS', start, at, 0.95);
}

/** What stands before an address: a space when it is the start of what may be looked at, or an escaped line break. */
function codeBefore(codes: Uint8Array, start: number, from: number): number {
  return start > from && !isEscapeIn(codes, start - 1) ? (codes[start - 1] as number) : 32;
}

function endsAddress(codes: Uint8Array, at: number): boolean {
  const code = codes[at] as number;
  if (isNameCode(code)) return false;
  // A fifth number makes it something else; a full stop does not.
  return !((code === DOT || code === DASH) && isAlnum(codes[at + 1] as number));
}

/** The IPv6 or MAC address that the word at `[start, end)` is part of, if there is one. */
export function matchColons(
  source: Source,
  start: number,
  end: number,
  from: number,
  to: number,
): Finding | undefined {
  const { text, codes } = source;
  let left = start;
  while (left > from && start - left < MAX_IPV6 && isAddressPart(codes[left - 1] as number)) left -= 1;
  let right = end;
  while (right < to && right - left < MAX_IPV6 && isAddressPart(codes[right] as number)) right += 1;
  if (right - left >= MAX_IPV6) return undefined;
  // A full stop or a colon may end the sentence, or the word before: `IP:fe80::1`.
  while (right > left && codes[right - 1] === DOT) right -= 1;
  if (codeAt(codes, right - 1) === COLON && codeAt(codes, right - 2) !== COLON) right -= 1;
  if (codes[left] === COLON && codes[left + 1] !== COLON) left += 1;
  const before = codeBefore(codes, left, from);
  const after = right < to ? (codes[right] as number) : 32;
  if (isNameCode(before) || isNameCode(after)) return undefined;
  if (right - left === MAC_SIZE && MAC.test(text.slice(left, right)))
    return findingAt('MAC', left, right, 0.95);
  if (!isIpv6(source, left, right)) return undefined;
  return findingAt('IP_ADDRESS', left, endOfZone(codes, right, to), 0.95);
}

/** The MAC address with dashes or dots that the word at `start` is part of, if there is one. */
export function matchMac(
  { text, codes }: Source,
  start: number,
  from: number,
  to: number,
): Finding | undefined {
  const isDotted =
    codes[start + 4] === DOT || (codeAt(codes, start - 1) === DOT && codeAt(codes, start - 6) === DOT);
  const step = isDotted ? 5 : 3;
  const mark = isDotted ? DOT : DASH;
  let first = start;
  // The pairs before this one have no digit, or they would have been asked about.
  while (
    first - step >= from &&
    codes[first - 1] === mark &&
    isHex(codes[first - 2] as number) &&
    start - first < 15
  )
    first -= step;
  const end = first + (isDotted ? 14 : 17);
  if (end > to || !MAC.test(text.slice(first, end))) return undefined;
  const before = codeBefore(codes, first, from);
  const after = end < to ? (codes[end] as number) : 32;
  if (isAlnum(before) || before === DASH || before === DOT || isAlnum(after)) return undefined;
  if ((after === DASH || after === DOT) && isAlnum(codes[end + 1] as number)) return undefined;
  return findingAt('MAC', first, end, 0.9);
}

/** MAC addresses that have no digit at all, which no search for digits meets. */
export function scanLetterMacs(text: string, out: Finding[]): void {
  if (text.length < MAC_SIZE) return;
  LETTER_PAIRS.lastIndex = 0;
  while (LETTER_PAIRS.test(text)) {
    const start = LETTER_PAIRS.lastIndex - 6;
    const end = start + 17;
    if (
      !MAC.test(text.slice(start, end)) ||
      isAlnum(text.charCodeAt(start - 1)) ||
      isAlnum(text.charCodeAt(end))
    )
      continue;
    const mark = text.charCodeAt(start + 2);
    if (text.charCodeAt(start - 1) === mark || text.charCodeAt(end) === mark) continue;
    out.push(findingAt('MAC', start, end, 0.9));
    LETTER_PAIRS.lastIndex = end;
  }
}

function isAddressPart(code: number): boolean {
  return isHex(code) || code === COLON || code === DOT;
}

/** RFC 4291, section 2.2. */
function isIpv6(source: Source, left: number, right: number): boolean {
  const { codes } = source;
  let doubled = 0;
  let last = -1;
  let hasIpv4 = false;
  for (let at = left; at < right; at += 1) {
    const code = codes[at];
    if (code === DOT) hasIpv4 = true;
    if (code !== COLON) continue;
    if (last === at - 1 && last >= left) doubled += 1;
    last = at;
  }
  if (doubled > 1) return false;
  const opensSingly = codes[left] === COLON && codes[left + 1] !== COLON;
  if (opensSingly || (codes[right - 1] === COLON && codes[right - 2] !== COLON)) return false;
  const tail = hasIpv4 ? last : right;
  if (hasIpv4 && matchIpv4(source, tail + 1, tail + 1, right)?.end !== right) return false;
  // An IPv4 tail stands for two groups.
  let groups = hasIpv4 ? 2 : 0;
  let digits = 0;
  for (let at = left; at < tail; at += 1) {
    const code = codes[at] as number;
    if (code === COLON) digits = 0;
    else {
      if (!isHex(code) || digits === 4) return false;
      if (digits === 0) groups += 1;
      digits += 1;
    }
  }
  return doubled === 1 ? groups <= 7 && groups >= 1 : groups === 8;
}

function endOfZone(codes: Uint8Array, at: number, to: number): number {
  if (codes[at] !== PERCENT) return at;
  let end = at + 1;
  while (end < to && end - at <= MAX_ZONE && isAlnum(codes[end] as number)) end += 1;
  return end > at + 1 ? end : at;
}
