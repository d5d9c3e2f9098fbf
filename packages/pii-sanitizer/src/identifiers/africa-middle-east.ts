// Identifiers of South Africa, Nigeria, Turkey and Israel.
import { digit, isLuhn, isNumber, isVerhoeff, weightedSum } from './checksums.ts';
import { isYearMonthDay } from './dates.ts';
import { digitRuns } from './forms.ts';
import type { Identifier } from './identifier.ts';

/** Date, serial, citizenship, a digit that was the race, Luhn. */
function isSouthAfrican(text: string): boolean {
  return /^\d{10}[0-2][89]\d$/.test(text) && isYearMonthDay(text) && isLuhn(text);
}

function isTurkish(text: string): boolean {
  if (!isNumber(text, 11) || text.startsWith('0')) return false;
  const sums = weightedSum(text, [7, -1, 7, -1, 7, -1, 7, -1, 7]);
  return (
    (sums + 40) % 10 === digit(text, 9) &&
    weightedSum(text, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 === digit(text, 10)
  );
}

const TURKISH_PLATES = [' ', '-', ''].flatMap((gap) =>
  ['A', 'AA', 'AAA'].flatMap((letters) => digitRuns(`##${gap}${letters}${gap}`, 2, 4)),
);

export const AFRICA_MIDDLE_EAST: readonly Identifier[] = [
  {
    type: 'ZA_ID_NUMBER',
    locale: 'za',
    proven: ['#############', '###### #### ###', '###### #### ## #'],
    inContext: ['###### #### # # #', '######-####-###'],
    chance: 0.0003,
    check: isSouthAfrican,
    context: [
      'id number',
      'identity number',
      'south african id',
      'rsa id',
      'sa id',
      'smart id',
      'national id',
      'identiteitsnommer',
    ],
    source: 'Identification Act 68 of 1997; https://www.dha.gov.za',
  },
  {
    type: 'NG_NIN',
    locale: 'ng',
    proven: [],
    inContext: ['###########', '#### #### ###', '####-####-###'],
    chance: 0.1,
    check: (text) => isNumber(text, 11) && isVerhoeff(text),
    context: [
      'NIN',
      'my nin',
      'national identification number',
      'national identity number',
      'nimc',
      'nigeria id',
      'nigerian id',
      'nigerian national',
    ],
    source: 'NIMC Act 2007; https://nimc.gov.ng',
  },
  {
    type: 'NG_VEHICLE_REGISTRATION',
    locale: 'ng',
    proven: [],
    inContext: ['AAA-###AA', 'AAA ###AA', 'AAA###AA', 'AAA ### AA', 'AAA-###-AA'],
    chance: 1,
    check: (text) => /^[A-Z]{3}\d{3}[A-Z]{2}$/.test(text),
    context: [
      'plate',
      'number plate',
      'license plate',
      'licence plate',
      'vehicle',
      'registration',
      'nigeria',
    ],
    source: 'National Road Traffic Regulations 2012; FRSC',
  },
  {
    type: 'TR_NATIONAL_ID',
    locale: 'tr',
    proven: [],
    inContext: ['###########', '### ### ### ##', '### ### #####'],
    chance: 0.01,
    check: isTurkish,
    context: [
      'tckn',
      'tc kimlik',
      't c kimlik',
      'kimlik',
      'tc no',
      'nufus cuzdani',
      'turkish id',
      'turkish national',
      'vatandaslik',
      'national id',
    ],
    source: '5490 sayılı Nüfus Hizmetleri Kanunu; https://www.nvi.gov.tr',
  },
  {
    type: 'TR_LICENSE_PLATE',
    locale: 'tr',
    proven: [],
    inContext: TURKISH_PLATES,
    chance: 0.6,
    // `34 and 36`, `34 ve 36` are no plates.
    check: (text) =>
      /^(0[1-9]|[1-7]\d|8[01])(?!(AND|OR|TO|VE|ILE|UND|BIS)\d)[A-PR-VYZ]{1,3}\d{2,4}$/.test(text),
    context: ['plaka', 'tasit', 'arac plakasi', 'license plate', 'licence plate', 'number plate', 'plate'],
    source: 'Karayolları Trafik Yönetmeliği, madde 53',
  },
  {
    type: 'IL_IDNR',
    locale: 'il',
    proven: [],
    inContext: ['#########', '########-#'],
    chance: 0.1,
    check: (text) => isNumber(text, 9) && isLuhn(text),
    context: ['teudat zehut', 'תעודת זהות', 'מספר זהות', 'israeli id', 'israel id'],
    source: 'Population Registry Law 5725-1965; OECD, Tax identification numbers, Israel',
  },
];
