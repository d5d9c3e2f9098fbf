// Identifiers of Germany: taxes, documents, companies and vehicles.
import { alphanumeric, digit, isMod1110, isNumber } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

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

export const GERMANY: readonly Identifier[] = [
  identifier(
    'DE_TAX_ID|steuer id|steueridentifikation|steuerliche identifikation|' +
      'personliche identifikationsnummer|id nr|steuernummer|tax id|TIN|bzst',
    '',
    '###########|## ### ### ###',
    0.004,
    isTaxId,
    { source: '§ 139b AO; BZSt, Aufbau der Identifikationsnummer' },
  ),
  identifier(
    'DE_TAX_NUMBER|steuernummer|steuer nr|st nr|finanzamt|steuerbescheid|umsatzsteuer|einkommensteuer|' +
      'korperschaftsteuer|gewerbesteuer|german tax number',
    '',
    '###/###/#####|##/###/#####|###/####/####|##/###/####|##/####/####|###/###/####|#####/#####|' +
      '##########|###########|#############|### ### #####|### #### ####',
    1,
    TAX_NUMBER,
    { source: 'ELSTER, Prüfung der Steuer- und Steueridentifikationsnummer' },
  ),
  identifier(
    'DE_VAT_ID|umsatzsteuer|ust|vat|mehrwertsteuer',
    'AA#########|AA-###-###-###|AA###.###.###',
    'AA_#########|AA ### ### ###|AA ###-###-###|AA ###.###.###',
    0.002,
    // A number whose last digit is wrong is personal all the same, and these letters with nine digits are nothing else.
    /^DE[1-9]\d{8}$/,
    { source: '§ 27a UStG; Directive 2006/112/EC' },
  ),
  identifier(
    'DE_ID_CARD|personalausweis|ausweis|dokumentennummer|seriennummer|identity card|id card|national id',
    '',
    '*********|**********',
    0.01,
    (text) => isDocument(text, 'LMNPRTVWXYZ'),
    { source: 'PAuswV Anlage 3; ICAO Doc 9303' },
  ),
  identifier(
    'DE_PASSPORT|reisepass|passnummer|pass nr|passport|dokumentennummer|MRZ',
    '',
    '*********|**********',
    0.006,
    (text) => isDocument(text, 'CFGHJK'),
    { source: 'PassV Anlage 1; ICAO Doc 9303' },
  ),
  identifier(
    'DE_HANDELSREGISTER|handelsregister|amtsgericht|registergericht|registernummer|registerauszug|' +
      'commercial register|gmbh',
    'AAA #{4,6}|AAA#{4,6}|AAA #{4,6} A',
    'AAA #{1,3}|AAA#{1,3}',
    0.0001,
    /^HR[AB]\d{1,6}[A-Z]?$/,
    { source: '§ 9 HGB; HRV' },
  ),
  identifier(
    'DE_KFZ|kennzeichen|nummernschild|kfz|fahrzeug|zulassung|license plate|licence plate|number plate|' +
      'PKW|LKW',
    '',
    // Area, letters, digits, E or H; the stamps between them are a space or a dash.
    'A{1,3} A{1,2} #{1,4}A{0,1}|A{1,3}-A{1,2} #{1,4}A{0,1}|A{1,3}-A{1,2}-#{1,4}A{0,1}',
    0.9,
    /^[A-Z]{2,5}[1-9]\d{0,3}[EH]?$/,
    { source: 'FZV Anlage 1, § 8 FZV' },
  ),
  identifier(
    'DE_FUEHRERSCHEIN|fuhrerschein|fuehrerschein|fahrerlaubnis|driving licen|driver s licen|' +
      'licence number|license number',
    '',
    'AA########*|A###*****#*',
    1,
    /^[A-Z][A-Z\d]\d\d[A-Z\d]{5}\d[A-Z\d]$/,
    { source: 'FeV Anlage 8; Directive 2006/126/EC, Annex I, field 5' },
  ),
];
