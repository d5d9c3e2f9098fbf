// Identifiers of China, Hong Kong, Taiwan, Japan and Korea.
import { alphanumeric, digit, elevenLess, isNumber, weightedSum } from './checksums.ts';
import { isDay, isYearMonthDay, pair } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

/** Region, date, serial, ISO 7064 mod 11,2. */
function isResidentIdentity(text: string): boolean {
  if (
    !/^[1-9]\d{5}(19|20)\d{9}[\dX]$/.test(text) ||
    !isDay(pair(text, 12), pair(text, 10), Number(text.slice(6, 10)))
  )
    return false;
  const rest = weightedSum(text, '79A584216379A5842') % 11;
  return '10X98765432'.charAt(rest) === text.charAt(17);
}

function isHongKong(text: string): boolean {
  if (!/^[A-Z]{1,2}\d{6}[\dA]$/.test(text)) return false;
  const at = text.length - 7;
  let sum = (at === 1 ? 36 : alphanumeric(text, 0)) * 9 + alphanumeric(text, at - 1) * 8;
  sum += weightedSum(text, '765432', at) + alphanumeric(text, at + 6);
  return sum % 11 === 0;
}

/** The letter stands for a place as two digits, not in the order of the alphabet. */
function isTaiwan(text: string): boolean {
  if (!/^[A-Z][1289]\d{8}$/.test(text)) return false;
  const place = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(text.charAt(0)) + 10;
  const sum = Math.floor(place / 10) + (place % 10) * 9 + weightedSum(text, '876543211', 1);
  return sum % 10 === 0;
}

/** Date, then sex and century. Numbers given since October 2020 have no check digit. */
function isKorean(text: string, sexes: RegExp): boolean {
  return /^\d{13}$/.test(text) && isYearMonthDay(text) && sexes.test(text.charAt(6));
}

function isBusiness(text: string): boolean {
  if (!isNumber(text, 10) || text < '1') return false;
  const ninth = digit(text, 8) * 5;
  return (weightedSum(text, '13713713') + ninth + Math.floor(ninth / 10) + digit(text, 9)) % 10 === 0;
}

export const EAST_ASIA: readonly Identifier[] = [
  identifier(
    'CN_RIC|身份证|身份證|居民身份|resident identity|chinese id|shenfenzheng',
    '#################*',
    '######_########_###*',
    0.00002,
    isResidentIdentity,
    { source: 'GB 11643-1999' },
  ),
  identifier(
    'HK_HKID|hkid|hong kong id|身份證|香港身份',
    '',
    'A######*|AA######*|A######_*|A ###### *',
    0.03,
    isHongKong,
    { source: 'Registration of Persons Regulations (Cap. 177A); https://www.immd.gov.hk' },
  ),
  identifier(
    'TW_NATID|身分證|身份證|統一編號|taiwan id|taiwanese id|taiwan national|national id|NATID',
    '',
    'A#########',
    0.04,
    isTaiwan,
    { source: 'https://www.ris.gov.tw' },
  ),
  identifier(
    'JP_MY_NUMBER|my number card|individual number|マイナンバー|個人番号|kojin bango',
    '',
    '############|####_####_####',
    0.09,
    (text) => isNumber(text, 12) && elevenLess(text, '65432765432') === digit(text, 11),
    { source: 'My Number Act (Act No. 27 of 2013)' },
  ),
  identifier(
    'KR_RRN|주민번호|주민등록|resident registration|RRN|my rrn|korean id',
    '######-#######',
    '#############|###### #######',
    0.01,
    (text) => isKorean(text, /[1-4]/),
    { source: 'Resident Registration Act' },
  ),
  identifier(
    'KR_FRN|외국인번호|외국인등록|foreigner registration|alien registration|FRN|my frn',
    '######-#######',
    '#############|###### #######',
    0.01,
    (text) => isKorean(text, /[5-8]/),
    { source: 'Immigration Act, art. 31' },
  ),
  identifier(
    'KR_BRN|사업자|business registration|business number|tax registration|BRN|my brn',
    '',
    '###-##-#####|##########',
    0.1,
    isBusiness,
    { source: 'Value-Added Tax Act, art. 8' },
  ),
  identifier(
    'KR_PASSPORT|여권|passport',
    '',
    'A###A####|A########',
    0.2,
    /^[MSRODG](\d{3}[A-Z]\d{4}|\d{8})$/,
    { source: 'Passport Act; ICAO Doc 9303' },
  ),
  identifier(
    'KR_DRIVER_LICENSE|운전면허|면허번호|korean driver|driver s licen|driver licen',
    '##-##-######-##',
    '############|## ## ###### ##',
    0.17,
    /^(1[1-9]|2[0-68])\d{10}$/,
    { source: 'Road Traffic Act, enforcement rules' },
  ),
];
