// How deep a value nests.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeeperThan } from '../../src/runtime/depth.ts';

const wrap = (levels: number, isArray: boolean): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = isArray ? [value] : { a: value };
  return value;
};

test.each([true, false])('at its edge, arrays: %s', (isArray) => {
  expect(isDeeperThan(wrap(64, isArray), 64)).toBe(false);
  expect(isDeeperThan(wrap(65, isArray), 64)).toBe(true);
  expect(isDeeperThan(wrap(200_000, isArray), 64)).toBe(true);
});

test('scalars have no depth, an empty object has one', () => {
  for (const value of [null, undefined, 'x', 1, true]) expect(isDeeperThan(value, 0)).toBe(false);
  expect(isDeeperThan({}, 0)).toBe(true);
  expect(isDeeperThan({}, 1)).toBe(false);
});

test('the deepest branch decides', () => {
  expect(isDeeperThan({ a: 1, b: [{ c: {} }] }, 4)).toBe(false);
  expect(isDeeperThan({ a: 1, b: [{ c: {} }] }, 3)).toBe(true);
});

test('agrees with a definition of depth', () => {
  const depthOf = (value: unknown): number =>
    value !== null && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(8), (value, max) => {
      expect(isDeeperThan(value, max)).toBe(depthOf(value) > max);
    }),
  );
});
