// Pages: everything is reached exactly once, and no cursor of an attacker does harm.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf } from '../../src/runtime/page.ts';
import { ProtocolFault } from '../../src/runtime/protocol-fault.ts';

const codeUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));

/** Every item of every page. */
function walk(count: number, pageSize: number) {
  const seen: number[] = [];
  const sizes: number[] = [];
  let cursor: string | undefined;
  do {
    const page: { items: number[]; nextCursor?: string } = pageOf(Array(count).keys(), cursor, pageSize);
    seen.push(...page.items);
    sizes.push(page.items.length);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { seen, sizes };
}

test('every item is on exactly one page, in order, and every page but the last is full', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 310 }), (count, pageSize) => {
      const { seen, sizes } = walk(count, pageSize);
      expect(seen).toEqual([...Array(count).keys()]);
      expect(sizes.slice(0, -1).every((size) => size === pageSize)).toBe(true);
      expect(sizes.length).toBe(Math.max(1, Math.ceil(count / pageSize)));
    }),
  );
});

test('any cursor gets a page or a refusal with -32602', () => {
  const encoded = fc.string().map((text) => Buffer.from(text).toString('base64url'));
  const position = fc
    .oneof(fc.integer(), fc.double(), fc.bigInt())
    .map((n) => Buffer.from(`p${n}`).toString('base64url'));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: codeUnit }), encoded, position, fc.anything()), (cursor) => {
      try {
        const { items } = pageOf([1, 2, 3], cursor, 2);
        expect(items.length).toBeLessThanOrEqual(2);
      } catch (error) {
        if (!(error instanceof ProtocolFault)) throw error;
        expect(error.code).toBe(-32602);
      }
    }),
    { numRuns: 300 },
  );
});

test('a cursor beyond the end gets an empty page', () => {
  const cursor = Buffer.from('p999999999999').toString('base64url');
  expect(pageOf([1, 2, 3], cursor, 2)).toEqual({ items: [] });
});

test('only as much is taken from the items as the page needs', () => {
  let taken = 0;
  function* endless() {
    for (;;) yield taken++;
  }
  expect(pageOf(endless(), undefined, 5).items).toHaveLength(5);
  expect(taken).toBeLessThanOrEqual(7);
});

test('a cursor is opaque and fits a URL', () => {
  const { nextCursor } = pageOf([1, 2, 3], undefined, 1);
  expect(nextCursor).toMatch(/^[\w-]+$/);
});
