// Identifiers of Australia and New Zealand.
import { complement11, digit, isNumber, sums, weightedSum } from './checksums.ts';
import { type Identifier, identifier } from './identifier.ts';

/** Eight or nine digits; a second set of weights where the first leaves 10. */
function isIrd(text: string): boolean {
  if (!/^\d{8,9}$/.test(text)) return false;
  const number = Number(text);
  if (number < 10_000_000 || number > 150_000_000) return false;
  const full = text.padStart(9, '0');
  const check = complement11(full, '32765432');
  if (check < 10) return check === digit(full, 8);
  return complement11(full, '74325276') === digit(full, 8);
}

export const OCEANIA: readonly Identifier[] = [
  identifier('AU_TFN|tfn|tax file', '', '#########|###_###_###', 0.09, sums('14375869A', 11), {
    source: 'https://www.ato.gov.au/individuals-and-families/tax-file-number',
  }),
  identifier(
    'AU_ABN|ABN|my abn|abn number|australian business',
    '',
    '###########|##_###_###_###',
    0.01,
    (text) => isNumber(text, 11) && text > '11' && weightedSum(text, 'A13579BDFHJ') % 89 === 10,
    { source: 'https://abr.business.gov.au/Help/AbnFormat' },
  ),
  identifier(
    'AU_ACN|ACN|my acn|acn number|australian company',
    '',
    '#########|###_###_###',
    0.1,
    sums('876543211', 10),
    { source: 'https://asic.gov.au, Australian Company Number digit check; Corporations Regulations 2001' },
  ),
  identifier(
    'AU_MEDICARE|medicare',
    '',
    '##########|####_#####_#|#### ##### # #|###########',
    0.05,
    (text) => /^[2-6]\d{9,10}$/.test(text) && weightedSum(text, '137913799') % 10 === 0,
    { source: 'https://meteor.aihw.gov.au/content/270101' },
  ),
  identifier(
    'NZ_IRD|IRD|ird number|inland revenue|te tari taake',
    '',
    '###_###_###|#########|##_###_###|########',
    0.08,
    isIrd,
    { source: 'https://www.ird.govt.nz, Non-resident withholding tax and RWT specification' },
  ),
];
