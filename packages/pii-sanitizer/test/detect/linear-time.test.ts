// Four times the text takes four times as long, whatever it is made of: each pattern of the engine met by what it would stumble on.
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detector.ts';
import { createSanitizer } from '../../src/index.ts';

const SMALL = 48 * 1024;
const GROWTH = 4;
/** Quadratic work would need 16 times as long. */
const MOST = 9;
/** Below this many milliseconds the clock and the compiler are what is measured. */
const LEAST_MS = 6;
/** Far above what any text of the smaller size takes, and far below what one takes in quadratic time. */
const MAX_MS = 1_000;

const detector = createDetector();
const { redact } = createSanitizer();

/** One character or word over and over. */
const UNITS: readonly string[] = [
  // Every separator and every character that something begins with.
  ...[
    '1',
    '12',
    ' ',
    '-',
    '.',
    '/',
    ':',
    '(',
    ')',
    '+',
    '@',
    '#',
    '%',
    '&',
    '_',
    '=',
    ',',
    ';',
    '|',
    '\\',
    '"',
    "'",
    '`',
    '<',
    '[',
    '{',
    '\n',
    '\r\n',
    '\t',
    '\0',
  ],
  ...[
    '1 ',
    '1-',
    '1.',
    '1/',
    '1:',
    '1_',
    '1,',
    '1\n',
    '1\r\n',
    '1(',
    '(1)',
    '+1',
    '1+',
    '1@',
    '1%',
    '1 - ',
    '1  ',
    '1\t',
    '#1',
    '1;',
  ],
  ...[
    'a',
    'A',
    'z',
    'Z',
    'f',
    'x',
    'é',
    'а',
    '漢',
    '🙂',
    'a ',
    'A ',
    'Aa ',
    'aA',
    'A1',
    '1A',
    'a1 ',
    'A-',
    'a.',
    'a-',
    'a_',
    'a:',
    'a/',
    'ff:',
    'ff-',
    'f:',
    'f::',
    '::',
    'ffff.',
    'FF:',
    'AA-',
  ],
  // Addresses that never end.
  ...[
    'a@',
    '@a',
    'a@a.',
    'a@a.a.',
    'a@1.',
    'a@a-',
    'a+',
    'a@a.com',
    'a@a.com ',
    'a [at] ',
    'a (at) a (dot) ',
    ' AT ',
    ' DOT ',
    '[at]',
    '(at',
    '@ ',
    ' @ ',
  ],
  // Numbers that nearly are something.
  ...[
    '12 ',
    '123 ',
    '1234 ',
    '12345 ',
    '123456 ',
    '123-',
    '123-45-',
    '123-45-678 ',
    '555-',
    '555-123-',
    '(555) ',
    '+44 ',
    '+44 20 ',
    '0044 ',
    '06 ',
    '4111 ',
    '4111-1111-',
    '4111111111111111',
    '41 1 ',
    '4\n1',
    '1.2.',
    '1.2.3.',
    '256.',
    '1:2:',
    '00:',
    '00-',
    '0000.',
    '2026-',
    '2026-11-24 ',
    '12:34:',
    '2026-11-24T12:34:56Z ',
  ],
  ...[
    'DE89 ',
    'DE89',
    'GB29 NWBK ',
    'GB29NWBK',
    'BIC ',
    'BIC: ',
    'BIC NWBKGB2L ',
    'BICS',
    'AA-BB-CC-DD-EE-FF ',
    'SWIFT/BIC ',
    'SWIFT code is ',
    'DE',
    'AB 12 ',
    'AB12 ',
    'HH-AB ',
    'HH-AB 1',
    'M-X 1 ',
    'CHE-1',
    '1A1',
    '3J',
    'bc1',
    'bc1q',
    'BC1Q',
    '0x',
    '0x5',
    '0xff ',
  ],
  // Words.
  ...[
    'phone ',
    'phone',
    'phone: ',
    'phone 1 ',
    'call me ',
    'ssn ',
    'SSN',
    'card ',
    'my number ',
    'PAN ',
    'or ',
    '1 or ',
    '1 and ',
    '1, ',
    'passport 1 ',
    'ñ',
    'téléphone ',
    '电话',
    '电',
    'id="1" ',
    'id=1 ',
    'a=1&',
    '"a":1,',
    '{"a":"1"},',
  ],
  ...[
    'Dear ',
    'Dear Mr ',
    'Mr. ',
    'Mr Mr. ',
    'Dr',
    'Patient: ',
    'name: A',
    'My name is ',
    'My name is A ',
    'A. ',
    'van der ',
    'Aa van der ',
    '12 Main ',
    '12 Main St',
    '12 rue de ',
    '12 N. Aa ',
    'Aaaaaastraße ',
    'straße 1 ',
    'P.O. Box ',
    'Box 1 ',
    'born ',
    'DOB: ',
    'DOB 1/',
    '10 March ',
    '1 Jan',
    'geb. 1.',
  ],
  // Secrets.
  ...[
    'password=',
    'password: ',
    'password="',
    "password='",
    'password=\\"',
    'password',
    'token ',
    'key=',
    'api key ',
    'Bearer ',
    'Bearer a',
    'earer ',
    'eyJ',
    'eyJa.',
    'eyJa.eyJ',
    'AKIA',
    'ghp_',
    'sk-',
    'sk_live_',
    '-----BEGIN RSA PRIVATE KEY-----\n',
    '-----BEGIN ',
    '-----',
    'http://',
    'http://a:',
    'http://a:b',
    'http://u:p@',
    '://',
    '://a@',
    ':a@',
    'a:b@',
  ],
  // What is folded.
  ...[
    '\u200b',
    '1\u200b',
    '\u00ad',
    '1\u00ad',
    '１',
    '٣',
    '𝟏',
    '–',
    '1–',
    '&#49;',
    '&#',
    '&',
    '&amp;',
    '%31',
    '%40',
    '%',
    '\\u0031',
    '\\u',
    'а1',
    'Ж',
    '\u00a0',
    '1\u00a0',
  ],
  // Placeholders, and mixtures.
  ...[
    '[EMAIL]',
    '[EMAIL] ',
    '[A',
    '[PHONE] 555-1234 ',
    'password=[EMAIL]',
    'phone 5551234 ',
    '5551234 phone ',
    'ssn 123456789 or ',
    'а1а',
    'Жа ',
    'a@b.co 555-1234 ',
    'a@b.co or 555-1234, ',
    '1 a@a.aa 1-',
    'x@y.zz 4111 1111 1111 1111 DE89 3704 0044 0532 0130 00 192.0.2.1 00:1a:2b:3c:4d:5e ',
  ],
];

