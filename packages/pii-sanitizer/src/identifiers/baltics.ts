// Identifiers of Estonia, Latvia and Lithuania.
import { digit, isNumber, remainder11, weightedSum } from './checksums.ts';
import { isDay, isDayMonthYear, pair } from './dates.ts';
import { type Identifier, identifier } from './identifier.ts';

/** Sex and century, date, serial; a second set of weights where the first leaves 10. */
function isBalticCode(text: string): boolean {
  if (!isNumber(text, 11) || !/^[1-8]/.test(text) || !isDay(pair(text, 5), pair(text, 3))) return false;
  return remainder11(text, '1234567891', '3456789123') === digit(text, 10);
}

/** Date, century, serial. Codes since 2017 begin with 32, and neither date nor check is in them. */
function isPersonasKods(text: string): boolean {
  if (!isNumber(text, 11)) return false;
  if (text.startsWith('32')) return true;
  if (!isDayMonthYear(text) || digit(text, 6) > 2) return false;
  return ((weightedSum(text, 'A584216379') + 1) % 11) % 10 === digit(text, 10);
}

export const BALTICS: readonly Identifier[] = [
  identifier(
    'EE_IK|isikukood|estonian id|estonian personal|personal identification code',
    '',
    '###########',
    0.003,
    isBalticCode,
    { source: 'EVS 585:2007' },
  ),
  identifier(
    'LV_PK|personas kods|latvian id|latvian personal',
    '',
    '######_#####|###########',
    0.011,
    isPersonasKods,
    { source: 'Fizisko personu reģistra likums; https://www.pmlp.gov.lv' },
  ),
  identifier('LT_AK|asmens kodas|lithuanian id|lithuanian personal', '', '###########', 0.003, isBalticCode, {
    source: 'Gyventojų registro įstatymas, 8 straipsnis',
  }),
];
