// US social security numbers: what the SSA issues, in its printed form, or in others beside a word.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digits } from './digits.ts';
import { found, foundOf } from './found.ts';
import { frame, frameOrNone } from './frames.ts';

const pad = (size: number) => (number: number) => String(number).padStart(size, '0');
const area = fc
  .integer({ min: 1, max: 899 })
  .filter((number) => number !== 666)
  .map(pad(3));
const group = fc.integer({ min: 1, max: 99 }).map(pad(2));
const serial = fc.integer({ min: 1, max: 9999 }).map(pad(4));
const issued = fc.tuple(area, group, serial);

/** One part that is never issued. */
const unissued = fc.oneof(
  fc.tuple(
    fc.oneof(fc.constantFrom('000', '666'), fc.integer({ min: 900, max: 999 }).map(String)),
    group,
    serial,
  ),
  fc.tuple(area, fc.constant('00'), serial),
  fc.tuple(area, group, fc.constant('0000')),
);

describe('social security numbers', () => {
  it('are found exactly with dashes, wherever they stand', () => {
    fc.assert(
      fc.property(issued, frameOrNone, (parts, [a, b]) => {
        const value = parts.join('-');
        expect(found(a + value + b)).toEqual([`US_SSN ${value}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('are none when the SSA issues no such number', () => {
    fc.assert(
      fc.property(unissued, fc.constantFrom('-', ' ', '.', ''), frameOrNone, (parts, mark, [a, b]) => {
        expect(foundOf('US_SSN', a + parts.join(mark) + b)).toEqual([]);
        expect(foundOf('US_SSN', `SSN: ${parts.join(mark)}`)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  const before = [
    'SSN',
    'ssn:',
    'SSN#',
    'social security number',
    'Social Security No.',
    'soc sec',
    'seguro social',
    'taxpayer',
  ];
  it('need a word in other forms', () => {
    fc.assert(
      fc.property(issued, fc.constantFrom('', '.', ' '), fc.constantFrom(...before), (parts, mark, word) => {
        const value = parts.join(mark);
        expect(foundOf('US_SSN', `His ${word} ${value}, as it says.`)).toEqual([value]);
        expect(foundOf('US_SSN', `${value} is his SSN`)).toEqual([value]);
        expect(foundOf('US_SSN', value, 'ssn')).toEqual([value]);
        expect(foundOf('US_SSN', `{"ssn":"${value}"}`)).toEqual([value]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(issued, fc.constantFrom('', '.'), frame, (parts, mark, [a, b]) => {
        expect(foundOf('US_SSN', a + parts.join(mark) + b)).toEqual([]);
      }),
    );
  });

  it('spelled digit by digit need a word too', () => {
    const spelled = [...'123456789'].join(' ');
    expect(found(`ssn ${spelled}`)).toEqual([`US_SSN ${spelled}`]);
    expect(foundOf('US_SSN', `rows ${spelled} and`)).toEqual([]);
  });

  it('with spaces are none in a row of other numbers', () => {
    expect(found('123 45 6789 12 99\n456 78 1234 11 98')).toEqual([]);
  });

  it.each([
    '1123-45-6789',
    '123-45-67890',
    'a123-45-6789',
    '7-123-45-6789',
    '123-45-6789-01',
    '123-45-6789a',
    '0.123-45-6789',
    '123-456-789',
    '12-345-6789',
    '/123-45-6789/',
  ])('are none: %s', (text) => expect(foundOf('US_SSN', `It was ${text} then`)).toEqual([]));

  it('bare digits in any length of number but nine are none', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 30 })
          .filter((size) => size !== 9)
          .chain(digits),
        (number) => {
          expect(foundOf('US_SSN', `SSN ${number} here`)).toEqual([]);
        },
      ),
    );
  });
});
