// The check digits themselves, against the examples of their standards and, for what they must find, any number at all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alphanumeric,
  complement11,
  digit,
  isLuhn,
  isMod1110,
  isNumber,
  isVerhoeff,
  luhnSum,
  remainder,
  remainder11,
  sums,
  weightedSum,
} from '../../src/identifiers/checksums.ts';

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

describe('checksums', () => {
  it('reads digits and letters', () => {
    expect([digit('x7', 1), alphanumeric('7', 0), alphanumeric('A', 0), alphanumeric('Z', 0)]).toEqual([
      7, 7, 10, 35,
    ]);
  });

  it('tells numbers of a length from other text, and from one digit repeated', () => {
    expect([
      isNumber('1234', 4),
      isNumber('1234', 5),
      isNumber('12x4', 4),
      isNumber('1111', 4),
      isNumber('', 4),
    ]).toEqual([true, false, false, false, false]);
  });

  it('knows the published examples', () => {
    expect(isLuhn('79927398713')).toBe(true); // the usual example of Luhn's formula
    expect(luhnSum('0079927398713', 2)).toBe(luhnSum('79927398713'));
    expect(isMod1110('07945')).toBe(true); // ISO 7064: the check digit of 0794 is 5
    expect(isVerhoeff('2363')).toBe(true); // Verhoeff: the check digit of 236 is 3
    expect(weightedSum('943476591', 'A98765432')).toBe(299);
    expect(complement11('943476591', 'A98765432')).toBe(9);
    expect(['1', '0'].map((text) => complement11(text, '1'))).toEqual([10, 0]);
  });

  it('checks whole numbers by weighted sums', () => {
    const isNhs = sums('A987654321', 11);
    expect(['9434765919', '9434765918', '94347659190', '943476591x'].map(isNhs)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('takes the second weights where the first leave 10, and 0 where they do too', () => {
    expect(remainder11('9', '1', '2')).toBe(9);
    expect(remainder11('55', '11', '12')).toBe(4); // 10, then 15
    expect(remainder11('55', '11', '11')).toBe(0); // 10 twice
  });

  it('divides numbers of any length', () => {
    fc.assert(
      fc.property(digits(1, 40), fc.constantFrom(7, 23, 89, 97, 511), (text, modulus) => {
        expect(remainder(text, modulus)).toBe(Number(BigInt(text) % BigInt(modulus)));
      }),
    );
  });

  const ends = { Luhn: isLuhn, 'mod 11,10': isMod1110, Verhoeff: isVerhoeff };
  it.each(Object.entries(ends))('%s: every number has exactly one check digit', (_name, check) => {
    fc.assert(
      fc.property(digits(1, 20), (text) => {
        expect([...'0123456789'].filter((last) => check(text + last)).length).toBe(1);
      }),
    );
  });

  it('Verhoeff finds neighbours that changed places', () => {
    fc.assert(
      fc.property(digits(2, 20), fc.nat(), (text, where) => {
        const valid = [...'0123456789'].map((last) => text + last).find((each) => isVerhoeff(each)) ?? '';
        const at = where % (valid.length - 1);
        const swapped = valid.slice(0, at) + valid[at + 1] + valid[at] + valid.slice(at + 2);
        expect(isVerhoeff(swapped)).toBe(swapped === valid);
      }),
    );
  });
});
