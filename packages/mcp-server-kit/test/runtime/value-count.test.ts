// How many values JSON holds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasMoreValues } from '../../src/runtime/value-count.ts';

const countOf = (value: unknown): number =>
  value !== null && typeof value === 'object'
    ? Object.values(value).reduce((count: number, part) => count + countOf(part), 1)
    : 1;

test('agrees with a definition, whatever the white space and the texts', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '\\', ',', '[', '{', ']', ' ', 'a') });
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, -1.5e9),
      text,
      fc.array(tie('any')),
      fc.dictionary(text, tie('any')),
    ),
  })).any;
  fc.assert(
    fc.property(value, fc.constantFrom('', ' ', '\n\t'), (given, space) => {
      const json = JSON.stringify(given, null, space);
      const count = countOf(given);
      expect(hasMoreValues(json, count)).toBe(false);
      // What is short enough to hold no more is not looked at.
      if (count > 1 && json.length > 2 * (count - 1)) expect(hasMoreValues(json, count - 1)).toBe(true);
    }),
  );
});

test.each(['[0,0,0,0]', '[[[[0]]]]', '{"a":[],"b":{}, "c":1,"d":2}', '[[],[],[],{}]'])(
  'at its edge: %s',
  (json) => {
    expect(hasMoreValues(json, 5)).toBe(false);
    expect(hasMoreValues(json, 4)).toBe(true);
  },
);

test.each(['"', '["', '[["\\', '{"a":"\\\\\\"', '[ ', ''])('what is no JSON ends too: %s', (json) => {
  expect(hasMoreValues(json, 1)).toBeTypeOf('boolean');
});
