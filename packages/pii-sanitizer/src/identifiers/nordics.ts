// Identifiers of Sweden, Finland, Denmark, Norway and Iceland.
import { digit, isLuhn, isNumber, ofDigits, weightedSum } from './checksums.ts';
import { isDay, isDayMonthYear, pair } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

/** Ten digits, or twelve with the century; 60 is added to the day for people who are not registered. */
function isPersonnummer(text: string): boolean {
  const at = text.length - 10;
  if (!isNumber(text, at === 2 ? 12 : 10) || (at === 2 && !/^(18|19|20)/.test(text))) return false;
  return isDay(pair(text, at + 4) % 60, pair(text, at + 2)) && pair(text, at + 4) < 92 && isLuhn(text, at);
}

/** What would be the month is 20 or more, which tells companies from people. */
function isOrganisation(text: string): boolean {
  const at = text.length - 10;
  return (
    isNumber(text, at === 2 ? 12 : 10) &&
    (at === 0 || text.startsWith('16')) &&
    /^[1-35-9]/.test(text.slice(at)) &&
    digit(text, at + 2) > 1 &&
    isLuhn(text, at)
  );
}

/** Date, century sign (`-`, which is lost, or a letter), number, check character. */
function isHetu(text: string): boolean {
  if (!/^\d{6}[A-FU-Y]?\d{3}[\dA-FHJ-NPR-Y]$/.test(text) || !isDayMonthYear(text)) return false;
  const last = text.length - 1;
  const number = Number(text.slice(0, 6) + text.slice(last - 3, last));
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(number % 31) === text.charAt(last);
}

/** D numbers have 40 more in the day. Serials of 500 to 899 stand for births since 2000, or before 1900. */
function isFodselsnummer(text: string): boolean {
  if (!isNumber(text, 11) || !isDay(pair(text, 0) % 40, pair(text, 2)) || pair(text, 0) > 71) return false;
  if (pair(text, 4) > 39 && digit(text, 6) > 4 && digit(text, 6) < 9) return false;
  return weightedSum(text, '3761894521') % 11 === 0 && weightedSum(text, '54327654321') % 11 === 0;
}

export const NORDICS: readonly Identifier[] = [
  identifier(
    'SE_PERSONNUMMER|personnummer|personnr|pnr|samordningsnummer|svensk id|swedish id|swedish personal|' +
      'personal identity|personal number|fodelsenummer',
    '',
    '######_####|########_####|############|##########|#### ## ## ####',
    0.008,
    isPersonnummer,
    { source: 'https://www.skatteverket.se, SKV 704; Folkbokföringslagen 1991:481 § 18' },
  ),
  identifier(
    'SE_ORGANISATIONSNUMMER|organisationsnummer|organisationsnr|org nr|org nummer|foretag|' +
      'company identity|company registration|organisation number|organization number',
    '',
    '######-####|##########|############|########-####',
    0.06,
    isOrganisation,
    { source: 'Lag 1974:174 om identitetsbeteckning för juridiska personer; SKV 709' },
  ),
  identifier(
    'FI_PERSONAL_IDENTITY_CODE|hetu|henkilotunnus|personbeteckning|personal identity code|' +
      'sosiaaliturvatunnus',
    '######-###*|######A###*',
    '###### ###*',
    0.001,
    isHetu,
    { source: 'https://dvv.fi/en/personal-identity-code' },
  ),
  identifier(
    'DK_CPR|cpr|personnummer|danish id|danish personal',
    '',
    '######_####|##########',
    0.036,
    ofDigits(10, isDayMonthYear),
    { source: 'https://cpr.dk/media/12066/personnummeret-i-cpr.pdf (mod 11 not kept since 2007)' },
  ),
  identifier(
    'NO_FNR|fodselsnummer|fnr|fodselsnr|personnummer|d nummer|norwegian id|national identity number',
    '###########|###### #####',
    '######-#####|## ## ## #####|###### ### ##',
    0.0006,
    isFodselsnummer,
    { source: 'https://www.skatteetaten.no, Folkeregisterforskriften § 2-2-1' },
  ),
  identifier(
    'IS_KENNITALA|kennitala|kt|icelandic id',
    '',
    '######_####|##########',
    0.002,
    (text) =>
      isNumber(text, 10) &&
      /[089]$/.test(text) &&
      // The last digit is the century's.
      isDay(pair(text, 0) % 40, pair(text, 2), ((digit(text, 9) || 10) + 10) * 100 + pair(text, 4)) &&
      pair(text, 0) <= 71 &&
      weightedSum(text, '327654321') % 11 === 0,
    { source: 'https://www.skra.is/english/people/my-registration/id-numbers' },
  ),
];
