// Identifiers of Germany.
import { alphanumeric, digit, isMod1110, isNumber, weightedSum } from './checksums.ts';
import { isDay, pair } from './dates.ts';
import { digitRuns } from './forms.ts';
import type { Identifier } from './identifier.ts';

/** Sum of the digits of each product, as § 4 VKVV and § 290 SGB V have it. */
function crossSum(digits: string, weights: string): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const product = digit(digits, at) * digit(weights, at);
    sum += product > 9 ? product - 9 : product;
  }
  return sum;
}

/** The letter at `at` as two digits, A as 01. */
function letterPair(text: string, at: number): string {
  return String(text.charCodeAt(at) - 64).padStart(2, '0');
}

/** One of the first ten digits stands twice or three times (§ 139b AO); sample numbers use each once. */
function isTaxId(text: string): boolean {
  if (!isNumber(text, 11) || text.startsWith('0') || !isMod1110(text)) return false;
  let missing = 0;
  let most = 0;
  for (let value = 0; value < 10; value += 1) {
    let count = 0;
    for (let at = 0; at < 10; at += 1) if (digit(text, at) === value) count += 1;
    if (count === 0) missing += 1;
    if (count > most) most = count;
  }
  return missing === most - 1 && most <= 3;
}

/** Nine to eleven digits as the states write it; 13 as ELSTER does: state, office, 0, number. */
const TAX_NUMBER = /^(\d{9,11}|(0[1-9]|1[0-6])\d{11}|(2[1-46-8]|3[0-2]|4[01]|[59]\d)\d\d0\d{8})$/;

function isDocument(text: string, first: string): boolean {
  if (!first.includes(text.charAt(0)) || !/^[CFGHJ-NPRTV-Z\d]{8,9}\d$/.test(text)) return false;
  if (text.length === 9) return true;
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += alphanumeric(text, at) * digit('731', at % 3);
  return sum % 10 === digit(text, 9);
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

const PLATES = [' ', '-'].flatMap((separator) =>
  ['A', 'AA', 'AAA'].flatMap((area) =>
    ['A', 'AA'].flatMap((letters) =>
      [' ', separator].flatMap((second) =>
        ['', 'A'].flatMap((suffix) => digitRuns(area + separator + letters + second, 1, 4, suffix)),
      ),
    ),
  ),
);

export const GERMANY: readonly Identifier[] = [
  {
    type: 'DE_TAX_ID',
    locale: 'de',
    proven: [],
    inContext: ['###########', '## ### ### ###'],
    chance: 0.004,
    check: isTaxId,
    context: [
      'steuer id',
      'steueridentifikation',
      'steuerliche identifikation',
      'personliche identifikationsnummer',
      'idnr',
      'id nr',
      'steuernummer',
      'german tax id',
      'tax id',
      'TIN',
      'bzst',
    ],
    source: '§ 139b AO; BZSt, Aufbau der Identifikationsnummer',
  },
  {
    type: 'DE_TAX_NUMBER',
    locale: 'de',
    proven: [],
    inContext: [
      '###/###/#####',
      '##/###/#####',
      '###/####/####',
      '##/###/####',
      '##/####/####',
      '###/###/####',
      '#####/#####',
      '##########',
      '###########',
      '#############',
      '### ### #####',
      '### #### ####',
    ],
    chance: 1,
    check: (text) => TAX_NUMBER.test(text),
    context: [
      'steuernummer',
      'steuer nr',
      'st nr',
      'finanzamt',
      'steuerbescheid',
      'umsatzsteuer',
      'einkommensteuer',
      'korperschaftsteuer',
      'gewerbesteuer',
      'german tax number',
    ],
    source: 'ELSTER, Prüfung der Steuer- und Steueridentifikationsnummer',
  },
  {
    type: 'DE_VAT_ID',
    locale: 'de',
    proven: ['AA#########', 'AA #########', 'AA ### ### ###', 'AA-###-###-###', 'AA###.###.###'],
    inContext: ['AA ###-###-###', 'AA ###.###.###', 'AA-#########'],
    chance: 0.0013,
    // A number whose last digit is wrong is personal all the same, and these letters with nine digits are nothing else.
    check: (text) => /^DE[1-9]\d{8}$/.test(text),
    context: ['umsatzsteuer', 'ust id', 'ust', 'vat', 'mehrwertsteuer'],
    source: '§ 27a UStG; Directive 2006/112/EC',
  },
  {
    type: 'DE_ID_CARD',
    locale: 'de',
    proven: [],
    inContext: ['*********', '**********'],
    chance: 0.01,
    check: (text) => isDocument(text, 'LMNPRTVWXYZ'),
    context: [
      'personalausweis',
      'ausweis',
      'dokumentennummer',
      'seriennummer',
      'identity card',
      'id card',
      'national id',
    ],
    source: 'PAuswV Anlage 3; ICAO Doc 9303',
  },
  {
    type: 'DE_PASSPORT',
    locale: 'de',
    proven: [],
    inContext: ['*********', '**********'],
    chance: 0.006,
    check: (text) => isDocument(text, 'CFGHJK'),
    context: ['reisepass', 'passnummer', 'pass nr', 'passport', 'dokumentennummer', 'MRZ'],
    source: 'PassV Anlage 1; ICAO Doc 9303',
  },
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
  {
    type: 'DE_HANDELSREGISTER',
    locale: 'de',
    proven: [...digitRuns('AAA ', 4, 6), ...digitRuns('AAA', 4, 6), ...digitRuns('AAA ', 4, 6, ' A')],
    inContext: [...digitRuns('AAA ', 1, 3), ...digitRuns('AAA', 1, 3)],
    chance: 0.0001,
    check: (text) => /^HR[AB]\d{1,6}[A-Z]?$/.test(text),
    context: [
      'handelsregister',
      'amtsgericht',
      'registergericht',
      'registernummer',
      'registerauszug',
      'commercial register',
      'gmbh',
    ],
    source: '§ 9 HGB; HRV',
  },
  {
    type: 'DE_KFZ',
    locale: 'de',
    proven: [],
    inContext: PLATES,
    chance: 0.9,
    check: (text) => /^[A-Z]{2,5}[1-9]\d{0,3}[EH]?$/.test(text),
    context: [
      'kennzeichen',
      'nummernschild',
      'kfz',
      'fahrzeug',
      'zulassung',
      'license plate',
      'licence plate',
      'number plate',
      'PKW',
      'LKW',
    ],
    source: 'FZV Anlage 1, § 8 FZV',
  },
  {
    type: 'DE_FUEHRERSCHEIN',
    locale: 'de',
    proven: [],
    inContext: ['AA########*', 'A###*****#*'],
    chance: 1,
    check: (text) => /^[A-Z][A-Z\d]\d\d[A-Z\d]{5}\d[A-Z\d]$/.test(text),
    context: [
      'fuhrerschein',
      'fuehrerschein',
      'fahrerlaubnis',
      'driving licence',
      'driving license',
      'driver s license',
      'drivers license',
      'licence number',
      'license number',
    ],
    source: 'FeV Anlage 8; Directive 2006/126/EC, Annex I, field 5',
  },
];
