// Identifiers of India.
import { isNumber, isVerhoeff } from './checksums.ts';
import type { Identifier } from './identifier.ts';

const STATES =
  'AN|AP|AR|AS|BR|CG|CH|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TG|TN|TR|TS|UA|UK|UP|WB';
const PLATE = new RegExp(`^((${STATES})\\d{1,2}[A-Z]{0,3}\\d{4}|[2-9]\\dBH\\d{4}[A-HJ-NP-Z]{1,2})$`);

function isAadhaar(text: string): boolean {
  if (!isNumber(text, 12) || !/^[2-9]/.test(text) || !isVerhoeff(text)) return false;
  for (let at = 0; at < 6; at += 1) if (text[at] !== text[11 - at]) return true;
  return false;
}

export const INDIA: readonly Identifier[] = [
  {
    type: 'IN_AADHAAR',
    locale: 'in',
    proven: [],
    inContext: ['############', '#### #### ####', '####-####-####', '####.####.####'],
    chance: 0.08,
    check: isAadhaar,
    context: ['aadhaar', 'aadhar', 'adhaar', 'uidai', 'आधार'],
    source: 'https://uidai.gov.in, Aadhaar numbering scheme (Verhoeff)',
  },
  {
    type: 'IN_PAN',
    locale: 'in',
    proven: [],
    inContext: ['AAAAA####A', 'AAAAA #### A'],
    chance: 0.4,
    check: (text) => /^[A-Z]{3}[ABCE-HJ-LPT][A-Z]\d{4}[A-Z]$/.test(text),
    context: ['PAN', 'my pan', 'pan number', 'pan no', 'pan card', 'permanent account', 'income tax'],
    source: 'Income-tax Act 1961, s. 139A; https://incometaxindia.gov.in',
  },
  {
    type: 'IN_GSTIN',
    locale: 'in',
    proven: ['##AAAAA####A*A*'],
    inContext: ['## AAAAA####A *A*'],
    chance: 0.02,
    // The layout is proof enough; texts are full of numbers that were copied with a wrong check character.
    check: (text) => /^(0[1-9]|[12]\d|3[0-8]|97|99)[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[A-Z\d]$/.test(text),
    context: ['gstin', 'gst', 'goods and services tax', 'tax identification'],
    source: 'https://www.gst.gov.in; CGST Rules 2017, rule 10',
  },
  {
    type: 'IN_PASSPORT',
    locale: 'in',
    proven: [],
    inContext: ['A#######', 'A## #####', 'A-#######'],
    chance: 0.8,
    check: (text) => /^[A-PR-WY][1-9]\d{5}[1-9]$/.test(text),
    context: ['passport', 'indian passport', 'passport seva', 'पासपोर्ट'],
    source: 'https://www.passportindia.gov.in; ICAO Doc 9303',
  },
  {
    type: 'IN_VOTER',
    locale: 'in',
    proven: [],
    inContext: ['AAA#######', 'AAA/#######'],
    chance: 1,
    check: (text) => /^[A-Z]{3}\d{7}$/.test(text),
    context: ['voter', 'EPIC', 'elector', 'election card', 'election commission', 'मतदाता'],
    source: 'https://www.eci.gov.in, EPIC numbering',
  },
  {
    type: 'IN_VEHICLE_REGISTRATION',
    locale: 'in',
    proven: ['AA##AA####', 'AA-##-AA-####'],
    inContext: [
      'AA##A####',
      'AA##AAA####',
      'AA#A####',
      'AA#AA####',
      'AA#AAA####',
      'AA-##-A-####',
      'AA ## AA ####',
      'AA ## A ####',
      'AA## AA ####',
      'AA##AA ####',
      'AA-##-AAA-####',
      '##AA####AA',
      '##AA####A',
      '## AA #### AA',
    ],
    chance: 0.06,
    check: (text) => PLATE.test(text),
    context: ['vehicle', 'number plate', 'license plate', 'licence plate', 'registration', 'plate', 'RTO'],
    source: 'Central Motor Vehicles Rules 1989, rules 50 and 51; https://parivahan.gov.in',
  },
];
