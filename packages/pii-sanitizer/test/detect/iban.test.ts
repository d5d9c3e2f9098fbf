// International bank account numbers, with ibantools as the judge of what each country's accounts look like.
import fc from 'fast-check';
import { countrySpecs, isValidIBAN } from 'ibantools';
import { describe, expect, it } from 'vitest';
import { change, changed } from './digits.ts';
import { found, foundOf } from './found.ts';
import { frame, frameOrNone } from './frames.ts';

/** What the registry says of a country, where ibantools allows more: letters for the bank, digits for the rest. */
const STRICTER: Readonly<Record<string, string>> = {
  GE: '[A-Z]{2}[0-9]{16}',
  IE: '[A-Z]{4}[0-9]{14}',
  PK: '[A-Z]{4}[A-Z0-9]{16}',
  PS: '[A-Z]{4}[A-Z0-9]{21}',
  TR: '[0-9]{6}[A-Z0-9]{16}',
  VA: '[0-9]{18}',
  VG: '[A-Z]{4}[0-9]{16}',
  YE: '[A-Z]{4}[0-9]{4}[A-Z0-9]{18}',
};
/** Islands whose accounts begin with FI or FR. */
const PART_OF_ANOTHER = ['AX', 'BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'TF', 'WF', 'YT'];

const COUNTRIES = Object.entries(countrySpecs)
  .filter(([country, spec]) => spec.IBANRegistry && !PART_OF_ANOTHER.includes(country))
  .map(([country, spec]) => [country, `^(?:${STRICTER[country] ?? spec.bban_regexp})$`] as const);

/** Check digits by ISO/IEC 7064; a country's own check, which ibantools would ask for, need not pass. */
function ibanOf(country: string, bban: string): string {
  const number = [...`${bban}${country}00`].map((letter) => Number.parseInt(letter, 36)).join('');
  return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${bban}`;
}

const accountOf = (country: string, pattern: string): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(pattern)).map((bban) => ibanOf(country, bban));

const account = fc.constantFrom(...COUNTRIES).chain((entry) => accountOf(...entry));

const groupsOfFour = (iban: string, mark: string): string => iban.replace(/.{4}(?=.)/g, `$&${mark}`);

describe('account numbers', () => {
  // Samples of the SWIFT registry.
  it.each([
    'AT61 1904 3002 3457 3201',
    'BE68 5390 0754 7034',
    'CH93 0076 2011 6238 5295 7',
    'DE89 3704 0044 0532 0130 00',
    'ES91 2100 0418 4502 0005 1332',
    'FR14 2004 1010 0505 0001 3M02 606',
    'GB29 NWBK 6016 1331 9268 19',
    'IT60 X054 2811 1010 0000 0123 456',
    'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
    'NO93 8601 1117 947',
    'PL61 1090 1014 0000 0712 1981 2874',
    'SA03 8000 0000 6080 1016 7519',
  ])('%s, whole and in groups', (iban) => {
    const whole = iban.replaceAll(' ', '');
    expect(isValidIBAN(whole)).toBe(true);
    expect(found(`to ${iban} today`)).toEqual([`IBAN ${iban}`]);
    expect(found(`to ${whole} today`)).toEqual([`IBAN ${whole}`]);
    expect(found(`to ${whole.toLowerCase()} today`)).toEqual([`IBAN ${whole.toLowerCase()}`]);
  });

  it.each(COUNTRIES)('of %s', (country, pattern) => {
    fc.assert(
      fc.property(accountOf(country, pattern), (iban) => {
        expect(foundOf('IBAN', `to ${iban} today`)).toEqual([iban]);
      }),
      { numRuns: 5 },
    );
  });

  it('are found exactly, wherever they stand', () => {
    fc.assert(
      fc.property(account, fc.constantFrom('', ' ', '-'), frameOrNone, (iban, mark, [a, b]) => {
        const value = groupsOfFour(iban, mark);
        expect(found(a + value + b)).toEqual([`IBAN ${value}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('are none with one digit changed', () => {
    fc.assert(
      fc.property(account, fc.constantFrom('', ' '), change, frame, (iban, mark, one, [a, b]) => {
        expect(foundOf('IBAN', a + groupsOfFour(changed(iban, one), mark) + b)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('are none as a piece of a longer token, or in letters of both sizes', () => {
    const iban = 'DE89370400440532013000';
    for (const text of [
      `${iban}1`,
      `x${iban}`,
      `${iban}_1`,
      `a/${iban}`,
      `1-${iban}`,
      'De89370400440532013000',
    ])
      expect([text, foundOf('IBAN', `It was ${text} then`)]).toEqual([text, []]);
  });

  it('end before the text goes on', () => {
    expect(found('DE89 3704 0044 0532 0130 00 and 12 more')).toEqual(['IBAN DE89 3704 0044 0532 0130 00']);
    expect(found('GB29 NWBK 6016 1331 9268 19 BIC NWBKGB2L')).toEqual([
      'IBAN GB29 NWBK 6016 1331 9268 19',
      'BIC NWBKGB2L',
    ]);
    expect(found('IBAN:GB29NWBK60161331926819.')).toEqual(['IBAN GB29NWBK60161331926819']);
  });
});
