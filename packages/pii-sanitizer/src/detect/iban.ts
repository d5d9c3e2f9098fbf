// International bank account numbers (ISO 13616): the country's length and structure, and 97-10 of ISO/IEC 7064.

import { NEWLINE } from '../text/ascii.ts';
import { isAlnum } from '../text/chars.ts';
import { oneOf } from '../text/one-of.ts';
import type { Finding } from '../types.ts';
import { findingAt } from './finding-at.ts';
import { isFreeAfter, isFreeBefore } from './placement.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';

/** The IBAN registry of SWIFT: country and structure of what follows the check digits; n digits, a letters, c both. */
const STRUCTURES =
  'ADn8c12 AEn19 ALn8c16 ATn16 AZa4c20 BAn16 BEn12 BGa4n6c8 BHa4c14 BIn23 BRn23a1c1 BYc4n4c16 CHn5c12 CRn18 CYn8c16 CZn20 DEn18 DJn23 DKn14 DOc4n20 ' +
  'EEn16 EGn25 ESn20 FIn14 FKa2n12 FOn14 FRn10c11n2 GBa4n14 GEa2n16 GIa4c15 GLn14 GRn7c16 GTc4c20 HNa4n20 HRn17 HUn24 IEa4n14 ILn19 IQa4n15 ISn22 ITa1n10c12 ' +
  'JOa4n4c18 KWa4c22 KZn3c13 LBn4c20 LCa4c24 LIn5c12 LTn16 LUn3c13 LVa4c13 LYn21 MCn10c11n2 MDc2c18 MEn18 MKn3c10n2 MNn16 MRn23 MTa4n5c18 MUa4n19a3 NIa4n20 ' +
  'NLa4n10 NOn11 OMn3c16 PKa4c16 PLn24 PSa4c21 PTn21 QAa4c21 ROa4c16 RSn18 RUn14c15 SAn2c18 SCa4n20a3 SDn14 SEn20 SIn15 SKn20 SMa1n10c12 SOn19 STn21 SVa4n20 ' +
  'TLn19 TNn20 TRn6c16 UAn6c19 VAn18 VGa4n16 XKn16 YEa4n4c18';

interface Structure {
  length: number;
  pattern: RegExp;
}

const CLASS: Readonly<Record<string, string>> = { n: '\\d', a: '[A-Z]', c: '[A-Z0-9]' };
const BY_COUNTRY = new Map<string, Structure>();
for (const entry of STRUCTURES.split(' ')) {
  const country = entry.slice(0, 2);
  let length = 4;
  let pattern = '';
  for (const [, kind, size] of entry.matchAll(/([nac])(\d+)/g)) {
    length += Number(size);
    pattern += `${CLASS[kind as string]}{${size}}`;
  }
  BY_COUNTRY.set(country, { length, pattern: new RegExp(`^${pattern}$`) });
}

/** Whether banks of a country, an ISO 3166 alpha-2 code in capitals, have such numbers. */
export function hasIbans(country: string): boolean {
  return BY_COUNTRY.has(country);
}

/** The IBAN that starts at group `first`, if there is one: whole, or in groups with one kind of separator. */
export function matchIban(run: Run, first: number, from: number, to: number): Finding | undefined {
  const { text, codes } = run;
  const start = run.starts[first] as number;
  const structure = BY_COUNTRY.get(text.slice(start, start + 2).toUpperCase());
  if (structure === undefined) return undefined;
  // A second word of letters ends the run, so that what is beyond the first group is read from the text.
  let compact = text.slice(start, Math.min(run.ends[first] as number, start + structure.length));
  let end = start + compact.length;
  let sep = 0;
  while (compact.length < structure.length) {
    const code = codes[end] as number;
    if (isAlnum(code)) compact += text.charAt(end);
    else if (
      end >= to ||
      !isBetween(code) ||
      (sep !== 0 && code !== sep && code !== NEWLINE) ||
      !isAlnum(codes[end + 1] as number)
    )
      return undefined;
    else if (code !== NEWLINE) sep = code;
    end += 1;
  }
  const upper = compact.toUpperCase();
  if (compact !== upper && compact !== compact.toLowerCase()) return undefined;
  if (!structure.pattern.test(upper.slice(4)) || !passesMod97(upper)) return undefined;
  if (!isFreeBefore(run, first, from) || !endsHere(run, end, to)) return undefined;
  return findingAt('IBAN', start, end, 0.99);
}

function endsHere(run: Run, end: number, to: number): boolean {
  for (let index = 0; index < run.count; index += 1)
    if (run.ends[index] === end) return run.seps[index] === SEP.space || isFreeAfter(run, index, to);
  return end >= to || !isAlnum(run.codes[end] as number);
}

/** Beyond this, two more digits could be too many for a small integer. */
const MAX_REST = 9_999_999;

function passesMod97(iban: string): boolean {
  let rest = 0;
  for (let index = 0; index < iban.length; index += 1) {
    const code = iban.charCodeAt(index < iban.length - 4 ? index + 4 : index + 4 - iban.length);
    rest = code < 58 ? rest * 10 + code - 48 : rest * 100 + code - 55;
    if (rest > MAX_REST) rest %= 97;
  }
  return rest % 97 === 1;
}

const isBetween = oneOf(' +-\n');
