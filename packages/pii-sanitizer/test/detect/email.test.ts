// E-mail addresses: the characters that people's addresses have, and the sizes of RFC 5321.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { found, foundOf } from './found.ts';
import { frameOrNone } from './frames.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const text = (unit: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength });
const atom = text(`${letters}${letters.toUpperCase()}0123456789_`, 1, 12);
const local = fc
  .tuple(atom, fc.array(fc.tuple(fc.constantFrom('.', '+', '-', '_'), atom), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.map((part) => part.join('')).join(''));
const label = fc
  .tuple(text(letters, 1, 1), text(`${letters}0123456789-`, 0, 10), text(`${letters}0123456789`, 1, 1))
  .map((parts) => parts.join(''));
const domain = fc
  .tuple(
    fc.array(label, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('com', 'co.uk', 'example', 'museum', 'io', 'de', 'xn--p1ai'),
  )
  .map(([labels, top]) => [...labels, top].join('.'));

describe('e-mail addresses', () => {
  it('are found exactly, wherever they stand', () => {
    fc.assert(
      fc.property(local, domain, frameOrNone, (name, host, [a, b]) => {
        const address = `${name}@${host}`;
        expect(foundOf('EMAIL', a + address + b)).toEqual([address]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['write to Jane.Doe+tag@mail.example.co.uk.', 'Jane.Doe+tag@mail.example.co.uk'],
    ['<a_b%c@x-y.io>', 'a_b%c@x-y.io'],
    ['mailto:jane@example.com?subject=hello', 'jane@example.com'],
    ["from o'brien@example.com", "o'brien@example.com"],
    ["to='jo@example.com'", 'jo@example.com'],
    ['write to jane\\@example.com', 'jane\\@example.com'],
    ['kwame@münchen-dubois.de', 'kwame@münchen-dubois.de'],
    ['jörg.müller@example.de', 'jörg.müller@example.de'],
    ['иван@пример.рф', 'иван@пример.рф'],
    ['x@example.xn--p1ai', 'x@example.xn--p1ai'],
    ['a@b.com_', 'a@b.com'],
    ['a@b.com-', 'a@b.com'],
    ['a@b.com...', 'a@b.com'],
    ['user=jane@example.com&x=1', 'jane@example.com'],
    ['12345@example.com', '12345@example.com'],
    ['555-123-4567@example.com', '555-123-4567@example.com'],
    ['"Jane" <jane@example.com>;', 'jane@example.com'],
    ['git+jane@example.com', 'git+jane@example.com'],
    ['{"to":"line\\njane@example.com"}', 'jane@example.com'],
  ])('in %j', (sample, address) => expect(found(sample)).toEqual([`EMAIL ${address}`]));

  it.each([
    'a@b',
    '@example.com',
    'a @example.com',
    'x@.com',
    'pkg@1.2.3-beta.rc',
    'lodash@4.17.21',
    '@types/node@22.1.0',
    'npm i @scope/name@latest',
    'a@b.c',
    'name@localhost',
    'x@y.|z',
    '@media screen',
    '@param name.first',
    'see @jane and @joe',
    'x = a @ b.c',
    'git@',
    'jane@@example.com',
    'actions/checkout@v4',
    'img/logo@2x.png',
    'Unit cron@daily.service failed',
    'style@dark.css',
    'image@sha256:0a1b2c',
  ])('not in %j', (sample) => expect(found(sample)).toEqual([]));

  it('have up to 64 characters before the at sign', () => {
    expect(foundOf('EMAIL', `${'a'.repeat(64)}@example.com`)).toEqual([`${'a'.repeat(64)}@example.com`]);
    expect(foundOf('EMAIL', `${'a'.repeat(65)}@example.com`)).toEqual([`${'a'.repeat(64)}@example.com`]);
  });

  it('have up to 255 characters behind it', () => {
    const inside = `a@${'d'.repeat(251)}.com`;
    expect(foundOf('EMAIL', inside)).toEqual([inside]);
    expect(found(`a@d${'d'.repeat(251)}.com`)).toEqual([]);
  });

  it('one after another are each found', () => {
    expect(found('a@b.com,c@d.com;e@f.com g@h.com')).toEqual([
      'EMAIL a@b.com',
      'EMAIL c@d.com',
      'EMAIL e@f.com',
      'EMAIL g@h.com',
    ]);
  });
});
