// Identifiers of German social insurance: insured people, doctors and practices.
import { digit, isNumber, sums } from './checksums.ts';
import { isDay, pair } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

/** Sum of the digits of each product, as § 4 VKVV and § 290 SGB V have it. */
function crossSum(digits: string, weights: string): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const product = digit(digits, at) * digit(weights, at);
    sum += Math.floor(product / 10) + (product % 10);
  }
  return sum;
}

/** The letter at `at` as two digits, A as 01. */
function letterPair(text: string, at: number): string {
  return String(text.charCodeAt(at) - 64).padStart(2, '0');
}

/** Area, date of birth, initial, serial (50 more for women). */
function isPensionNumber(text: string): boolean {
  if (!/^\d{8}[A-Z]\d{3}$/.test(text)) return false;
  const day = pair(text, 2);
  if (!isDay(day > 50 ? day - 50 : day, pair(text, 4))) return false;
  const digits = text.slice(0, 8) + letterPair(text, 8) + text.slice(9, 11);
  return crossSum(digits, '212571212121') % 10 === digit(text, 11);
}

export const GERMAN_INSURANCE: readonly Identifier[] = [
  identifier(
    'DE_SOCIAL_SECURITY|rentenversicherung|sozialversicherung|versicherungsnummer|rvnr|svnr|sv nummer|' +
      'german social security',
    '########A###|## ###### A ###|## ###### A ## #',
    '##-######-A-###|######## A ###',
    0.007,
    isPensionNumber,
    { source: '§ 2, § 4 VKVV' },
  ),
  identifier(
    'DE_HEALTH_INSURANCE|krankenversicher|versichertennummer|versicherten nr|kvnr|krankenkasse|' +
      'gesundheitskarte|egk|versichertenkarte|versichertenausweis|health insurance|AOK|TKK|DAK|GKV',
    '',
    'A#########|A ### ### ###|A### ### ###',
    0.1,
    (text) =>
      /^[A-Z]\d{9}$/.test(text) &&
      crossSum(letterPair(text, 0) + text.slice(1, 9), '1212121212') % 10 === digit(text, 9),
    { source: '§ 290 SGB V, Anlage 1' },
  ),
  identifier(
    'DE_LANR|lanr|arzt nr|arzt nummer|vertragsarzt|kassenarzt|behandelnder arzt|hausarzt|facharzt',
    '',
    '#########',
    0.1,
    sums('494949100', 10),
    { source: 'KBV-Richtlinie nach § 75 Abs. 7 SGB V' },
  ),
  identifier(
    'DE_BSNR|bsnr|betriebsstatte|betriebsstaette|praxisnummer|arztpraxis',
    '',
    '#########',
    0.19,
    (text) => isNumber(text, 9) && /^(0[1-3]|17|20|35|38|46|5[12]|7[1-48]|83|88|93|98|99)/.test(text),
    { source: 'KBV-Richtlinie nach § 75 Abs. 7 SGB V, Anlage 1' },
  ),
];
