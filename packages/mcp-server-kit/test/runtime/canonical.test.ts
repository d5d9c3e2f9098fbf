// Inputs that are the same have one text, and no two others have the same.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/runtime/canonical.ts';

const seen = fc.anything({
  withBigInt: true,
  withDate: true,
  withNullPrototype: false,
  maxDepth: 3,
  key: fc.constantFrom('a', 'b', '__proto__', '"', ''),
  values: [
    fc.constantFrom(
      0,
      -0,
      1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      '1',
      '1n',
      'null',
      null,
      true,
      'true',
      '',
    ),
    fc.constantFrom(undefined, 'undefined', '@0', '\ud800', '\udc00', '\ufffd', ',', '[]', '{}'),
    fc.string(),
  ],
});

test('two have the same text if and only if they are equal', () => {
  fc.assert(
    fc.property(seen, seen, (one, other) => {
      const texts = [canonical(one), canonical(other)];
      expect(texts).not.toContain(undefined);
      expect(texts[0] === texts[1]).toBe(isDeepStrictEqual(one, other));
    }),
    { numRuns: 2000 },
  );
});

test('the order of keys says nothing', () => {
  const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([key]) => key });
  fc.assert(
    fc.property(entries, (list) => {
      const reversed = Object.fromEntries([...list].reverse());
      expect(canonical(reversed)).toBe(canonical(Object.fromEntries(list)));
    }),
  );
});

class Point {
  x = 1;
}

const circle: Record<string, unknown> = {};
circle.self = circle;
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

test.each([
  ['a Map', new Map()],
  ['a Set', new Set()],
  ['an instance', new Point()],
  ['a list of a class of its own', new (class extends Array {})()],
  ['bytes', new Uint8Array(1)],
  ['a function', () => {}],
  ['a symbol', Symbol('a')],
  ['a key that is a symbol', { [Symbol('a')]: 1 }],
  ['a boxed text', new String('a')],
  ['a circle', circle],
  ['201 levels', nested(201)],
])('%s has none, nor what holds it', (_what, value) => {
  expect(canonical(value)).toBeUndefined();
  expect(canonical({ a: [value] })).toBeUndefined();
});

test('200 levels have one', () => {
  expect(canonical(nested(200))).toBe(`${'['.repeat(200)}1${',]'.repeat(200)}`);
});
