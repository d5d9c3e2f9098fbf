// Identifiers of Brazil, Mexico, Argentina, Chile, Colombia and Uruguay.
import { digit, elevenLess, isNumber, sums, weightedSum } from './checksums.ts';
import { isYearMonthDay } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

const CURP =
  /^[A-Z]{4}\d{6}[HMX](AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d$/;
/** Both codes count Ñ after N, and the RFC the ampersand between them. */
const RFC_ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ';
const CNPJ_WEIGHTS = '6543298765432';

function isCurp(text: string): boolean {
  if (!CURP.test(text) || !isYearMonthDay(text, 4)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += RFC_ALPHABET.indexOf(text.charAt(at)) * (18 - at);
  return (10 - (sum % 10)) % 10 === digit(text, 17);
}

/** Letters of the name (three for a company), date, two characters against twins, check. */
function isRfc(text: string): boolean {
  const at = text.length - 9;
  if (!/^[A-Z]{3,4}\d{6}[1-9A-V][1-9A-Z][A\d]$/.test(text) || !isYearMonthDay(text, at)) return false;
  let sum = at === 3 ? 37 * 13 : 0;
  for (let place = 0; place < at + 8; place += 1)
    sum += RFC_ALPHABET.indexOf(text.charAt(place)) * (9 + at - place);
  return '0A987654321'.charAt(sum % 11) === text.charAt(at + 8);
}

function isCuit(text: string): boolean {
  if (!/^(2[0345670]|3[034])\d{9}$/.test(text)) return false;
  const rest = weightedSum(text, '5432765432') % 11;
  return digit('09987654321', rest) === digit(text, 10);
}

function isRut(text: string): boolean {
  if (!/^[1-9]\d{6,7}[\dK]$/.test(text)) return false;
  const last = text.length - 1;
  let sum = 0;
  for (let at = last - 1, weight = 2; at >= 0; at -= 1, weight = weight === 7 ? 2 : weight + 1)
    sum += digit(text, at) * weight;
  return '0K987654321'.charAt(sum % 11) === text.charAt(last);
}

function isNit(text: string): boolean {
  if (!/^[1-9]\d{8,9}$/.test(text) || /^(\d)\1+$/.test(text)) return false;
  const last = text.length - 1;
  const rest = weightedSum(text, '847186273'.slice(9 - last)) % 11;
  return (rest < 2 ? rest : 11 - rest) === digit(text, last);
}

export const LATIN_AMERICA: readonly Identifier[] = [
  identifier(
    'BR_CPF|cpf|cadastro de pessoa|pessoa fisica|brazilian id|brazilian tax',
    '###.###.###-##|###.###.###/##',
    '###########|#########-##|###_###_###_##|###.###.###.##|### ### ###-##',
    0.01,
    (text) =>
      isNumber(text, 11) &&
      elevenLess(text, 'A98765432') === digit(text, 9) &&
      elevenLess(text, 'BA98765432') === digit(text, 10),
    { source: 'Instrução Normativa RFB n.º 2.172/2024; Ato Declaratório' },
  ),
  identifier(
    'BR_CNPJ|cnpj|cadastro nacional|pessoa juridica',
    '**.***.***/****-##|########/####-##',
    '##############|************##|## ### ### #### ##|** *** *** **** ##',
    0.01,
    // Since July 2026 the first twelve may be letters.
    (text) =>
      /^(?!(.)\1{13})[A-Z\d]{12}\d\d$/.test(text) &&
      elevenLess(text, CNPJ_WEIGHTS.slice(1)) === digit(text, 12) &&
      elevenLess(text, CNPJ_WEIGHTS) === digit(text, 13),
    { source: 'Instrução Normativa RFB n.º 2.119/2022 and n.º 2.229/2024 (letters)' },
  ),
  identifier('MX_CURP|curp|clave unica|registro de poblacion', 'AAAA######AAAAAA*#', '', 0.00001, isCurp, {
    source: 'DOF 18/10/2021, Instructivo normativo para la asignación de la CURP',
  }),
  identifier(
    'MX_RFC|RFC|my rfc|registro federal|contribuyente|SAT',
    'AAAA######***',
    'AAA######***|AAAA_######_***|AAA-######-***',
    0.001,
    isRfc,
    { source: 'Código Fiscal de la Federación, art. 27; SAT' },
  ),
  identifier(
    'AR_DNI|dni|documento nacional|argentine id',
    '',
    '##.###.###|########|#.###.###|#######',
    1,
    /^[1-9]\d{6,7}$/,
    { source: 'Ley 17.671; https://www.argentina.gob.ar/interior/dni' },
  ),
  identifier(
    'AR_CUIT|cuit|cuil|clave unica de identificacion',
    '##-########-#',
    '###########|## ######## #',
    0.009,
    isCuit,
    { source: 'AFIP, Resolución General 1817; https://www.argentina.gob.ar' },
  ),
  identifier(
    'CL_RUT|RUT|my rut|rut numero|rol unico|chilean id',
    '##.###.###-*|#.###.###-*',
    '########-*|#######-*|########*|#######*|## ### ### *',
    0.03,
    isRut,
    { source: 'Decreto Ley 619/1974; https://www.registrocivil.cl' },
  ),
  identifier(
    'CO_NIT|NIT|my nit|identificacion tributaria|DIAN|colombian tax',
    '###.###.###-#',
    '#########-#|##########|### ### ### #|###.###.###.#|#########',
    0.08,
    isNit,
    { source: 'Orden Administrativa 4/1989, DIAN; Estatuto Tributario art. 555-1' },
  ),
  identifier(
    'UY_CI|cedula|documento de identidad|uruguayan id',
    '#.###.###-#',
    '#######-#|########|# ### ### #',
    0.1,
    sums('29876341', 10),
    { source: 'Decreto-ley 14.762; https://www.gub.uy, DNIC' },
  ),
];
