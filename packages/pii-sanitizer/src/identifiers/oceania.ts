// Identifiers of Australia and New Zealand.
import { complement11, digit, isNumber, weightedSum } from './checksums.ts';
import type { Identifier } from './identifier.ts';

function isAbn(text: string): boolean {
  if (!isNumber(text, 11) || text < '11') return false;
  return weightedSum(text, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 10;
}

function isMedicare(text: string): boolean {
  if (!/^[2-6]\d{9,10}$/.test(text)) return false;
  return weightedSum(text, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digit(text, 8);
}

/** Eight or nine digits; a second set of weights where the first leaves 10. */
function isIrd(text: string): boolean {
  if (!/^\d{8,9}$/.test(text)) return false;
  const number = Number(text);
  if (number < 10_000_000 || number > 150_000_000) return false;
  const full = text.padStart(9, '0');
  const check = complement11(weightedSum(full, [3, 2, 7, 6, 5, 4, 3, 2]));
  if (check < 10) return check === digit(full, 8);
  return complement11(weightedSum(full, [7, 4, 3, 2, 5, 2, 7, 6])) === digit(full, 8);
}

export const OCEANIA: readonly Identifier[] = [
  {
    type: 'AU_TFN',
    locale: 'au',
    proven: [],
    inContext: ['#########', '### ### ###', '###-###-###'],
    chance: 0.09,
    check: (text) => isNumber(text, 9) && weightedSum(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
    context: ['tfn', 'tax file'],
    source: 'https://www.ato.gov.au/individuals-and-families/tax-file-number',
  },
  {
    type: 'AU_ABN',
    locale: 'au',
    proven: [],
    inContext: ['###########', '## ### ### ###', '##-###-###-###'],
    chance: 0.01,
    check: isAbn,
    context: ['ABN', 'my abn', 'abn number', 'australian business'],
    source: 'https://abr.business.gov.au/Help/AbnFormat',
  },
  {
    type: 'AU_ACN',
    locale: 'au',
    proven: [],
    inContext: ['#########', '### ### ###', '###-###-###'],
    chance: 0.1,
    check: (text) => isNumber(text, 9) && weightedSum(text, [8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0,
    context: ['ACN', 'my acn', 'acn number', 'australian company'],
    source: 'https://asic.gov.au, Australian Company Number digit check; Corporations Regulations 2001',
  },
  {
    type: 'AU_MEDICARE',
    locale: 'au',
    proven: [],
    inContext: ['##########', '#### ##### #', '####-#####-#', '#### ##### # #', '###########'],
    chance: 0.05,
    check: isMedicare,
    context: ['medicare'],
    source: 'https://meteor.aihw.gov.au/content/270101',
  },
  {
    type: 'NZ_IRD',
    locale: 'nz',
    proven: [],
    inContext: ['###-###-###', '#########', '##-###-###', '########', '### ### ###', '## ### ###'],
    chance: 0.08,
    check: isIrd,
    context: ['IRD', 'ird number', 'inland revenue', 'te tari taake'],
    source: 'https://www.ird.govt.nz, Non-resident withholding tax and RWT specification',
  },
];
