import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromPattern } from '../../src/schema/from-pattern.ts';

test.each([
  '^abc$',
  'a|b',
  '^(?:foo|bar)+$',
  '^[a-z]{3,5}$',
  '^\\d{4}-\\d{2}$',
  '^[^a-z]x$',
  '\\w+\\s\\S',
  '^(a(b|c)d)?e*$',
  '[.]\\.',
  '^[\\]x]$',
  '^x{2}$',
])('a string for %s', (pattern) => {
  expect(fromPattern(pattern)).toMatch(new RegExp(pattern, 'u'));
});

test.each(['(?=a)b', '(?<name>a)', '\\p{L}', '(a', 'a)', '[a', '*a', '\\1', 'a'.repeat(501), 'a{1001}'])(
  'none for %s',
  (pattern) => {
    expect(fromPattern(pattern)).toBeUndefined();
  },
);

test('reaches a length where the pattern allows it', () => {
  expect(fromPattern('^a+$', 5)).toBe('aaaaa');
  expect(fromPattern('^a{1,3}$', 5)).toBe('aaa');
});

test('ends for any text', () => {
  fc.assert(fc.property(fc.string(), (pattern) => void fromPattern(pattern, 10)));
});
