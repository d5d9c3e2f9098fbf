// The table of vendors' keys: one row each. Columns: prefix | what follows it | name | where the vendor says so.
// In the second column `hex`, `hexi` (either case), `b62`, `b64` and `b64u` stand for the alphabets of those names.
import { AI } from './ai.ts';
import { BUSINESS } from './business.ts';
import { CLOUD } from './cloud.ts';
import { CODE } from './code.ts';
import { OPERATIONS } from './operations.ts';

const ALPHABETS: Readonly<Record<string, string>> = {
  hex: '[a-f0-9]',
  hexi: '[A-Fa-f0-9]',
  b62: '[A-Za-z0-9]',
  b64: '[A-Za-z0-9+/]',
  b64u: '[A-Za-z0-9_-]',
};

/** A kind of key that its prefix gives away. */
export interface VendorKey {
  name: string;
  prefix: string;
  /** What follows the prefix, as the source of a regular expression that runs in linear time. */
  body: string;
  source: string;
}

/** All kinds of keys that are known by their prefix. */
export const VENDOR_KEYS: readonly VendorKey[] = [CLOUD, CODE, AI, BUSINESS, OPERATIONS].flatMap(
  (rows) => rows.match(/.+/g)?.flatMap(parseRow) ?? [],
);

/** The build writes rows of the same body as one, with all their prefixes, and all into one file. */
function parseRow(row: string): VendorKey[] {
  const [prefixes, short, name = '', source = ''] = row.split(/\s*\|\s+/) as [string, string, ...string[]];
  const body = short.replace(/hexi|hex|b62|b64u|b64/g, (alphabet) => ALPHABETS[alphabet] as string);
  return prefixes.split(' ').map((prefix) => ({ prefix, body, name, source }));
}
