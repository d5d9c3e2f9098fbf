// Identifiers of Belgium, the Netherlands, Switzerland, Austria and Ireland.
import { complement11, digit, isNumber, remainder, weightedSum } from './checksums.ts';
import { pair } from './dates.ts';
import type { Identifier } from './identifier.ts';

const MOD10_RECURSIVE = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** Number with the last two digits 97 less its rest; people born since 2000 count with a 2 before it. */
function isRijksregister(text: string): boolean {
  if (!isNumber(text, 11) || pair(text, 2) > 12 || pair(text, 4) > 31) return false;
  const check = 97 - pair(text, 9);
  return (
    remainder(text, 97, 0, 9) === check || (pair(text, 0) < 40 && remainder(`2${text}`, 97, 0, 10) === check)
  );
}

function isBsn(text: string): boolean {
  return isNumber(text, 9) && weightedSum(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

function isAhv(text: string): boolean {
  if (!/^756\d{10}$/.test(text)) return false;
  return weightedSum(text, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

function isUid(text: string): boolean {
  if (!/^CHE\d{9}$/.test(text)) return false;
  return complement11(weightedSum(text, [5, 4, 3, 2, 7, 6, 5, 4], 3)) === digit(text, 11);
}

/** Two digits, up to six, and a check digit that is carried on from each digit to the next. */
function isPostAccount(text: string): boolean {
  if (!/^\d{4,9}$/.test(text)) return false;
  const last = text.length - 1;
  const padded = text.slice(0, 2) + text.slice(2, last).padStart(6, '0');
  let carry = 0;
  for (let at = 0; at < padded.length; at += 1)
    carry = MOD10_RECURSIVE[(carry + digit(padded, at)) % 10] ?? 0;
  return (10 - carry) % 10 === digit(text, last);
}

/** Serial, check digit, date of birth; a month of 13 to 15 where a day has run out of numbers. */
function isSvnr(text: string): boolean {
  if (!isNumber(text, 10) || text.startsWith('0') || pair(text, 6) > 15 || pair(text, 4) > 31) return false;
  if (pair(text, 4) === 0 || pair(text, 6) === 0) return false;
  return weightedSum(text, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === digit(text, 3);
}

/** Seven digits, their letter, and since 2013 a second letter that weighs 9. */
export function isPps(text: string): boolean {
  if (!/^\d{7}[A-W][A-IW]?$/.test(text)) return false;
  const second = text.charCodeAt(8) - 64;
  const extra = second > 0 && second < 10 ? second * 9 : 0;
  return (
    'WABCDEFGHIJKLMNOPQRSTUV'.charAt((weightedSum(text, [8, 7, 6, 5, 4, 3, 2]) + extra) % 23) ===
    text.charAt(7)
  );
}

export const BENELUX_ALPS: readonly Identifier[] = [
  {
    type: 'BE_NN',
    locale: 'be',
    proven: ['##.##.##-###.##', '## ## ## ### ##', '######-###-##'],
    inContext: ['###########', '###### ### ##', '##.##.##.###.##', '##.##.##-###-##'],
    chance: 0.0005,
    check: isRijksregister,
    context: [
      'rijksregister',
      'registre national',
      'nationaal nummer',
      'numero national',
      'national register',
      'national number',
      'nationalregister',
      'NISS',
      'INSZ',
      'NRN',
      'NN',
    ],
    source: 'Arrêté royal du 3 avril 1984; https://www.ibz.rrn.fgov.be',
  },
  {
    type: 'NL_BSN',
    locale: 'nl',
    proven: [],
    inContext: ['#########', '#### ## ###', '####.##.###', '### ### ###', '###.###.###', '###-###-###'],
    chance: 0.09,
    check: isBsn,
    context: [
      'bsn',
      'burgerservicenummer',
      'burger service',
      'sofi nummer',
      'citizen service number',
      'dutch id',
    ],
    source: 'https://www.rvig.nl/burgerservicenummer; Wabb art. 1',
  },
  {
    type: 'CH_AVS',
    locale: 'ch',
    proven: ['###.####.####.##', '#############', '### #### #### ##', '###-####-####-##'],
    inContext: ['###.#### #### ##', '###.####.#### ##'],
    chance: 0.0001,
    check: isAhv,
    context: [
      'ahv',
      'avs',
      'NAVS',
      'navs13',
      'sozialversicherungsnummer',
      'versichertennummer',
      'numero avs',
      'assurance sociale',
      'swiss social security',
    ],
    source: 'https://www.zas.admin.ch, NAVS13; GS1 EAN-13',
  },
  {
    type: 'CH_UID',
    locale: 'ch',
    proven: [
      'AAA-###.###.###',
      'AAA#########',
      'AAA-#########',
      'AAA ###.###.###',
      'AAA ### ### ###',
      'AAA###.###.###',
      'AAA-### ### ###',
      'AAA-###-###-###',
      'AAA.###.###.###',
    ],
    inContext: [],
    chance: 0.000004,
    check: isUid,
    context: [
      'UID',
      'IDE',
      'IDI',
      'mwst',
      'TVA',
      'IVA',
      'unternehmens identifikation',
      'swiss vat',
      'handelsregister',
    ],
    source: 'eCH-0097; https://www.uid.admin.ch',
  },
  {
    type: 'CH_POST_ACCOUNT',
    locale: 'ch',
    proven: [],
    inContext: ['##-######-#', '##-#####-#', '##-####-#', '##-###-#', '##-##-#', '##-#-#', '#########'],
    chance: 0.09,
    check: isPostAccount,
    context: [
      'postkonto',
      'postcheck',
      'post konto',
      'pc konto',
      'postfinance',
      'compte postal',
      'conto postale',
      'CCP',
      'PCK',
    ],
    source: 'PostFinance, Handbuch Einzahlungsschein: modulo 10, rekursiv',
  },
  {
    type: 'AT_SVNR',
    locale: 'at',
    proven: [],
    inContext: ['##########', '#### ######', '####-######', '#### ## ## ##', '#### ##.##.##', '####/######'],
    chance: 0.004,
    check: isSvnr,
    context: [
      'sozialversicherung',
      'versicherungsnummer',
      'svnr',
      'sv nr',
      'sv nummer',
      'ecard',
      'e card',
      'austrian social security',
    ],
    source: 'https://www.sozialversicherung.at; § 31 ASVG',
  },
  {
    type: 'IE_PPS',
    locale: 'ie',
    proven: [],
    inContext: ['#######A', '#######AA', '####### A', '####### AA'],
    chance: 0.03,
    check: isPps,
    context: ['pps', 'ppsn', 'personal public service', 'uimhir phearsanta', 'RSI'],
    source:
      'https://www.gov.ie/en/department-of-social-protection; Social Welfare Consolidation Act 2005, s. 262',
  },
];
