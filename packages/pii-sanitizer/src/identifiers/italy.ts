// Identifiers of Italy.
import { alphanumeric, isLuhn, isNumber } from './checksums.ts';
import { isDay } from './dates.ts';
import type { Identifier } from './identifier.ts';

const FISCAL_CODE = /^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/;
/** Values of 0 to 9 at odd places, which A to J share; then K to Z. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** A digit, or the letter that stands for it where two people would share a code. */
function replaced(text: string, at: number): number {
  const value = alphanumeric(text, at);
  return value < 10 ? value : 'LMNPQRSTUV'.indexOf(text.charAt(at));
}

function isFiscalCode(text: string): boolean {
  if (!FISCAL_CODE.test(text)) return false;
  const day = (replaced(text, 9) * 10 + replaced(text, 10)) % 40;
  if (!isDay(day, 'ABCDEHLMPRST'.indexOf(text.charAt(8)) + 1) || replaced(text, 9) > 7) return false;
  let sum = 0;
  for (let at = 0; at < 15; at += 1) {
    const value = alphanumeric(text, at);
    const letter = value < 10 ? value : value - 10;
    sum += at % 2 === 0 ? (ODD[letter] ?? 0) : letter;
  }
  return sum % 26 === text.charCodeAt(15) - 65;
}

function isVatCode(text: string): boolean {
  const at = text.startsWith('IT') ? 2 : 0;
  return isNumber(text.slice(at), 11) && isLuhn(text, at);
}

export const ITALY: readonly Identifier[] = [
  {
    type: 'IT_FISCAL_CODE',
    locale: 'it',
    proven: ['AAAAAA**A**A***A', 'AAA AAA **A** A***A', 'AAA AAA **A** A*** A'],
    inContext: [],
    chance: 0.0002,
    check: isFiscalCode,
    context: ['codice fiscale', 'cod fisc', 'CF', 'fiscal code'],
    source: 'DM 23 dicembre 1976; Agenzia delle Entrate',
  },
  {
    type: 'IT_VAT_CODE',
    locale: 'it',
    proven: ['AA###########'],
    inContext: ['AA ###########', '###########', '### #### ####'],
    chance: 0.1,
    check: isVatCode,
    context: ['piva', 'p iva', 'partita iva', 'italian vat', 'PI'],
    source: 'DPR 633/1972, art. 35; Agenzia delle Entrate',
  },
  {
    type: 'IT_DRIVER_LICENSE',
    locale: 'it',
    proven: [],
    inContext: ['AA#######A', 'A#*******A'],
    chance: 1,
    check: (text) => /^([A-Z]{2}\d{7}|U1[B-HJ-NPR-UWXYZ\d]{7})[A-Z]$/.test(text),
    context: [
      'patente',
      'licenza di guida',
      'driving licence',
      'driving license',
      'driver s license',
      'drivers license',
    ],
    source: 'DM 9 agosto 2013; Directive 2006/126/EC, Annex I',
  },
  {
    type: 'IT_IDENTITY_CARD',
    locale: 'it',
    proven: [],
    inContext: ['AA#######', 'AA #######', '#######AA', 'AA#####AA'],
    chance: 1,
    check: (text) => /^([A-Z]{2}\d{7}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2})$/.test(text),
    context: [
      'carta d identita',
      'carta di identita',
      'carta identita',
      'identita',
      'CIE',
      'italian identity card',
      'documento di riconoscimento',
      'espatrio',
    ],
    source: 'DM 23 dicembre 2015; Ministero dell’Interno, CIE',
  },
  {
    type: 'IT_PASSPORT',
    locale: 'it',
    proven: [],
    inContext: ['AA#######'],
    chance: 1,
    check: (text) => /^[A-Z]{2}\d{7}$/.test(text),
    context: ['passaporto', 'italian passport', 'italy passport'],
    source: 'Polizia di Stato, passaporto elettronico; ICAO Doc 9303',
  },
];
