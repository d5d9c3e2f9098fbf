// Identifiers of South Africa, Nigeria, Turkey and Israel.
import { digit, isLuhn, isNumber, isVerhoeff, ofDigits, weightedSum } from './checksums.ts';
import { isYearMonthDay } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

function isTurkish(text: string): boolean {
  if (!isNumber(text, 11) || text.startsWith('0')) return false;
  const sums = weightedSum(text, '797979797');
  return sums % 10 === digit(text, 9) && weightedSum(text, '1111111111') % 10 === digit(text, 10);
}

export const AFRICA_MIDDLE_EAST: readonly Identifier[] = [
  identifier(
    'ZA_ID_NUMBER|id number|identity number|south african id|rsa id|sa id|smart id|national id|' +
      'identiteitsnommer',
    '#############|###### #### ###|###### #### ## #',
    '###### #### # # #|######-####-###',
    0.0003,
    // Date, serial, citizenship, a digit that was the race, Luhn.
    (text) => /^\d{10}[0-2][89]\d$/.test(text) && isYearMonthDay(text) && isLuhn(text),
    { source: 'Identification Act 68 of 1997; https://www.dha.gov.za' },
  ),
  identifier(
    'NG_NIN|NIN|my nin|national identification number|national identity number|nimc|nigeria id|' +
      'nigerian id|nigerian national',
    '',
    '###########|####_####_###',
    0.1,
    ofDigits(11, isVerhoeff),
    { source: 'NIMC Act 2007; https://nimc.gov.ng' },
  ),
  identifier(
    'NG_VEHICLE_REGISTRATION|plate|vehicle|registration|' + 'nigeria',
    '',
    'AAA_###AA|AAA###AA|AAA_###_AA',
    1,
    /^[A-Z]{3}\d{3}[A-Z]{2}$/,
    { source: 'National Road Traffic Regulations 2012; FRSC' },
  ),
  identifier(
    'TR_NATIONAL_ID|tckn|kimlik|tc no|nufus cuzdani|turkish id|turkish national|vatandaslik|' + 'national id',
    '',
    '###########|### ### ### ##|### ### #####',
    0.01,
    isTurkish,
    { source: '5490 sayılı Nüfus Hizmetleri Kanunu; https://www.nvi.gov.tr' },
  ),
  identifier(
    'TR_LICENSE_PLATE|plaka|tasit|plate',
    '',
    '##_A{1,3}_#{2,4}|##A{1,3}#{2,4}',
    0.6,
    // `34 and 36`, `34 ve 36` are no plates.
    /^(0[1-9]|[1-7]\d|8[01])(?!(AND|OR|TO|VE|ILE|UND|BIS)\d)[A-PR-VYZ]{1,3}\d{2,4}$/,
    { source: 'Karayolları Trafik Yönetmeliği, madde 53' },
  ),
  identifier(
    'IL_IDNR|teudat zehut|תעודת זהות|מספר זהות|israeli id|israel id',
    '',
    '#########|########-#',
    0.1,
    ofDigits(9, isLuhn),
    { source: 'Population Registry Law 5725-1965; OECD, Tax identification numbers, Israel' },
  ),
];
