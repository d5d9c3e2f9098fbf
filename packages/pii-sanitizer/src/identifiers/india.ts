// Identifiers of India.
import { isNumber, isVerhoeff } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

const STATES =
  'AN|AP|AR|AS|BR|CG|CH|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TG|TN|TR|TS|UA|UK|UP|WB';
const PLATE = new RegExp(`^((${STATES})\\d{1,2}[A-Z]{0,3}\\d{4}|[2-9]\\dBH\\d{4}[A-HJ-NP-Z]{1,2})$`);

function isAadhaar(text: string): boolean {
  if (!isNumber(text, 12) || !/^[2-9]/.test(text) || !isVerhoeff(text)) return false;
  for (let at = 0; at < 6; at += 1) if (text[at] !== text[11 - at]) return true;
  return false;
}

export const INDIA: readonly Identifier[] = [
  identifier(
    'IN_AADHAAR|aadhaar|aadhar|adhaar|uidai|आधार',
    '',
    '############|####_####_####|####.####.####',
    0.08,
    isAadhaar,
    { source: 'https://uidai.gov.in, Aadhaar numbering scheme (Verhoeff)' },
  ),
  identifier(
    'IN_PAN|PAN|my pan|pan number|pan no|pan card|permanent account|income tax',
    '',
    'AAAAA####A|AAAAA #### A',
    0.4,
    /^[A-Z]{3}[ABCE-HJ-LPT][A-Z]\d{4}[A-Z]$/,
    { source: 'Income-tax Act 1961, s. 139A; https://incometaxindia.gov.in' },
  ),
  identifier(
    'IN_GSTIN|gst|goods and services tax|tax identification',
    '##AAAAA####A*A*',
    '## AAAAA####A *A*',
    0.02,
    // The layout is proof enough; texts are full of numbers that were copied with a wrong check character.
    /^(0[1-9]|[12]\d|3[0-8]|97|99)[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[A-Z\d]$/,
    { source: 'https://www.gst.gov.in; CGST Rules 2017, rule 10' },
  ),
  identifier(
    'IN_PASSPORT|passport|पासपोर्ट',
    '',
    'A#######|A## #####|A-#######',
    0.8,
    /^[A-PR-WY][1-9]\d{5}[1-9]$/,
    { source: 'https://www.passportindia.gov.in; ICAO Doc 9303' },
  ),
  identifier(
    'IN_VOTER|voter|EPIC|elector|election card|election commission|मतदाता',
    '',
    'AAA#######|AAA/#######',
    1,
    /^[A-Z]{3}\d{7}$/,
    { source: 'https://www.eci.gov.in, EPIC numbering' },
  ),
  identifier(
    'IN_VEHICLE_REGISTRATION|vehicle|registration|plate|RTO',
    'AA##AA####|AA-##-AA-####',
    'AA##A####|AA##AAA####|AA#A####|AA#AA####|AA#AAA####|AA-##-A-####|AA ## AA ####|AA ## A ####|' +
      'AA## AA ####|AA##AA ####|AA-##-AAA-####|##AA####AA|##AA####A|## AA #### AA',
    0.06,
    PLATE,
    { source: 'Central Motor Vehicles Rules 1989, rules 50 and 51; https://parivahan.gov.in' },
  ),
];
