// Check digits that a user's detector can name.
import { isLuhn, isMod1110, isVerhoeff } from '../identifiers/checksums.ts';

/** ISO 7064 MOD 97-10, letters as 10 to 35; an IBAN has its first four characters at the end for it. */
function mod97(text: string): boolean {
  let rest = 0;
  for (const char of text) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** ISO 7064 MOD 11-2: the last character may be X, for 10 (ISNI, ORCID). */
function mod11Mod2(text: string): boolean {
  let sum = 0;
  for (const digit of text.slice(0, -1)) sum = ((sum + Number(digit)) * 2) % 11;
  return (sum + (text.endsWith('X') ? 10 : Number(text.at(-1)))) % 11 === 1;
}

/** GS1 General Specifications, 7.9: weights 3 and 1 from the right, the check digit itself with 1 (EAN, GTIN, SSCC). */
function gs1(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, weight = 1; at >= 0; at -= 1, weight = 4 - weight) {
    sum += (digits.charCodeAt(at) - 48) * weight;
  }
  return sum % 10 === 0;
}

// H. M. Damm, Total anti-symmetrische Quasigruppen (2004).
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

function damm(digits: string): boolean {
  let check = 0;
  for (const digit of digits) check = Number(QUASIGROUP[check]?.[Number(digit)]);
  return check === 0;
}

const ONLY_DIGITS = /^\d{2,}$/;

const CHECKS = {
  luhn: [ONLY_DIGITS, isLuhn],
  verhoeff: [ONLY_DIGITS, isVerhoeff],
  damm: [ONLY_DIGITS, damm],
  gs1: [ONLY_DIGITS, gs1],
  mod97: [/^[\dA-Z]{3,}$/, mod97],
  'mod11-10': [ONLY_DIGITS, isMod1110],
  'mod11-2': [/^\d+[\dX]$/, mod11Mod2],
} as const satisfies Record<string, readonly [RegExp, (text: string) => boolean]>;

/** The name of a check digit rule. */
export type ChecksumName = keyof typeof CHECKS;

/** Every name that a detector may give as its `checksum`. */
export const CHECKSUM_NAMES = Object.keys(CHECKS) as readonly ChecksumName[];

/** Whether a text passes the check: spaces, dots, dashes and slashes in it do not count, and letters as capitals. */
export function passesChecksum(name: ChecksumName, text: string): boolean {
  const compact = text.replace(/[\s./-]/g, '').toUpperCase();
  const [form, check] = CHECKS[name];
  return form.test(compact) && check(compact);
}
