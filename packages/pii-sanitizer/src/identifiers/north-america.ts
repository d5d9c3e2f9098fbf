// Identifiers of the United States and Canada. Social security numbers are found by the detector itself.
import { digit, isLuhn, isNumber, luhnSum, weightedSum } from './checksums.ts';
import { digitRuns } from './forms.ts';
import type { Identifier } from './identifier.ts';

const EIN_PREFIX = /^(0[1-6]|1[0-6]|2[0-7]|3[0-9]|4[0-8]|5[0-9]|6[0-8]|7[1-7]|8[0-8]|9[0-589])\d{7}$/;
const ITIN = /^9\d\d(5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/;
const MBI =
  /^[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d\d$/;

/** Luhn over the number behind 80840, the prefix of US health care, whose own sum is 24. */
function isNpi(text: string): boolean {
  return isNumber(text, 10) && /^[12]/.test(text) && (luhnSum(text) + 24) % 10 === 0;
}

function isDea(text: string): boolean {
  if (!/^[A-HJ-MPR-UX][A-Z9]\d{7}$/.test(text)) return false;
  return weightedSum(text, [1, 2, 1, 2, 1, 2], 2) % 10 === digit(text, 8);
}

function isRouting(text: string): boolean {
  if (!isNumber(text, 9) || !/^(0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(text)) return false;
  return weightedSum(text, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
}

export const NORTH_AMERICA: readonly Identifier[] = [
  {
    type: 'US_ITIN',
    locale: 'us',
    proven: ['###-##-####'],
    inContext: ['#########', '### ## ####', '###.##.####', '###-######', '#####-####'],
    chance: 0.05,
    check: (text) => ITIN.test(text),
    context: ['itin', 'taxpayer', 'tax id', 'tax identification', 'TIN'],
    source: 'https://www.irs.gov/tin/itin',
  },
  {
    type: 'US_EIN',
    locale: 'us',
    proven: [],
    inContext: ['##-#######', '#########'],
    chance: 0.8,
    check: (text) => EIN_PREFIX.test(text),
    context: [
      'EIN',
      'FEIN',
      'my ein',
      'ein number',
      'employer id',
      'employer identification',
      'federal tax id',
      'business tax id',
    ],
    source:
      'https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes',
  },
  {
    type: 'US_NPI',
    locale: 'us',
    proven: [],
    inContext: ['##########', '####-###-###', '#### ### ###'],
    chance: 0.02,
    check: isNpi,
    context: ['npi', 'national provider', 'provider id', 'provider number', 'taxonomy'],
    source:
      'https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand',
  },
  {
    type: 'US_DEA',
    locale: 'us',
    proven: [],
    inContext: ['AA#######', 'A########', 'AA-#######'],
    chance: 0.07,
    check: isDea,
    context: [
      'DEA',
      'my dea',
      'dea number',
      'dea registration',
      'drug enforcement',
      'prescriber',
      'certificate number',
      'medical license',
      'controlled substance',
    ],
    source: '21 CFR 1301.13; https://www.deadiversion.usdoj.gov',
  },
  {
    type: 'US_MBI',
    locale: 'us',
    proven: ['#A*#-A*#-AA##', '#A*#A*#AA##'],
    inContext: ['#A*# A*# AA##'],
    chance: 0.2,
    check: (text) => MBI.test(text),
    context: ['mbi', 'medicare', 'medicaid', 'beneficiary', 'HICN', 'CMS'],
    source:
      'https://www.cms.gov/medicare/new-medicare-card/understanding-new-medicare-beneficiary-identifier-mbi',
  },
  {
    type: 'ABA',
    locale: 'us',
    proven: [],
    inContext: ['#########', '####-####-#', '#### #### #'],
    chance: 0.04,
    check: isRouting,
    context: [
      'ABA',
      'RTN',
      'aba number',
      'aba routing',
      'routing number',
      'routing no',
      'routing code',
      'routing transit',
      'bank routing',
      'transit number',
      'american bankers association',
    ],
    source: 'ABA Key to Routing Numbers; https://www.aba.com/about-us/routing-number',
  },
  {
    type: 'US_BANK',
    locale: 'us',
    proven: [],
    inContext: digitRuns('', 8, 17),
    chance: 1,
    check: (text) => /^\d{8,17}$/.test(text) && !/^(\d)\1+$/.test(text),
    context: [
      'bank account',
      'banking account',
      'bank acct',
      'checking account',
      'savings account',
      'deposit account',
      'account number',
      'account no',
      'acct',
      'direct deposit',
      'debit account',
    ],
    source: 'NACHA operating rules: account number of up to 17 digits',
  },
  {
    type: 'US_PASSPORT',
    locale: 'us',
    proven: [],
    inContext: ['#########', 'A########'],
    chance: 1,
    check: (text) => /^[A-Z\d]\d{8}$/.test(text) && text !== '123456789',
    context: ['passport', 'travel document'],
    source: 'https://travel.state.gov/content/travel/en/passports.html; ICAO Doc 9303',
  },
  {
    type: 'US_DRIVER_LICENSE',
    locale: 'us',
    proven: [],
    inContext: [
      ...digitRuns('', 6, 14),
      '#'.repeat(16),
      ...digitRuns('A', 4, 14),
      ...digitRuns('AA', 3, 7),
      'AA######A',
      'A######A',
      '#######A',
      '########A',
      '########AA',
      '#########A',
      '###AA####',
      '##AAA#####',
      'AAA######',
      'AAAAA#######',
      'AAA**AA###A#',
      '##-###-####',
      'A###-####-####',
      'A###-####-####-##',
      'A##-##-####',
      'A###-###-##-###-#',
      'A-###-###-###-###',
      'A ### ### ### ###',
      'A#### ##### #####',
      '### ### ###',
      '## ### ###',
    ],
    chance: 1,
    check: (text) => /^(?=.*\d{3})[A-Z\d]{5,16}$/.test(text),
    context: [
      'driver license',
      'driver licence',
      'drivers license',
      'drivers licence',
      'driver s license',
      'driver s licence',
      'driving license',
      'driving licence',
      'driving permit',
      'driver permit',
      'license number',
      'licence number',
      'license no',
      'dl number',
      'DLN',
    ],
    source: 'AAMVA D20 state formats',
  },
  {
    type: 'CA_SIN',
    locale: 'ca',
    proven: [],
    inContext: ['#########', '### ### ###', '###-###-###'],
    chance: 0.08,
    check: (text) => isNumber(text, 9) && /^[1-79]/.test(text) && isLuhn(text),
    context: [
      'SIN',
      'NAS',
      'my sin',
      'sin number',
      'sin no',
      'social insurance',
      'mon nas',
      'numero nas',
      'assurance sociale',
    ],
    source: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
  },
];
