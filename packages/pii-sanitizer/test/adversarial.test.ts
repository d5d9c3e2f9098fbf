// A megabyte of whatever hurts. Each has to end under the default timeout of the test runner.
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../src/index.ts';

const SIZE = 1 << 20;
const { redact, sanitize } = createSanitizer();

const units: readonly string[] = [
  ...[
    '@',
    '.',
    '1',
    '1.',
    '1-',
    '1 ',
    '12345678901234567890',
    '(',
    '+1',
    '+',
    'a@',
    'a@a.',
    'a@a.a.',
    'a.',
    '-',
  ],
  ...[
    '555-',
    '555-123-',
    '4111 ',
    '1234-',
    'password=',
    'password="',
    "password='",
    'password',
    'token: ',
    ':',
    '=',
  ],
  ...[
    'key ',
    'api key ',
    '://',
    '://a:',
    '://a:b',
    'http://u:p@',
    'Bearer ',
    'Bearer a',
    'earer ',
    ' ',
    '"',
    '\\',
  ],
  ...[
    '[EMAIL]',
    'password=[EMAIL]',
    '[',
    '{',
    'A',
    'aA',
    '_',
    '\n',
    "'",
    'password=\\"',
    'x@y.zz ',
    '555-123-4567 ',
  ],
];

describe('a megabyte', () => {
  it.each(units)('of %j', (unit) => {
    const text = unit.repeat(Math.ceil(SIZE / unit.length));
    expect(typeof redact(text)).toBe('string');
  });

  it.each([
    ['an at sign at the end', `${'a'.repeat(SIZE)}@`],
    ['many secrets before one', `${'token=a '.repeat(SIZE / 16)}${'b'.repeat(SIZE / 2)}@`],
    ['a name of capitals', `${'A'.repeat(SIZE)}y=1`],
    ['open brackets', '['.repeat(SIZE)],
    ['deep JSON', '['.repeat(SIZE / 2) + ']'.repeat(SIZE / 2)],
    ['nested keys', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['spaces round JSON', `${' '.repeat(SIZE)}{`],
    ['many keys with data', `{${Array.from({ length: 20_000 }, (_, i) => `"u${i}@b.com":1`).join(',')}}`],
  ])('%s', (_name, text) => {
    expect(typeof sanitize(text)).toBe('string');
  });
});
