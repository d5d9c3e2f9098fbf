// Identifiers of Italy.
import { alphanumeric, isLuhn, isNumber } from './checksums.ts';
import { isDay } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

const FISCAL_CODE = /^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/;
/** Values of 0 to 9 at odd places, which A to J share; then K to Z. */
const ODD = '10579DFHJL24IKB368CEGAMPON';

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
    sum += at % 2 === 0 ? alphanumeric(ODD, letter) : letter;
  }
  return sum % 26 === text.charCodeAt(15) - 65;
}

function isVatCode(text: string): boolean {
  const at = text.startsWith('IT') ? 2 : 0;
  return isNumber(text.slice(at), 11) && isLuhn(text, at);
}

export const ITALY: readonly Identifier[] = [
  identifier(
    'IT_FISCAL_CODE|codice fiscale|cod fisc|CF|fiscal code',
    'AAAAAA**A**A***A|AAA AAA **A** A***A|AAA AAA **A** A*** A',
    '',
    0.0002,
    isFiscalCode,
    { source: 'DM 23 dicembre 1976; Agenzia delle Entrate' },
  ),
  identifier(
    'IT_VAT_CODE|p iva|partita iva|italian vat|PI',
    'AA###########',
    'AA ###########|###########|### #### ####',
    0.1,
    isVatCode,
    { source: 'DPR 633/1972, art. 35; Agenzia delle Entrate' },
  ),
  identifier(
    'IT_DRIVER_LICENSE|patente|licenza di guida|driving licen|driver s licen',
    '',
    'AA#######A|A#*******A',
    1,
    /^([A-Z]{2}\d{7}|U1[B-HJ-NPR-UWXYZ\d]{7})[A-Z]$/,
    { source: 'DM 9 agosto 2013; Directive 2006/126/EC, Annex I' },
  ),
  identifier(
    'IT_IDENTITY_CARD|identita|CIE|' + 'italian identity card|documento di riconoscimento|espatrio',
    '',
    'AA#######|AA #######|#######AA|AA#####AA',
    1,
    /^([A-Z]{2}\d{7}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2})$/,
    { source: 'DM 23 dicembre 2015; Ministero dell’Interno, CIE' },
  ),
  identifier(
    'IT_PASSPORT|passaporto|italian passport|italy passport',
    '',
    'AA#######',
    1,
    /^[A-Z]{2}\d{7}$/,
    { source: 'Polizia di Stato, passaporto elettronico; ICAO Doc 9303' },
  ),
];
