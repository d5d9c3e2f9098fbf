// Identifiers of Belgium, the Netherlands, Switzerland, Austria and Ireland.
import { digit, isNumber, remainder, sums, weightedSum } from './checksums.ts';
import { pair } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

const MOD10_RECURSIVE = '0946827135';

/** Number with the last two digits 97 less its rest; people born since 2000 count with a 2 before it. */
function isRijksregister(text: string): boolean {
  if (!isNumber(text, 11) || pair(text, 2) > 12 || pair(text, 4) > 31) return false;
  const check = 97 - pair(text, 9);
  return (
    remainder(text, 97, 0, 9) === check || (pair(text, 0) < 40 && remainder(`2${text}`, 97, 0, 10) === check)
  );
}

/** Two digits, up to six, and a check digit that is carried on from each digit to the next. */
function isPostAccount(text: string): boolean {
  if (!/^\d{4,9}$/.test(text)) return false;
  const last = text.length - 1;
  const padded = text.slice(0, 2) + text.slice(2, last).padStart(6, '0');
  let carry = 0;
  for (let at = 0; at < padded.length; at += 1)
    carry = digit(MOD10_RECURSIVE, (carry + digit(padded, at)) % 10);
  return (10 - carry) % 10 === digit(text, last);
}

const isSvnrSum = sums('379A584216', 11);

/** Seven digits, their letter, and since 2013 a second letter that weighs 9. */
export function isPps(text: string): boolean {
  if (!/^\d{7}[A-W][A-IW]?$/.test(text)) return false;
  const second = text.charCodeAt(8) - 64;
  const extra = second > 0 && second < 10 ? second * 9 : 0;
  return 'WABCDEFGHIJKLMNOPQRSTUV'.charAt((weightedSum(text, '8765432') + extra) % 23) === text.charAt(7);
}

export const BENELUX_ALPS: readonly Identifier[] = [
  identifier(
    'BE_NN|rijksregister|registre national|nationaal nummer|numero national|national register|' +
      'national number|NISS|INSZ|NRN|NN',
    '##.##.##-###.##|## ## ## ### ##|######-###-##',
    '###########|###### ### ##|##.##.##.###.##|##.##.##-###-##',
    0.0005,
    isRijksregister,
    { source: 'Arrêté royal du 3 avril 1984; https://www.ibz.rrn.fgov.be' },
  ),
  identifier(
    'NL_BSN|bsn|burger service|sofi nummer|citizen service number|dutch id',
    '',
    '#########|#### ## ###|####.##.###|###_###_###|###.###.###',
    0.09,
    sums('98765432A', 11),
    { source: 'https://www.rvig.nl/burgerservicenummer; Wabb art. 1' },
  ),
  identifier(
    'CH_AVS|ahv|avs|NAVS|navs13|sozialversicherungsnummer|versichertennummer|' +
      'assurance sociale|swiss social security',
    '###_####_####_##|###.####.####.##|#############',
    '###.#### #### ##|###.####.#### ##',
    0.0001,
    (text) => /^756\d{10}$/.test(text) && weightedSum(text, '1313131313131') % 10 === 0,
    { source: 'https://www.zas.admin.ch, NAVS13; GS1 EAN-13' },
  ),
  identifier(
    'CH_UID|UID|IDE|IDI|mwst|TVA|IVA|unternehmens identifikation|swiss vat|handelsregister',
    'AAA-###.###.###|AAA#########|AAA-#########|AAA ###.###.###|AAA ### ### ###|AAA###.###.###|' +
      'AAA-### ### ###|AAA-###-###-###|AAA.###.###.###',
    '',
    0.000004,
    (text) => /^CHE\d{9}$/.test(text) && weightedSum(text, '543276541', 3) % 11 === 0,
    { source: 'eCH-0097; https://www.uid.admin.ch' },
  ),
  identifier(
    'CH_POST_ACCOUNT|postcheck|post konto|pc konto|postfinance|compte postal|conto postale|CCP|PCK',
    '',
    '##-######-#|##-#####-#|##-####-#|##-###-#|##-##-#|##-#-#|#########',
    0.09,
    isPostAccount,
    { source: 'PostFinance, Handbuch Einzahlungsschein: modulo 10, rekursiv' },
  ),
  identifier(
    'AT_SVNR|sozialversicherung|versicherungsnummer|sv nr|sv nummer|e card|austrian social security',
    '',
    '##########|####_######|####/######|#### ## ## ##|#### ##.##.##',
    0.004,
    // Serial, check digit, date of birth; a month of 13 to 15 where a day has run out of numbers.
    (text) => /^[1-9]\d{3}(?!00)([0-2]\d|3[01])(?!00)(0\d|1[0-5])/.test(text) && isSvnrSum(text),
    { source: 'https://www.sozialversicherung.at; § 31 ASVG' },
  ),
  identifier(
    'IE_PPS|pps|personal public service|uimhir phearsanta|RSI',
    '',
    '#######A|#######AA|####### A|####### AA',
    0.03,
    isPps,
    {
      source:
        'https://www.gov.ie/en/department-of-social-protection; Social Welfare Consolidation Act 2005, s. 262',
    },
  ),
];
