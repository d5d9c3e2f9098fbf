import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/bench/secrets.ts';

test('a value, and each long word of it, is left out', () => {
  const redact = createRedactor(['Bearer abcdefgh', 'short']);
  expect(redact('got Bearer abcdefgh')).toBe('got [left out]');
  expect(redact('abcdefgh is no short token for a Bearer')).toBe('[left out] is no short token for a Bearer');
});

test('whatever stands round it', () => {
  const secret = fc.stringMatching(/^[0-9A-Z]{8,40}$/);
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      expect(createRedactor([value])(`${before}${value}${after}`)).not.toContain(value);
    }),
  );
});
