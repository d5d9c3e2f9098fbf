import { expect, test } from 'vitest';
import { textOf } from '../../src/checks/text-of.ts';

test('collects strings, not keys', () => {
  expect(
    textOf({ a: 'one', b: [{ c: 'two' }, 3, null] })
      .split('\n')
      .sort(),
  ).toEqual(['one', 'two']);
});

test('is cut at 256 Ki characters', () => {
  expect(textOf(['x'.repeat(256 * 1024)])).toHaveLength(256 * 1024);
  expect(textOf(['x'.repeat(256 * 1024 + 1)])).toHaveLength(256 * 1024);
});
