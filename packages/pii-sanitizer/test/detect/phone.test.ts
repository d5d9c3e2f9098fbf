// Telephone numbers, with libphonenumber as the judge of what the countries' numbers are and how they are printed.
import fc from 'fast-check';
import { type CountryCode, getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';
import { digits } from './digits.ts';
import { found, foundOf } from './found.ts';
import { frame, frameOrNone } from './frames.ts';

const { redact } = createSanitizer();

/** A mobile number of each country, but for those so short that they could be anything. */
const COUNTRIES = getCountries()
  .flatMap((country) => getExampleNumber(country, examples) ?? [])
  .filter(({ number }) => number.length > 8);
const country = fc.constantFrom(...COUNTRIES);
const format = fc.constantFrom('E.164', 'INTERNATIONAL' as const);

/** A North American number: neither area nor exchange starts with 0 or 1. */
const northAmerican = fc.tuple(
  fc.integer({ min: 200, max: 999 }).map(String),
  fc.integer({ min: 200, max: 999 }).map(String),
  digits(4),
);

describe('international numbers', () => {
  it.each(COUNTRIES.map((number) => [number.country, number] as const))(
    'of %s are found',
    (_country, number) => {
      for (const written of [number.number, number.formatInternational(), number.format('RFC3966')]) {
        const value = written.replace(/^tel:/, '');
        expect(found(`It was ${written} then`)).toEqual([`PHONE ${value}`]);
      }
    },
  );

  it('are found exactly, wherever they stand', () => {
    fc.assert(
      fc.property(country, format, digits(2), frameOrNone, (number, style, tail, [a, b]) => {
        const value = number.format(style as 'E.164').slice(0, -2) + tail;
        expect(found(a + value + b)).toEqual([`PHONE ${value}`]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '+44 (0)20 7946 0958',
    '+44 20 7946 0958 ext. 12',
    '+49 30/1234567',
    '+49-30-1234567',
    '+1.212.555.0123',
    '+1 (212) 555-0123',
    '+1-212-555-0123 x9',
    '+33 1 99 00 12 34',
    '+39 06 1234 5678',
    '+91 99999 00001',
    '+81-3-1234-5678',
    '0044 20 7946 0958',
    '0049 30 1234567',
  ])('are found as people write them: %s', (value) => {
    expect(found(`It was ${value} then.`)).toEqual([`PHONE ${value}`]);
  });

  it.each([
    '+1234567',
    '+999 123 456 789',
    '+1 23',
    '+0 123 456 7890',
    '1+4420794',
    'a+442079460958',
    '+12',
    '5 +1 212',
  ])('are none: %s', (text) => expect(foundOf('PHONE', `It was ${text} then`)).toEqual([]));
});

describe('North American numbers', () => {
  const forms = [
    (a: string, b: string, c: string) => `${a}-${b}-${c}`,
    (a: string, b: string, c: string) => `${a}.${b}.${c}`,
    (a: string, b: string, c: string) => `(${a}) ${b}-${c}`,
    (a: string, b: string, c: string) => `(${a})${b}-${c}`,
    (a: string, b: string, c: string) => `(${a}) ${b} ${c}`,
    (a: string, b: string, c: string) => `1-${a}-${b}-${c}`,
    (a: string, b: string, c: string) => `+1 ${a} ${b} ${c}`,
    (a: string, b: string, c: string) => `+1${a}${b}${c}`,
    (a: string, b: string, c: string) => `${a}-${b}-${c} x89`,
    (a: string, b: string, c: string) => `${a}-${b}-${c} ext. 89`,
  ];
  it('are found by their printed forms alone', () => {
    fc.assert(
      fc.property(
        northAmerican,
        fc.constantFrom(...forms),
        frameOrNone,
        ([area, exchange, line], form, [a, b]) => {
          const value = form(area, exchange, line);
          expect(found(a + value + b)).toEqual([`PHONE ${value}`]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('need a word when they are bare digits', () => {
    fc.assert(
      fc.property(northAmerican, frame, (parts, [a, b]) => {
        const value = parts.join('');
        expect(foundOf('PHONE', a + value + b)).toEqual([]);
        expect(foundOf('PHONE', `${a}phone: ${value}${b}`)).toEqual([value]);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['208 555 0143', '555-0158'])('are found as %s when nothing speaks against it', (value) => {
    expect(found(`The number is ${value}.`)).toEqual([`PHONE ${value}`]);
    expect(foundOf('PHONE', `It is part ${value}.`)).toEqual([]);
    expect(foundOf('PHONE', `It is ${value}1.`)).toEqual([]);
  });

  it('do not start with 0 or 1', () => {
    for (const text of ['055-123-4567', '155-123-4567', '555-123-456', '555-123-45678'])
      expect([text, foundOf('PHONE', `It was ${text} then`)]).toEqual([text, []]);
  });
});

describe('the words round a number', () => {
  const WORDS = [
    'phone',
    'Phone:',
    'PHONE',
    'tel.',
    'Tel:',
    'telephone number',
    'mobile',
    'cell',
    'fax',
    'call me on',
    'call us at',
    'text me at',
    'WhatsApp',
    'hotline',
    'Telefon:',
    'Handy',
    'Rufnummer',
    'téléphone :',
    'portable',
    'teléfono',
    'móvil',
    'cellulare',
    'telefono',
    'telefoon',
    'telefone',
    'telemóvel',
    'puhelin',
    'tlf.',
    'my number is',
    'phoneNumber=',
    'phone_number: ',
    '"phone":"',
    '电话：',
  ];
  it.each(WORDS)('%s before it', (word) => {
    for (const value of [
      '5551234',
      '555-1234',
      '555 123 4567',
      '5551234567',
      '020 7946 0958',
      '0151 23456789',
    ])
      expect([value, foundOf('PHONE', `${word} ${value}`)]).toEqual([value, [value]]);
  });

  it.each(['(office)', 'mobile', '(cell)', 'fax'])('%s right behind it', (word) => {
    expect(found(`555-1234 ${word}`)).toEqual(['PHONE 555-1234']);
  });

  it.each(['phone', 'phoneNumber', 'mobile_phone', 'telefon', 'contact.tel'])('%s as the key', (key) => {
    expect(found('5551234', key)).toEqual(['PHONE 5551234']);
    expect(found('020 7946 0958', key)).toEqual(['PHONE 020 7946 0958']);
  });

  it('that speak of something else, nearer, win', () => {
    for (const text of [
      'call about order 5551234567',
      'phone support, ticket 5551234567',
      'invoice 555-1234',
      'model 555 123 4567',
    ])
      expect([text, foundOf('PHONE', text)]).toEqual([text, []]);
  });

  it('that are far away say nothing', () => {
    expect(found(`phone ${'and so on '.repeat(6)}5551234`)).toEqual([]);
  });
});

describe('numbers as other countries write them', () => {
  it.each([
    ['Tel.: ', '030 / 28908892', ''],
    ['Tel. ', '010 - 4421759', ''],
    ['Tel. ', '(11) 96714-0754', ''],
    ['Tel ', '(020) 7946 0611', ''],
    ['Telefon ', '089 52419-0', ''],
    ['Tel ', '(0532) 123 45 67', ''],
    ['Mob: ', '07911 123456', ''],
    ['Rufen Sie mich unter ', '0176 22646912', ' an.'],
    ['bel me op ', '06-12891408', ''],
    ['mi número es ', '612 79 20 20', ''],
    ['Puh. ', '040 583 4807', ''],
    ['電話: ', '03-3081-7276', ''],
    ['тел. ', '8 916 723-74-78', ''],
  ])('%s%s', (before, value, after) => {
    expect(found(before + value + after)).toEqual([`PHONE ${value}`]);
  });

  it.each([
    ...['telemetry 48129931 events', 'telnet 12345678', 'callback took 1234567890 ns'],
    ...['The mobile campaign reached 12345678 people', 'fetch calls count=48129931'],
  ])('%s is a count', (text) => expect(found(text)).toEqual([]));

  it('of which two stand side by side stay two', () => {
    expect(redact('Fax 12345678  030-1234567')).toBe('Fax [PHONE]  [PHONE]');
  });
});

describe('a number before the extension of a file', () => {
  it.each([
    ['SSN 123-45-6789.txt', 'SSN [SSN].txt'],
    ['ssn_123-45-6789.pdf', 'ssn_[SSN].pdf'],
    ['call 555-123-4567.txt', 'call [PHONE].txt'],
    ['+1 555 123 4567.html', '[PHONE].html'],
    ['4111 1111 1111 1111.csv', '[CREDIT_CARD].csv'],
    ['patient 123-45-6789.v2.md', 'patient [SSN].v2.md'],
  ])('%s', (name, clean) => expect(redact(name)).toBe(clean));
});

describe('lists of numbers', () => {
  it.each([
    ['a@b.co or 555-1234', ['EMAIL a@b.co', 'PHONE 555-1234']],
    ['jane@example.com, 555-1234', ['EMAIL jane@example.com', 'PHONE 555-1234']],
    ['jane@example.com / 555-1234', ['EMAIL jane@example.com', 'PHONE 555-1234']],
    ['call 555-0100, 555-0101, 555-0102', ['PHONE 555-0100', 'PHONE 555-0101', 'PHONE 555-0102']],
    ['Tel. 5550100 und 5550101', ['PHONE 5550100', 'PHONE 5550101']],
    ['phone: 5550100; fax: 5550101', ['PHONE 5550100', 'PHONE 5550101']],
    ['555-123-4567 x 123-45-6789', ['PHONE 555-123-4567', 'US_SSN 123-45-6789']],
    ['555-123-4567 x 123.', ['PHONE 555-123-4567 x 123']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
});

describe('a number that is all of a text', () => {
  it.each(['555-1234', '555-123-4567', '2125550123', '030/1234567', ' 0151 23456789\n'])(
    '%j is found',
    (text) => expect(foundOf('PHONE', text)).toEqual([text.trim()]),
  );
  it.each(['1234567', '12345678', '2026-11-24', '24/11/2026', '20261124', '12 34', '1764000000'])(
    '%j is not',
    (text) => expect(foundOf('PHONE', text)).toEqual([]),
  );
});

it('two numbers on two lines are two', () => {
  expect(found('+44 20 7946 0958\n+44 20 7946 0959')).toEqual([
    'PHONE +44 20 7946 0958',
    'PHONE +44 20 7946 0959',
  ]);
  expect(found('212-555-0123\n212-555-0124\n')).toEqual(['PHONE 212-555-0123', 'PHONE 212-555-0124']);
});

it.each([
  ['phone 5551234567 555-123-4567', 'phone [PHONE] [PHONE]'],
  ['phone 5551234567 123-45-6789', 'phone [PHONE] [SSN]'],
  ['208 555 0143 555-223-4567', '[PHONE] [PHONE]'],
])('%s holds two numbers', (text, expected) => expect(redact(text)).toBe(expected));

it.each(['1939-1945', '2019-2020-2021', '1984 2001'])('%s are years', (text) =>
  expect(found(text)).toEqual([]),
);

it('a number ends before what is no part of it', () => {
  expect(found('+33 1 99 00 12 34 56 people')).toEqual(['PHONE +33 1 99 00 12 34']);
  expect(found('call 212-555-0123, 24 hours')).toEqual(['PHONE 212-555-0123']);
  expect(found('212-555-0123.Thanks')).toEqual(['PHONE 212-555-0123']);
});

it('is none within a longer token', () => {
  const inside: readonly CountryCode[] = ['US', 'FR', 'DE'];
  for (const code of inside) {
    const national = getExampleNumber(code, examples)?.nationalNumber;
    for (const text of [`x${national}`, `${national}a`, `1.${national}`, `/${national}/a`])
      expect([text, foundOf('PHONE', `phones of ${text} here`)]).toEqual([text, []]);
  }
});
