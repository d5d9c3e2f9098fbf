// Identifiers of the United Kingdom.
import { sums } from './checksums.ts';
import { isDay, pair } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

const NINO = /^(?!BG|GB|NK|KN|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;
const PLATE = [
  /^[A-HJ-PR-Y]{2}(0[2-9]|[12]\d|5[1-9]|[67]\d)[A-HJ-PR-Z]{3}$/,
  /^[A-HJ-NPR-TV-Y]\d{1,3}[A-HJ-PR-Y][A-HJ-PR-Z]{2}$/,
  /^[A-HJ-PR-Z]{3}\d{1,3}[A-HJ-NPR-TV-Y]$/,
];

export const UNITED_KINGDOM: readonly Identifier[] = [
  identifier(
    'UK_NHS|nhs|national health|health service number|health authority|health services authority',
    '',
    '##########|###_###_####',
    0.09,
    sums('A987654321', 11),
    { source: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html', locale: 'gb' },
  ),
  identifier(
    'UK_NINO|ni number|ni no|national insurance|NI',
    'AA_##_##_##_A|AA######A',
    // `grew by 123456 a year`
    'AA ###### A',
    0.08,
    NINO,
    { source: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110', locale: 'gb' },
  ),
  identifier(
    'UK_DRIVING_LICENCE|driving licen|driver s licen|licence number|DVLA',
    '*****######***AA',
    '***** ###### ***AA|***** ###### *** AA',
    0.009,
    // Surname, decade, month (50 more for women), day, year, initials; its last check is not public.
    (text) =>
      /^(?=.{5}\d)[A-Z]+9*\d{6}[A-Z][A-Z9][A-Z\d][A-Z]{2}$/.test(text) &&
      text.length === 16 &&
      isDay(pair(text, 8), pair(text, 6) % 50) &&
      pair(text, 6) < 63,
    {
      source: 'https://www.gov.uk/government/publications/driver-licence-number-format (DVLA INF45)',
      locale: 'gb',
    },
  ),
  identifier(
    'UK_VEHICLE_REGISTRATION|number plate|licence plate|license plate|registration plate|' +
      'registration mark|vehicle|car reg|reg number|reg no|registration number|VRM|VRN|DVLA|V5C|MOT|' +
      'logbook',
    '',
    'AA##_AAA|AA##AAA|A#{1,3} AAA|A#{1,3}AAA|AAA #{1,3}A|AAA#{1,3}A',
    0.6,
    (text) => PLATE.some((form) => form.test(text)),
    {
      source:
        'https://www.gov.uk/government/publications/vehicle-registration-numbers-and-number-plates (DVLA INF104)',
      locale: 'gb',
    },
  ),
  identifier(
    'UK_PASSPORT|passport|HMPO|travel document',
    '',
    'AA#######|#########',
    1,
    /^(?!123456789$)[A-Z\d]{2}\d{7}$/,
    { source: 'HM Passport Office; ICAO Doc 9303', locale: 'gb' },
  ),
];
