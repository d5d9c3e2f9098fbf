// Recognises a vendor's key at an offset by its prefix (vendors/table.ts), and says how sure that is.

import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { append } from '../values/append.ts';
import { endsInChecksum } from './checksum.ts';
import { endOfJwt } from './jwt.ts';
import { isFiller } from './placeholder-value.ts';
import { secretAt } from './secret-at.ts';
import { VENDOR_KEYS } from './vendors/table.ts';

interface Row {
  prefix: string;
  body: string;
  /** Made when a prefix is met for the first time. */
  pattern?: RegExp;
}

/** What is known to begin with two given characters, longest prefix first. */
const rows = new Map<number, Row[]>();
for (const { prefix, body } of VENDOR_KEYS.toSorted((a, b) => b.prefix.length - a.prefix.length))
  append(rows, pairOf(prefix, 0), { prefix, body });
/** The same question in one look. */
const known = new Uint8Array(128 * 128);
for (const pair of rows.keys()) known[pair] = 1;

const CHECKED = /^(?:gh[opsur]|npm)_$/;
/** Chance of a wrong hit in technical text is nil for long prefixes; a short one is worth less. */
const SURE = 0.95;
const CHECKSUM_HOLDS = 0.99;

/** The vendor's key that begins exactly at `at`, or undefined. Looks at no more than its own length and one character more. */
export function matchVendorKey(text: string, at: number): Finding | undefined {
  const pair = pairOf(text, at);
  if (known[pair] !== 1) return undefined;
  for (const row of rows.get(pair) ?? []) {
    if (!text.startsWith(row.prefix, at)) continue;
    const end = endOfBody(text, at + row.prefix.length, row);
    if (end < 0) continue;
    const body = text.slice(at + row.prefix.length, end);
    if (isFiller(body)) return undefined;
    return secretAt(at, end, CHECKED.test(row.prefix) && endsInChecksum(body) ? CHECKSUM_HOLDS : SURE);
  }
  if (!text.startsWith('eyJ', at)) return undefined;
  const end = endOfJwt(text, at);
  return end < 0 ? undefined : secretAt(at, end, SURE);
}

function endOfBody(text: string, from: number, row: Row): number {
  row.pattern ??= new RegExp(`${row.body}(?![A-Za-z0-9_])`, 'y');
  return endOfMatch(row.pattern, text, from);
}

function pairOf(text: string, at: number): number {
  return ((text.charCodeAt(at) & 127) << 7) | (text.charCodeAt(at + 1) & 127);
}
