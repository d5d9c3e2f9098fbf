// Identifiers of the United Kingdom.
import { complement11, digit, isNumber, weightedSum } from './checksums.ts';
import { isDay, pair } from './dates.ts';
import { digitRuns } from './forms.ts';
import type { Identifier } from './identifier.ts';

const NINO = /^(?!BG|GB|NK|KN|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;
const PLATE = [
  /^[A-HJ-PR-Y]{2}(0[2-9]|[12]\d|5[1-9]|[67]\d)[A-HJ-PR-Z]{3}$/,
  /^[A-HJ-NPR-TV-Y]\d{1,3}[A-HJ-PR-Y][A-HJ-PR-Z]{2}$/,
  /^[A-HJ-PR-Z]{3}\d{1,3}[A-HJ-NPR-TV-Y]$/,
];

function isNhs(text: string): boolean {
  if (!isNumber(text, 10)) return false;
  return complement11(weightedSum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2])) === digit(text, 9);
}

/** Surname, decade, month (50 more for women), day, year, initials; its last check is not public. */
function isDrivingLicence(text: string): boolean {
  if (!/^(?=.{5}\d)[A-Z]+9*\d{6}[A-Z][A-Z9][A-Z\d][A-Z]{2}$/.test(text) || text.length !== 16) return false;
  return isDay(pair(text, 8), pair(text, 6) % 50) && pair(text, 6) < 63;
}

export const UNITED_KINGDOM: readonly Identifier[] = [
  {
    type: 'UK_NHS',
    locale: 'gb',
    proven: [],
    inContext: ['##########', '### ### ####', '###-###-####'],
    chance: 0.09,
    check: isNhs,
    context: [
      'nhs',
      'national health',
      'health service number',
      'health authority',
      'health services authority',
    ],
    source: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
  },
  {
    type: 'UK_NINO',
    locale: 'gb',
    proven: ['AA ## ## ## A', 'AA######A', 'AA-##-##-##-A'],
    // `grew by 123456 a year`
    inContext: ['AA ###### A'],
    chance: 0.08,
    check: (text) => NINO.test(text),
    context: ['nino', 'ni number', 'ni no', 'national insurance', 'NI'],
    source: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
  },
  {
    type: 'UK_DRIVING_LICENCE',
    locale: 'gb',
    proven: ['*****######***AA'],
    inContext: ['***** ###### ***AA', '***** ###### *** AA'],
    chance: 0.009,
    check: isDrivingLicence,
    context: [
      'driving licence',
      'driving license',
      'driver s licence',
      'drivers licence',
      'licence number',
      'DVLA',
    ],
    source: 'https://www.gov.uk/government/publications/driver-licence-number-format (DVLA INF45)',
  },
  {
    type: 'UK_VEHICLE_REGISTRATION',
    locale: 'gb',
    proven: [],
    inContext: [
      'AA## AAA',
      'AA##AAA',
      'AA##-AAA',
      ...digitRuns('A', 1, 3, ' AAA'),
      ...digitRuns('A', 1, 3, 'AAA'),
      ...digitRuns('AAA ', 1, 3, 'A'),
      ...digitRuns('AAA', 1, 3, 'A'),
    ],
    chance: 0.6,
    check: (text) => PLATE.some((form) => form.test(text)),
    context: [
      'number plate',
      'licence plate',
      'license plate',
      'registration plate',
      'registration mark',
      'vehicle',
      'car reg',
      'reg number',
      'reg no',
      'registration number',
      'VRM',
      'VRN',
      'DVLA',
      'V5C',
      'MOT',
      'logbook',
    ],
    source:
      'https://www.gov.uk/government/publications/vehicle-registration-numbers-and-number-plates (DVLA INF104)',
  },
  {
    type: 'UK_PASSPORT',
    locale: 'gb',
    proven: [],
    inContext: ['AA#######', '#########'],
    chance: 1,
    check: (text) => /^[A-Z\d]{2}\d{7}$/.test(text) && text !== '123456789',
    context: ['passport', 'british passport', 'HMPO', 'travel document'],
    source: 'HM Passport Office; ICAO Doc 9303',
  },
];