/** Something long with something behind it. */
const SHAPES: readonly (readonly [string, (size: number) => string])[] = [
  ['a long word and an at sign', (size) => `${'a'.repeat(size)}@`],
  ['an at sign and a long domain', (size) => `a@${'a.'.repeat(size / 2)}`],
  ['digits and a letter', (size) => `${'1'.repeat(size)}x`],
  ['a plus sign and digits', (size) => `+${'1 '.repeat(size / 2)}`],
  ['digits, then words for them', (size) => '5551234 '.repeat(size / 16) + 'phone '.repeat(size / 12)],
  ['words, then digits', (size) => 'phone '.repeat(size / 12) + '5551234 '.repeat(size / 16)],
  ['emails, then digits', (size) => 'a@b.co '.repeat(size / 14) + '1-'.repeat(size / 4)],
  ['secrets, then a long word', (size) => `${'token=a1b2 '.repeat(size / 22)}${'b'.repeat(size / 2)}@`],
  ['an open quote', (size) => `password="${'a1 '.repeat(size / 3)}`],
  ['an open key block', (size) => `-----BEGIN PRIVATE KEY-----\n${'A1b2'.repeat(size / 4)}`],
  ['bc1 and its letters', (size) => `bc1${'q'.repeat(size)}`],
  ['names of capitals', (size) => `Dear Mr ${'Aaa '.repeat(size / 4)}`],
  ['an open bracket of a placeholder', (size) => `[${'A'.repeat(size)} 5551234`],
  ['zero-width characters in a number', (size) => `4${'\u200b'.repeat(size)}111`],
  ['one word per line', (size) => 'ssn\n123\n45\n6789\n'.repeat(size / 16)],
];

/** CPU time in milliseconds. */
function cost(text: string): number {
  const before = process.cpuUsage();
  detector.detect(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function growsLinearly(make: (size: number) => string): void {
  const small = cost(make(SMALL));
  expect(small).toBeLessThan(MAX_MS);
  const large = cost(make(SMALL * GROWTH));
  if (large < LEAST_MS * GROWTH) return;
  // The least of several, for others use the machine too.
  const again = Math.min(large, cost(make(SMALL * GROWTH)), cost(make(SMALL * GROWTH)));
  expect(again / Math.max(LEAST_MS, small)).toBeLessThan(MOST);
}

describe('the time for a text', () => {
  it.each(UNITS)('of %j grows with its length', (unit) => {
    growsLinearly((size) => unit.repeat(Math.ceil(size / unit.length)));
  });

  it.each(SHAPES)('with %s grows with its length', (_name, make) => {
    growsLinearly((size) => make(Math.floor(size)));
  });

  it.each(['1 ', 'a@', '12 Main ', 'password=', '[EMAIL] ', '{"a":', '\\"', '1\u200b'])(
    'of %j is bounded when it is redacted',
    (unit) => {
      const text = unit.repeat(Math.ceil((SMALL * GROWTH) / unit.length));
      const before = process.cpuUsage().user;
      expect(redact(text).length).toBeGreaterThan(0);
      expect((process.cpuUsage().user - before) / 1000).toBeLessThan(MAX_MS * GROWTH);
    },
  );
});
