// Value added tax numbers of the European Union and the United Kingdom, with the letters of their country before them.
// Those of Germany and Italy stand with their countries.

import { isPps } from './benelux-alps.ts';
import {
  alphanumeric,
  digit,
  isLuhn,
  isMod1110,
  isNumber,
  luhnSum,
  ofDigits,
  remainder,
  remainder11,
  sums,
  weightedSum,
} from './checksums.ts';
import { isNie, isNif, isPortugueseNif } from './iberia.ts';
import { type Identifier, identifier } from './identifier.ts';

const CONTEXT =
  'vat|tax|ust|uid nummer|tva|btw|iva|moms|mva|alv|dph|PVN|PVM|KMKR|AFM|αφμ|nip|NIF|DIC|CUI|OIB';

/** A row whose forms are two letters and each of `bodies`. Apart, the letters may be a word: `si 50223054`. */
function vat(
  locale: string,
  bodies: string,
  check: (body: string) => boolean,
  prefix = locale.toUpperCase(),
): Identifier {
  return identifier(
    `${locale.toUpperCase()}_VAT|${CONTEXT}`,
    bodies.replace(/^|\|/g, '$&AA'),
    bodies.replace(/[^|]+/g, 'AA $&|AA-$&'),
    0.0002,
    (text) => text.startsWith(prefix) && check(text.slice(2)),
    { source: 'Directive 2006/112/EC, art. 215; https://ec.europa.eu/taxation_customs/vies' },
  );
}

function isCypriot(body: string): boolean {
  if (!/^(?!12)\d{8}[A-Z]$/.test(body)) return false;
  let sum = weightedSum(body, '01010101');
  for (let at = 0; at < 8; at += 2) sum += alphanumeric('10579DFHJL', digit(body, at));
  return sum % 26 === body.charCodeAt(8) - 65;
}

/** Of Czechia and Slovenia: 11 less the rest, with 1 for 11 and 0 for 10. */
function isCzechSum(body: string): boolean {
  return isNumber(body, 8) && (11 - (weightedSum(body, '8765432') % 11)) % 10 === digit(body, 7);
}

/** A person's number, or a company's: letter, seven digits, Luhn as a digit or as a letter. */
function isSpanish(body: string): boolean {
  if (isNif(body) || isNie(body)) return true;
  if (!/^[A-HJ-NP-SUVW]\d{7}[A-J\d]$/.test(body)) return false;
  const check = (10 - (luhnSum(`${body.slice(1, 8)}0`) % 10)) % 10;
  return body.charAt(8) === String(check) || body.charAt(8) === 'JABCDEFGHI'.charAt(check);
}

function isBritish(body: string): boolean {
  if (!isNumber(body, 9)) return false;
  const sum = weightedSum(body, '8765432A1') % 97;
  return sum === 0 || ((sum === 42 || sum === 55) && body >= '1');
}

function isLithuanian(body: string): boolean {
  const size = body.length;
  if (!(isNumber(body, 9) && body[7] === '1') && !(isNumber(body, 12) && body[10] === '1')) return false;
  const last = size - 1;
  return remainder11(body, '12345678912'.slice(0, last), '34567891234'.slice(0, last)) === digit(body, last);
}

/** The number of a person (BSN) or, since 2020, mod 97 of the whole with its letters as numbers. */
function isDutch(body: string): boolean {
  if (!/^\d{9}B\d\d$/.test(body)) return false;
  if (weightedSum(body, '98765432A') % 11 === 0) return true;
  return remainder(`2321${body.replace('B', '11')}`, 97) === 1;
}

function isRomanian(body: string): boolean {
  if (!/^[1-9]\d{5,9}$/.test(body)) return false;
  const full = body.padStart(10, '0');
  return ((weightedSum(full, '753217532') * 10) % 11) % 10 === digit(full, 9);
}

export const EU_VAT: readonly Identifier[] = [
  vat(
    'at',
    'A########|A## ### ###',
    (body) => /^U\d{8}$/.test(body) && (luhnSum(body, 1, 8) + 4 + digit(body, 8)) % 10 === 0,
  ),
  vat(
    'be',
    '##########|####.###.###|#### ### ###',
    (body) => /^[01]\d{9}$/.test(body) && 97 - remainder(body, 97, 0, 8) === Number(body.slice(8)),
  ),
  vat(
    'bg',
    '#########',
    (body) => isNumber(body, 9) && remainder11(body, '12345678', '3456789A') === digit(body, 8),
  ),
  vat('cy', '########A', isCypriot),
  vat('cz', '########', (body) => isCzechSum(body) && body < '9'),
  vat('dk', '########|## ## ## ##', sums('27654321', 11)),
  vat('ee', '#########', sums('371371371', 10)),
  vat('es', '*#######*', isSpanish),
  vat('fi', '########', sums('79A58421', 11)),
  vat(
    'fr',
    '###########|## ### ### ###|## #########',
    (body) =>
      isNumber(body, 11) &&
      isLuhn(body, 2) &&
      (12 + 3 * remainder(body, 97, 2)) % 97 === Number(body.slice(0, 2)),
  ),
  vat('gb', '#########|### #### ##', isBritish),
  vat(
    'gr',
    '#########',
    (body) => isNumber(body, 9) && remainder11(body, '379A5842') === digit(body, 8),
    'EL',
  ),
  vat('hr', '###########', ofDigits(11, isMod1110)),
  vat('hu', '########', sums('97319731', 10)),
  vat('ie', '#######A|#######AA', isPps),
  vat('lt', '#########|############', isLithuanian),
  vat('lu', '########', (body) => isNumber(body, 8) && remainder(body, 89, 0, 6) === Number(body.slice(6))),
  vat(
    'lv',
    '###########',
    (body) => /^[4-9]\d{10}$/.test(body) && weightedSum(body, '91483A25761') % 11 === 3,
  ),
  vat('mt', '########', sums('346789A1', 37)),
  vat('nl', '#########A##', isDutch),
  vat('pl', '##########|###-###-##-##', sums('657234567A', 11)),
  vat('pt', '#########', isPortugueseNif),
  vat('ro', '#{6,10}', isRomanian),
  vat('se', '############', (body) => /^\d{10}01$/.test(body) && isLuhn(body.slice(0, 10))),
  vat('si', '########', (body) => isCzechSum(body) && body >= '1'),
  vat('sk', '##########', (body) => /^[1-9]\d[2-47-9]\d{7}$/.test(body) && remainder(body, 11) === 0),
];
