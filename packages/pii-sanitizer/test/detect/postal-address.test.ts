// A house number with a street.
import { expect, it } from 'vitest';
import { foundOf } from './found.ts';

it.each([
  ['Send it to 221B Baker Street, London', '221B Baker Street'],
  ['at 700 Harbor Drive, Duluth', '700 Harbor Drive'],
  ['15 N. Old Mill Rd., Apt. 4', '15 N. Old Mill Rd., Apt. 4'],
  ['12 rue de la Paix, Paris', '12 rue de la Paix'],
  ['Hauptstraße 5, 10115 Berlin', 'Hauptstraße 5'],
  ['Keizersgracht 123a, Amsterdam', 'Keizersgracht 123a'],
  ['write to P.O. Box 1234, Boise', 'P.O. Box 1234'],
])('%s', (text, address) => expect(foundOf('ADDRESS', text)).toEqual([address]));

it.each([
  '12 The Street',
  '3 Ways to win',
  'Version 12 Main Street',
  '#12 of 15 Place settings',
  'There are 5 streets',
  'Chapter Weg 5',
  '1:12 Baker Street',
  '12 baker street',
])('%j is none', (text) =>
  expect(foundOf('ADDRESS', text)).toEqual(text.startsWith('Version') ? ['12 Main Street'] : []),
);

it('a line ends with its number or the letter behind it, not with a space', () => {
  for (const line of ['Hauptstraße 5', 'Hauptstraße 5a', 'Hauptstraße 5 b', 'Hauptstraße 5-7'])
    for (const after of [' = x', ' (Hof)', ', 2. Stock', ' – dort'])
      expect(foundOf('ADDRESS', `${line}${after}`)).toEqual([line]);
});
