// Identifiers of Poland, Czechia, Slovakia, Hungary, Romania, Bulgaria, Croatia, Slovenia and Greece.
import {
  digit,
  elevenLess,
  isLuhn,
  isMod1110,
  isNumber,
  ofDigits,
  remainder,
  remainder11,
  sums,
  weightedSum,
} from './checksums.ts';
import { isDay, isDayMonthYear, pair } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

const isPeselSum = sums('13791379131', 10);

/** Women have 50 more in the month, and since 2004 20 more where a day has run out of numbers. */
function isRodneCislo(text: string): boolean {
  if (!isNumber(text, 10) || !isDay(pair(text, 4), (pair(text, 2) % 50) % 20)) return false;
  const rest = remainder(text, 11, 0, 9);
  return (rest === 10 ? 0 : rest) === digit(text, 9);
}

function isCnp(text: string): boolean {
  if (!/^[1-9]\d{6}(0[1-9]|[1-3]\d|4[0-8]|5[12]|70|8[0-3])\d{4}$/.test(text)) return false;
  if (!isDay(pair(text, 5), pair(text, 3))) return false;
  const check = weightedSum(text, '279146358279') % 11;
  return (check === 10 ? 1 : check) === digit(text, 12);
}

export const CENTRAL_EUROPE: readonly Identifier[] = [
  identifier(
    'PL_PESEL|pesel|numer ewidencyjny|polish id|polish national',
    '',
    '###########|###### #####',
    0.02,
    // The century is in the month: 80, 0, 20, 40 or 60 more.
    (text) => isPeselSum(text) && isDay(pair(text, 4), pair(text, 2) % 20),
    { source: 'Ustawa o ewidencji ludności, art. 15; https://www.gov.pl/web/gov/czym-jest-numer-pesel' },
  ),
  identifier('CZ_RC|rodne cislo|birth number|czech id', '', '######/####|##########', 0.02, isRodneCislo, {
    source: 'Zákon č. 133/2000 Sb., § 13',
  }),
  identifier(
    'SK_RC|slovenske rodne cislo|slovak birth number|slovak id|rodneho cisla',
    '',
    '######/####|##########',
    0.02,
    isRodneCislo,
    { source: 'Zákon č. 301/1995 Z. z. o rodnom čísle' },
  ),
  identifier(
    'HU_ANUM|adoszam|adoazonosito|hungarian tax|hungarian vat',
    '########-#-##',
    '###########|########',
    0.1,
    // Eight digits; then the kind of taxation and the county, where it is a company's whole number.
    (text) => /^\d{8}([1-5]([0-3]\d|4[0-4]|51))?$/.test(text) && weightedSum(text, '97319731') % 10 === 0,
    { source: '2017. évi CL. törvény (Art.); NAV' },
  ),
  identifier(
    'RO_CNP|CNP|cod numeric personal|codul numeric personal|my cnp|romanian id',
    '',
    '#############',
    0.001,
    isCnp,
    { source: 'OUG nr. 97/2005; Legea nr. 105/1996' },
  ),
  identifier(
    'BG_EGN|EGN|егн|единен граждански номер|edinen grazhdanski nomer|bulgarian id|uniform civil number',
    '',
    '##########',
    0.01,
    // 20 more in the month before 1900, 40 more since 2000.
    (text) =>
      isNumber(text, 10) &&
      isDay(pair(text, 4), pair(text, 2) % 20) &&
      pair(text, 2) <= 52 &&
      remainder11(text, '2485A9736') === digit(text, 9),
    { source: 'https://www.grao.bg/esgraon.html' },
  ),
  identifier(
    'HR_OIB|OIB|osobni identifikacijski broj|croatian id|croatian personal',
    '',
    '###########',
    0.1,
    ofDigits(11, isMod1110),
    { source: 'Zakon o osobnom identifikacijskom broju (NN 60/08); ISO 7064' },
  ),
  identifier(
    'SI_EMSO|emso|maticna stevilka|slovenian id',
    '',
    '#############',
    0.00005,
    // Day, month, last three of the year, region (50 to 59 in Slovenia), serial.
    (text) =>
      /^\d{4}(9|0)\d\d5\d{5}$/.test(text) &&
      isDayMonthYear(text) &&
      elevenLess(text, '765432765432') === digit(text, 12),
    { source: 'Zakon o centralnem registru prebivalstva (ZCRP)' },
  ),
  identifier(
    'GR_AMKA|AMKA|αμκα|arithmos mitroou koinonikis asfalisis|greek social security',
    '',
    '###########',
    0.004,
    (text) => isNumber(text, 11) && isDayMonthYear(text) && isLuhn(text),
    { source: 'https://www.amka.gr; ν. 3655/2008, άρθρο 153' },
  ),
];
