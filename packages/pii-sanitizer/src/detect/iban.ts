// International bank account numbers (ISO 13616): the country's length and structure, and 97-10 of ISO/IEC 7064.
import { isAlnum } from '../text/chars.ts';
import type { Candidate } from './candidate.ts';
import { isFreeAfter, isFreeBefore } from './placement.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';

/** The IBAN registry of SWIFT: country and structure of what follows the check digits; n digits, a letters, c both. */
const STRUCTURES =
  'AD:n8c12 AE:n19 AL:n8c16 AT:n16 AZ:a4c20 BA:n16 BE:n12 BG:a4n6c8 BH:a4c14 BI:n23 BR:n23a1c1 BY:c4n4c16 CH:n5c12 CR:n18 CY:n8c16 CZ:n20 DE:n18 DJ:n23 DK:n14 DO:c4n20 ' +
  'EE:n16 EG:n25 ES:n20 FI:n14 FK:a2n12 FO:n14 FR:n10c11n2 GB:a4n14 GE:a2n16 GI:a4c15 GL:n14 GR:n7c16 GT:c4c20 HN:a4n20 HR:n17 HU:n24 IE:a4n14 IL:n19 IQ:a4n15 IS:n22 IT:a1n10c12 ' +
  'JO:a4n4c18 KW:a4c22 KZ:n3c13 LB:n4c20 LC:a4c24 LI:n5c12 LT:n16 LU:n3c13 LV:a4c13 LY:n21 MC:n10c11n2 MD:c2c18 ME:n18 MK:n3c10n2 MN:n16 MR:n23 MT:a4n5c18 MU:a4n19a3 NI:a4n20 ' +
  'NL:a4n10 NO:n11 OM:n3c16 PK:a4c16 PL:n24 PS:a4c21 PT:n21 QA:a4c21 RO:a4c16 RS:n18 RU:n14c15 SA:n2c18 SC:a4n20a3 SD:n14 SE:n20 SI:n15 SK:n20 SM:a1n10c12 SO:n19 ST:n21 SV:a4n20 ' +
  'TL:n19 TN:n20 TR:n6c16 UA:n6c19 VA:n18 VG:a4n16 XK:n16 YE:a4n4c18';

interface Structure {
  length: number;
  pattern: RegExp;
}

const CLASS: Readonly<Record<string, string>> = { n: '\\d', a: '[A-Z]', c: '[A-Z0-9]' };
const BY_COUNTRY = new Map<string, Structure>();
for (const entry of STRUCTURES.split(' ')) {
  const [country = '', parts = ''] = entry.split(':');
  let length = 4;
  let pattern = '';
  for (const [, kind = '', size = ''] of parts.matchAll(/([nac])(\d+)/g)) {
    length += Number(size);
    pattern += `${CLASS[kind]}{${size}}`;
  }
  BY_COUNTRY.set(country, { length, pattern: new RegExp(`^${pattern}$`) });
}

/** Whether banks of a country, an ISO 3166 alpha-2 code in capitals, have such numbers. */
export function hasIbans(country: string): boolean {
  return BY_COUNTRY.has(country);
}

/** The IBAN that starts at group `first`, if there is one: whole, or in groups with one kind of separator. */
export function matchIban(
  text: string,
  run: Run,
  first: number,
  from: number,
  to: number,
): Candidate | undefined {
  const start = run.starts[first] as number;
  const structure = BY_COUNTRY.get(text.slice(start, start + 2).toUpperCase());
  if (structure === undefined) return undefined;
  // A second word of letters ends the run, so that what is beyond the first group is read from the text.
  let compact = text.slice(start, Math.min(run.ends[first] as number, start + structure.length));
  let end = start + compact.length;
  let sep = 0;
  while (compact.length < structure.length) {
    const code = text.charCodeAt(end);
    if (isAlnum(code)) compact += text.charAt(end);
    else if (
      end >= to ||
      !isBlank(code) ||
      (sep !== 0 && code !== sep && code !== NEWLINE) ||
      !isAlnum(text.charCodeAt(end + 1))
    )
      return undefined;
    else if (code !== NEWLINE) sep = code;
    end += 1;
  }
  const upper = compact.toUpperCase();
  if (compact !== upper && compact !== compact.toLowerCase()) return undefined;
  if (!structure.pattern.test(upper.slice(4)) || !passesMod97(upper)) return undefined;
  if (!isFreeBefore(text, run, first, from) || !endsHere(text, run, end, to)) return undefined;
  return { type: 'IBAN', start, end, confidence: 0.99, distance: -1 };
}

function endsHere(text: string, run: Run, end: number, to: number): boolean {
  for (let index = 0; index < run.count; index += 1)
    if (run.ends[index] === end) return run.seps[index] === SEP.space || isFreeAfter(text, run, index, to);
  return end >= to || !isAlnum(text.charCodeAt(end));
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

const NEWLINE = 10;

/** Space, dash, line break. */
function isBlank(code: number): boolean {
  return code === 32 || code === 45 || code === 10;
}
