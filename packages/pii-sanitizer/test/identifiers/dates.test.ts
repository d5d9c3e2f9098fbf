// Days inside identifiers: those of the calendar, and the 29th of February where the year is not known.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay, isDayMonthYear, isYearMonthDay, pair } from '../../src/identifiers/dates.ts';

describe('dates', () => {
  it('agrees with the calendar on any year, month and day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1800, max: 2100 }), fc.nat(15), fc.nat(40), (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        expect(isDay(day, month, year)).toBe(
          date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('allows the 29th of February where no year is given', () => {
    expect([isDay(29, 2), isDay(30, 2), isDay(29, 2, 1900), isDay(29, 2, 2000)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('reads six digits from a place on', () => {
    expect(pair('x42', 1)).toBe(42);
    expect([isYearMonthDay('850730'), isYearMonthDay('19850730', 2), isYearMonthDay('853007')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isDayMonthYear('300785'), isDayMonthYear('073085')]).toEqual([true, false]);
  });
});
