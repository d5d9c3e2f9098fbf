// Payment cards: every issuer in every printed form, and what only looks like one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change, changed, digits, grouped, luhnDigit } from './digits.ts';
import { found, foundOf } from './found.ts';
import { frame, frameOrNone } from './frames.ts';

/** First digits of issuers, as they publish them, with the length of the whole number. */
const ISSUERS: readonly (readonly [first: string, size: number])[] = [
  ['4', 16],
  ['4', 13],
  ['4', 19],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['300', 14],
  ['36', 14],
  ['6011', 16],
  ['649', 16],
  ['65', 16],
  ['3528', 16],
  ['3589', 16],
  ['62', 16],
  ['62', 19],
  ['6759', 16],
  ['2200', 16],
];

const cardOf = (sizes?: readonly number[]): fc.Arbitrary<string> =>
  fc
    .constantFrom(...ISSUERS.filter(([, size]) => sizes === undefined || sizes.includes(size)))
    .chain(([first, size]) =>
      digits(size - first.length - 1)
        .map((rest) => first + rest + luhnDigit(first + rest))
        .filter((number) => !/^(\d)\1+$/.test(number)),
    );

/** As they are embossed. */
function printed(number: string, mark: string): string {
  if (number.length === 14 || number.length === 15) return grouped(number, [4, 6], mark);
  return grouped(number, [4, 4, 4, 4], mark);
}

describe('card numbers', () => {
  it('are found exactly in their printed groups, wherever they stand', () => {
    fc.assert(
      fc.property(cardOf([14, 15, 16, 19]), fc.constantFrom(' ', '-'), frameOrNone, (card, mark, [a, b]) => {
        const value = printed(card, mark);
        expect(found(a + value + b)).toEqual([`CREDIT_CARD ${value}`]);
      }),
      { numRuns: 500 },
    );
  });

  it('are found exactly as bare digits', () => {
    fc.assert(
      fc.property(cardOf(), frame, (card, [a, b]) => {
        expect(foundOf('CREDIT_CARD', a + card + b)).toEqual([card]);
      }),
      { numRuns: 500 },
    );
  });

  it('are none with one digit changed', () => {
    fc.assert(
      fc.property(cardOf(), fc.constantFrom('', ' ', '-'), change, frame, (card, mark, one, [a, b]) => {
        // Of 19 digits in groups, the first 16 may be another card.
        fc.pre(mark === '' || card.length < 19);
        expect(foundOf('CREDIT_CARD', a + printed(changed(card, one), mark) + b)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('are none as a piece of a longer number or token', () => {
    fc.assert(
      fc.property(
        // Visa and Mastercard have no number of one digit more.
        cardOf([16]).filter((card) => /^[45]/.test(card)),
        fc.constantFrom(
          ['9', ''],
          ['', '0'],
          ['3.', ''],
          ['12-', ''],
          ['', '-12'],
          ['', '.25'],
          ['0x', ''],
          ['abcdef', ''],
          ['/v1/objects/', '/parts'],
          ['1_', ''],
          ['', '_1'],
        ),
        (card, [a, b]) => {
          expect(foundOf('CREDIT_CARD', `It was ${a}${card}${b} then`)).toEqual([]);
        },
      ),
    );
  });

  it('need an issuer, or a word that says card', () => {
    const number = `7000 1234 5678 900${luhnDigit('700012345678900')}`;
    expect(found(`The value ${number} was read`)).toEqual([]);
    for (const text of [
      `card ${number}`,
      `${number} is my card`,
      `Kreditkarte: ${number}`,
      `carte bancaire ${number}`,
      `tarjeta ${number}`,
      `{"cardNumber":"${number}"}`,
      `cc=${number}`,
      `PAN: ${number}`,
    ])
      expect([text, foundOf('CREDIT_CARD', text)]).toEqual([text, [number]]);
  });

  it.each(['1234-5678-9012-3456', '4111 1111 1111 1112', '3782 822463 10006'])(
    '%s fails the check, and is one only beside a word that says so',
    (number) => {
      expect(found(`Card: ${number}`)).toEqual([`CREDIT_CARD ${number}`]);
      expect(foundOf('CREDIT_CARD', `Sample ${number} of it`)).toEqual([]);
    },
  );

  it('gives way to the name of another number before bare digits', () => {
    for (const name of ['order', 'invoice', 'trace', 'span', 'snowflake', 'timestamp', 'tracking', 'request'])
      expect([name, found(`${name} 4111111111111111`)]).toEqual([name, []]);
    expect(found('order 4111 1111 1111 1111')).toEqual(['CREDIT_CARD 4111 1111 1111 1111']);
  });

  it('takes letters that are glued to it along', () => {
    expect(found('REFx4111111111111111')).toEqual([]);
    expect(found('x4111111111111111')).toEqual(['CREDIT_CARD x4111111111111111']);
    expect(found('cc4111-1111-1111-1111')).toEqual(['CREDIT_CARD cc4111-1111-1111-1111']);
  });

  it('spelled digit by digit is found', () => {
    for (const mark of [' ', '-', '.']) {
      const spelled = [...'4012888888881881'].join(mark);
      expect(found(`It is ${spelled} here`)).toEqual([`CREDIT_CARD ${spelled}`]);
    }
    expect(found(`It is ${[...'4012888888881882'].join(' ')} here`)).toEqual([]);
  });

  it.each([
    '0000 0000 0000 0000',
    '0000000000000000',
    '8888 8888 8888 8888',
    '400-8722165-1858148',
    '41111111111111111111',
    '4.111111111111111',
    '411111111111111',
  ])('is none: %s', (text) => expect(foundOf('CREDIT_CARD', `It was ${text} then`)).toEqual([]));

  it('two next to each other are two', () => {
    expect(found('4111 1111 1111 1111 5555 5555 5555 4444')).toEqual([
      'CREDIT_CARD 4111 1111 1111 1111',
      'CREDIT_CARD 5555 5555 5555 4444',
    ]);
    expect(found('4111111111111111,5555555555554444')).toEqual([
      'CREDIT_CARD 4111111111111111',
      'CREDIT_CARD 5555555555554444',
    ]);
  });

  it('ends before its expiry date and security code', () => {
    expect(found('4111 1111 1111 1111 12/29 123')).toEqual(['CREDIT_CARD 4111 1111 1111 1111']);
    expect(found('4111111111111111 exp 12/29 cvv 123')).toEqual(['CREDIT_CARD 4111111111111111']);
  });
});
