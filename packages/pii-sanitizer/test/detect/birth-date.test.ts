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
  ['born on March 10, 1984 in Boise', 'March 10, 1984'],
  ['DOB: Mar. 10 1984', 'Mar. 10 1984'],
  ['born on 1st March 1984', '1st March 1984'],
  ['geboren am 10. März 1984', '10. März 1984'],
  ['nata a Pisa il 10 marzo 1984', '10 marzo 1984'],
  ['Né(e) le 10/03/1984', '10/03/1984'],
  ['BDAY:1984-03-10', '1984-03-10'],
  ['urodzony 10.03.1984', '10.03.1984'],
  ['дата рождения: 10.03.1984', '10.03.1984'],
  ['生年月日：1984/03/10', '1984/03/10'],
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

it.each([
  'born in March 10 people',
  'published March 10, 1984',
  'born March 32, 1984',
  'born 1984-13-10',
  'born 1984',
  'born 10-11',
  'DOB: 84',
])('%j has none', (text) => expect(foundOf('DATE_TIME', text)).toEqual([]));
