import { expect, test } from 'vitest';
import { withTimeLimit } from '../../src/schema/time-limit.ts';

test('gives the value, or throws what is thrown', () => {
  expect(withTimeLimit(() => 5, 1_000)).toBe(5);
  expect(() =>
    withTimeLimit(() => {
      throw new Error('no');
    }, 1_000),
  ).toThrow('no');
});

test('stops a regular expression that does not end', () => {
  const hang = () => /^(a+)+$/.test(`${'a'.repeat(60)}b`);
  expect(() => withTimeLimit(hang, 50)).toThrow(
    expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }),
  );
});
