// Dates that a word makes somebody's.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foundOf } from './found.ts';

it.each([
  ['Date of birth: 1984-03-10', '1984-03-10'],
  ['DOB 3/10/84', '3/10/84'],
  ['born on 10 March 1984 in Boise', '10 March 1984'],
  ['geboren am 10.03.1984', '10.03.1984'],
  ['née le 1er, 10 mars 1984', '10 mars 1984'],
  ['fecha de nacimiento: 10 de marzo de 1984', '10 de marzo de 1984'],
])('%s', (text, date) => expect(foundOf('DATE_TIME', text)).toEqual([date]));

it('any other date is nobody’s', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('2037-01-01'), noInvalidDate: true }),
      fc.constantFrom('due', 'updated', 'on', 'since', 'expires:'),
      (date, word) => {
        expect(foundOf('DATE_TIME', `${word} ${date.toISOString().slice(0, 10)}`)).toEqual([]);
      },
    ),
  );
});

it.each(['born 1984-13-10', 'born 1984', 'born 10-11', 'DOB: 84'])('%j has none', (text) =>
  expect(foundOf('DATE_TIME', text)).toEqual([]),
);
