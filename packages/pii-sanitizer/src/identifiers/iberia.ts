// Identifiers of Spain and Portugal.
import { alphanumeric, digit, elevenLess, isNumber, remainder } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Whether the letter at the end is the one of the digits before it, modulo 23. */
function endsInLetter(text: string): boolean {
  const last = text.length - 1;
  return LETTERS.charAt(remainder(text, 23, 0, last)) === text.charAt(last);
}

/** Eight digits (or seven, with the zero left out) and their letter. */
export function isNif(text: string): boolean {
  return /^\d{7,8}[A-Z]$/.test(text) && !/^0+[A-Z]/.test(text) && endsInLetter(text);
}

/** X, Y and Z stand for a leading 0, 1 and 2. */
export function isNie(text: string): boolean {
  return /^[XYZ]\d{7}[A-Z]$/.test(text) && endsInLetter(String(text.charCodeAt(0) - 88) + text.slice(1));
}

/** Nine digits with mod 11, of people and companies alike. */
export function isPortugueseNif(text: string): boolean {
  return isNumber(text, 9) && text >= '1' && elevenLess(text, '98765432') === digit(text, 8);
}

/** Number, its check digit, version of two letters or digits, Luhn over all of them. */
function isCitizenCard(text: string): boolean {
  if (!/^\d{9}[A-Z\d]{2}\d$/.test(text)) return false;
  let sum = 0;
  for (let at = 0; at < 12; at += 1) {
    const twice = alphanumeric(text, at) * 2;
    sum += at % 2 === 1 ? twice / 2 : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

export const IBERIA: readonly Identifier[] = [
  identifier(
    'ES_NIF|dni|NIF|my nif|nif numero|documento nacional|identificacion|carnet de identidad',
    '########A|########-A|##.###.###-A|##.###.###A',
    '#######A|#######-A|######## A|##.###.### A|## ### ### A|#.###.###-A',
    0.04,
    isNif,
    { source: 'Real Decreto 1553/2005; Orden HAC/3626/2003' },
  ),
  identifier(
    'ES_NIE|NIE|my nie|extranjero|' + 'tarjeta de residencia',
    'A#######A|A-#######-A|A#######-A',
    'A ####### A|A-#######A|A-#.###.###-A',
    0.005,
    isNie,
    { source: 'Real Decreto 557/2011, art. 206; Orden INT/2058/2008' },
  ),
  identifier('ES_PASSPORT|pasaporte|passport', '', 'AAA######', 1, /^[A-Z]{3}\d{6}$/, {
    source: 'Real Decreto 896/2003; ICAO Doc 9303',
  }),
  identifier(
    'PT_NIF|NIF|NIPC|contribuinte|identificacao fiscal|financas|portuguese tax',
    '',
    '#########|### ### ###',
    0.08,
    isPortugueseNif,
    { source: 'Decreto-Lei n.º 14/2013' },
  ),
  identifier(
    'PT_CC|cartao de cidadao|cartao cidadao|numero de documento|citizen card|bilhete de identidade',
    '########_#_AA#',
    '#########AA#|######## # ***|#########***',
    0.1,
    isCitizenCard,
    { source: 'Portaria n.º 201/2007; autenticacao.gov.pt, Validação de número de documento' },
  ),
];
