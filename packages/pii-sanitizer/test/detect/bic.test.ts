// Bank codes, which only a word tells from any other eight capitals.
import { expect, it } from 'vitest';
import { found, foundOf } from './found.ts';

it.each([
  'BIC: DEUTDEFF',
  'SWIFT code DEUTDEFF500',
  'BIC/SWIFT: DEUTDEFF',
  '"BIC":"CHASUS33XXX"',
  'SWIFT=NEDSZAJJ',
  '<BIC>DEUTDEFF',
  '<BICFI>DEUTDEFF500',
])('%s', (text) =>
  expect(foundOf('BIC', text)).toEqual([
    /[A-Z0-9]{8,11}/.exec(text.replace(/^.*[ :=">]/, ''))?.[0] ?? text.split('"')[3],
  ]),
);

it.each([
  'DEUTDEFF',
  'BIC: DEUTQQFF',
  'BIC: DEUTDEF',
  'SWIFT is a language',
  'CUBIC DEUTDEFF',
  'BIC: deutdeff',
])('%s holds none', (text) => expect(foundOf('BIC', text)).toEqual([]));

it('is found beside other findings', () => {
  expect(found('IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX')).toEqual([
    'IBAN DE89 3704 0044 0532 0130 00',
    'BIC COBADEFFXXX',
  ]);
});
