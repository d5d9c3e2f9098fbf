// Identifiers of Singapore, Malaysia, Thailand and the Philippines.
import { alphanumeric, digit, isNumber, weightedSum } from './checksums.ts';
import { isYearMonthDay } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

const UEN_KINDS =
  'LP|LL|FC|PF|RF|MQ|MM|NB|CC|CS|MB|FM|GS|DP|CP|NR|CM|CD|MD|HS|VH|CH|MH|CL|XL|CX|HC|RP|TU|TC|FB|FN|PA|PB|SS|MC|SM|GA|GB';
const UEN_OTHER = new RegExp(`^[RST]\\d\\d(${UEN_KINDS})\\d{4}[A-Z]$`);
const UEN_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';

/** T and G add 4 for those born or come since 2000, M adds 3 and has letters of its own order. */
function isNric(text: string): boolean {
  if (!/^[STFGM]\d{7}[A-Z]$/.test(text)) return false;
  const series = text.charAt(0);
  const offset = series === 'M' ? 3 : series === 'T' || series === 'G' ? 4 : 0;
  const rest = (weightedSum(text, '2765432', 1) + offset) % 11;
  const letters = series === 'M' ? 'XWUTRQPNJLK' : series < 'N' ? 'XWUTRQPNMLK' : 'JZIHGFEDCBA';
  return letters.charAt(rest) === text.charAt(8);
}

/** Businesses, local companies by year, and other entities by kind, each with its own weights and letters. */
function isUen(text: string): boolean {
  const last = text.charAt(text.length - 1);
  if (/^\d{8}[A-Z]$/.test(text)) return 'XMKECAWLJDB'.charAt(weightedSum(text, 'A4938271') % 11) === last;
  if (/^(19|20)\d{7}[A-Z]$/.test(text))
    return 'ZKCMDNERGWH'.charAt(weightedSum(text, 'A86497531') % 11) === last;
  if (!UEN_OTHER.test(text)) return false;
  let sum = 0;
  for (let at = 0; at < 9; at += 1)
    sum += UEN_ALPHABET.indexOf(text.charAt(at)) * alphanumeric('4353A2257', at);
  return UEN_ALPHABET.charAt((((sum - 5) % 11) + 11) % 11) === last;
}

export const SOUTH_EAST_ASIA: readonly Identifier[] = [
  identifier(
    'SG_NRIC_FIN|nric|FIN|my fin|fin number|foreign identification|singapore id',
    'A#######A',
    'A_#######_A',
    0.007,
    isNric,
    { source: 'National Registration Act 1965; https://www.ica.gov.sg' },
  ),
  identifier(
    'SG_UEN|uen|unique entity|business registration|acra|company registration',
    'A##AA####A',
    '########A|#########A',
    0.04,
    isUen,
    { source: 'https://www.uen.gov.sg' },
  ),
  identifier(
    'MY_NRIC|nric|mykad|kad pengenalan|ic number|ic no|no ic|malaysian id',
    '######-##-####',
    '############|###### ## ####',
    0.03,
    // Date, place of birth, serial.
    (text) =>
      isNumber(text, 12) && isYearMonthDay(text) && /^.{6}(?!00|1[7-9]|20|69|7[03]|8[01]|9[4-7])/.test(text),
    { source: 'National Registration Regulations 1990; https://www.jpn.gov.my' },
  ),
  identifier(
    'TH_TNIN|thai id|thai national|thailand id|tnin|เลขประจำตัว|เลขบัตร|บัตรประชาชน|รหัสปชช|national id',
    '#-####-#####-##-#',
    '#############|# #### ##### ## #',
    0.06,
    (text) =>
      /^[1-8](1\d|2[0-7]|[34]\d|5[0-8]|[67][0-7]|[89][0-6])\d{10}$/.test(text) &&
      (11 - (weightedSum(text, 'DCBA98765432') % 11)) % 10 === digit(text, 12),
    { source: 'Civil Registration Act 1991, Department of Provincial Administration' },
  ),
  identifier(
    'PH_TIN|TIN|my tin|tin number|taxpayer id|tax id|BIR|RDO|revenue district',
    '',
    '###_###_###_###|###-###-###|#########|############|###-###-###-#####',
    1,
    /^\d{9}(\d{3}|\d{5})?$/,
    { source: 'https://www.bir.gov.ph; NIRC s. 236' },
  ),
];
