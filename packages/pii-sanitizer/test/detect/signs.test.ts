// The signs are never narrower than the scanners that rely on them: what a scanner finds without them, it finds with them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scanBics } from '../../src/detect/bic.ts';
import { scanEmails } from '../../src/detect/email.ts';
import { scanPersons } from '../../src/detect/person.ts';
import { AT, BANK, ESCAPE, readSigns, TITLED } from '../../src/detect/signs.ts';
import { mayEndKey, readColonKey } from '../../src/secrets/colon-key.ts';
import { scanSecrets } from '../../src/secrets/scan-secrets.ts';
import { mayAnnounce } from '../../src/secrets/secret-key.ts';
import { fold } from '../../src/text/fold.ts';
import type { Finding } from '../../src/types.ts';

/** Every place that a reader could be asked about. */
function allPlaces(text: string): number[] {
  const places = [...text.matchAll(/[:=B_]|<(?=\/)/g)].map(({ index }) => index);
  return places.filter((at) => text[at] !== '=' || mayAnnounce(text, at));
}

function found(scanner: (out: Finding[]) => void): Finding[] {
  const out: Finding[] = [];
  scanner(out);
  return out;
}

const AA = `AA${'x1_-Y'.repeat(7).slice(0, 33)}`;
/** No digit: with one, a key is found otherwise. */
const LETTERS = 'qZxKvWjHgFdSaPoIuYtReWqMnBvCxZlKjHpG';
/** What readers start from and stop at, whole and in parts. */
const piece = fc.constantFrom(
  ...['password', 'TOKEN', 'SECRET12', 'api key', 'names', 'Patient', 'Full name', 'value', 'name="token"'],
  ...['user', 'is', ' is', ' lautet', 'sid', 'Cookie: ', 'hunter22', 'a1b2c3d4e5f6a7b8', 'Jane Doe', 'Smith'],
  ...[
    ':',
    '=',
    '::',
    '=>',
    ': ',
    ' = ',
    '://',
    '@',
    '@ ',
    '/',
    '"',
    "'",
    '`',
    '\\',
    '|',
    '$',
    '*',
    '-u ',
    ' --user=',
  ],
  ...[' ', '  ', '\t', '\n', '\r\n', '\0', '.', ',', ';', '-', '_', '<', '>', '(', ')', '[', ']', '{', '}'],
  ...[
    '1',
    '12',
    ' 12',
    'T12',
    '0T12',
    ':34:',
    ':34',
    '56.',
    '56 ',
    '12345',
    '5432:',
    '*:',
    'db',
    AA,
    'é',
    'ж',
    '’',
  ],
  ...['Dr', 'Mr.', 'Mrs ', 'Dear ', 'Herr ', 'Frau ', 'My name is ', 'BIC', 'SWIFT', 'DEUTDEFF', 'COBADEFF'],
  ...[
    'AT',
    ' AT ',
    'DOT ',
    ' DOT ',
    'at',
    'dot',
    '[at]',
    '( . )',
    '[\tdot\n]',
    'com',
    'example',
    'nbsp',
    '&nbsp;',
  ],
  ...[
    '%40',
    '%2B',
    '%C2%A0',
    '%',
    '&',
    '&#64;',
    '&commat;',
    '\\u0040',
    '\\u00',
    'u0020',
    '20',
    '40',
    'B',
    'T',
  ],
  ...[
    'Bearer ',
    'BEARER ',
    'Basic ',
    'dXNlcjpwYXNzd29yZA==',
    '-----BEGIN PRIVATE KEY-----',
    'MIIEabcdefghijklmnop',
  ],
  ...['hf_', 'npm_', 'ghs_', 'gho_', 'sk_live_', 'rk_test_'].flatMap((prefix) => [prefix, prefix + LETTERS]),
  ...[
    `hf_${LETTERS.slice(2)}`,
    '://user:pw@',
    '://some-longer-user:hunter22@db',
    ':/hunter22',
    '</',
    '</password>',
  ],
  ...['BIC: DEUTDEFF', 'SWIFT: DEUTDEFF', 'SWIFT DEUTDEFF', LETTERS],
  ...['<password>', '</p>', 'Private-Lines: 1', 'machine a login b password c'],
);

it('every scanner finds with the signs what it finds without', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
      const text = pieces.join('');
      const { kinds, places } = readSigns(text);
      const all = allPlaces(text);
      const has = (kind: number): boolean => (kinds & kind) !== 0;
      expect(fold(text, has(ESCAPE))?.text).toBe(fold(text, true)?.text);
      // What is folded is looked at once more.
      if (has(ESCAPE)) return;
      expect(scanSecrets(text, places)).toEqual(scanSecrets(text, all));
      expect(found((out) => scanPersons(text, places, has(TITLED), [], out))).toEqual(
        found((out) => scanPersons(text, all, true, [], out)),
      );
      if (!has(BANK)) expect(found((out) => scanBics(text, out))).toEqual([]);
      if (!has(AT)) expect(found((out) => scanEmails(text, [], out))).toEqual([]);
      for (const { index } of text.matchAll(/(?<=[A-Za-z0-9*]):(?!\/\/)/g))
        if (!mayEndKey(text, index)) expect(readColonKey(text, index, 0)).toBeUndefined();
    }),
    { numRuns: 20_000 },
  );
});

it.each([
  ['plain words, and no more'],
  ['2026-11-24T12:56:35.622Z INFO ready'],
  ['at 12:56:35 see https://example.com:\n- one'],
])('%j shows nothing', (text) => expect(readSigns(text).places).toEqual([]));
