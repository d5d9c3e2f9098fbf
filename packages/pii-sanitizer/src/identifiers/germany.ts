// Identifiers of Germany: taxes, documents, companies and vehicles.
import { alphanumeric, digit, isMod1110, isNumber } from './checksums.ts';
import { digitRuns } from './forms.ts';
import type { Identifier } from './identifier.ts';

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

/** Nine characters, or ten with the check digit of the machine-readable zone; those have a letter beside the first. */
function isDocument(text: string, first: string): boolean {
  if (!first.includes(text.charAt(0)) || !/^[CFGHJ-NPRTV-Z\d]{8,9}\d$/.test(text)) return false;
  if (text.length === 9) return true;
  if (/^.\d+$/.test(text)) return false;
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += alphanumeric(text, at) * digit('731', at % 3);
  return sum % 10 === digit(text, 9);
}

/** Area of one to three letters, one or two letters, up to four digits, E or H; the stamps between them are a space or a dash. */
const PLATES = ['  ', '- ', '--'].flatMap((gaps) =>
  ['A', 'AA', 'AAA'].flatMap((area) =>
    ['A', 'AA'].flatMap((letters) => {
      const start = area + gaps.charAt(0) + letters + gaps.charAt(1);
      return [...digitRuns(start, 1, 4), ...digitRuns(start, 1, 4, 'A')];
    }),
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
    proven: ['AA#########', 'AA-###-###-###', 'AA###.###.###'],
    inContext: ['AA #########', 'AA ### ### ###', 'AA ###-###-###', 'AA ###.###.###', 'AA-#########'],
    chance: 0.002,
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
