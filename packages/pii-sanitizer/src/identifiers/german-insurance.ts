// Identifiers of German social insurance: insured people, doctors and practices.
import { digit, isNumber, weightedSum } from './checksums.ts';
import { isDay, pair } from './dates.ts';
import type { Identifier } from './identifier.ts';

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

function isHealthInsurance(text: string): boolean {
  if (!/^[A-Z]\d{9}$/.test(text)) return false;
  return crossSum(letterPair(text, 0) + text.slice(1, 9), '1212121212') % 10 === digit(text, 9);
}

function isDoctorNumber(text: string): boolean {
  return isNumber(text, 9) && (weightedSum(text, [4, 9, 4, 9, 4, 9]) + digit(text, 6)) % 10 === 0;
}

export const GERMAN_INSURANCE: readonly Identifier[] = [
  {
    type: 'DE_SOCIAL_SECURITY',
    locale: 'de',
    proven: ['########A###', '## ###### A ###', '## ###### A ## #'],
    inContext: ['##-######-A-###', '######## A ###'],
    chance: 0.007,
    check: isPensionNumber,
    context: [
      'rentenversicherung',
      'sozialversicherung',
      'versicherungsnummer',
      'rvnr',
      'svnr',
      'sv nummer',
      'german social security',
    ],
    source: '§ 2, § 4 VKVV',
  },
  {
    type: 'DE_HEALTH_INSURANCE',
    locale: 'de',
    proven: [],
    inContext: ['A#########', 'A ### ### ###', 'A### ### ###'],
    chance: 0.1,
    check: isHealthInsurance,
    context: [
      'krankenversicher',
      'versichertennummer',
      'versicherten nr',
      'kvnr',
      'krankenkasse',
      'gesundheitskarte',
      'egk',
      'versichertenkarte',
      'versichertenausweis',
      'health insurance',
      'AOK',
      'TKK',
      'DAK',
      'GKV',
    ],
    source: '§ 290 SGB V, Anlage 1',
  },
  {
    type: 'DE_LANR',
    locale: 'de',
    proven: [],
    inContext: ['#########'],
    chance: 0.1,
    check: isDoctorNumber,
    context: [
      'lanr',
      'arztnummer',
      'arzt nr',
      'arzt nummer',
      'vertragsarzt',
      'kassenarzt',
      'behandelnder arzt',
      'hausarzt',
      'facharzt',
    ],
    source: 'KBV-Richtlinie nach § 75 Abs. 7 SGB V',
  },
  {
    type: 'DE_BSNR',
    locale: 'de',
    proven: [],
    inContext: ['#########'],
    chance: 0.19,
    check: (text) => isNumber(text, 9) && /^(0[1-3]|17|20|35|38|46|5[12]|7[1-48]|83|88|93|98|99)/.test(text),
    context: ['bsnr', 'betriebsstatte', 'betriebsstaette', 'praxisnummer', 'arztpraxis'],
    source: 'KBV-Richtlinie nach § 75 Abs. 7 SGB V, Anlage 1',
  },
];
