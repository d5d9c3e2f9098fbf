// Pages: everything is reached exactly once, and no cursor of an attacker does harm.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PageSource, pageAcross, pageOf } from '../../src/runtime/page.ts';
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

test('pages go on from one list to the next, and each list is asked for no more than the page needs', async () => {
  const counts = fc.array(fc.nat(30), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(counts, fc.integer({ min: 1, max: 40 }), async (sizes, pageSize) => {
      const sources = sizes.map<PageSource<string>>((size, list) => ({ offset, limit }) => {
        expect(limit).toBeLessThanOrEqual(pageSize + 1);
        return Array.from({ length: size }, (_, at) => `${list}/${at}`).slice(offset, offset + limit);
      });
      const all = sizes.flatMap((size, list) => Array.from({ length: size }, (_, at) => `${list}/${at}`));
      const seen: string[] = [];
      const lengths: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await pageAcross(sources, cursor, pageSize);
        seen.push(...page.items);
        lengths.push(page.items.length);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(all);
      expect(lengths.slice(0, -1).every((length) => length === pageSize)).toBe(true);
      expect(lengths.length).toBe(Math.max(1, Math.ceil(all.length / pageSize)));
    }),
  );
});

test.each(['p0l9', 'p9l0', 'p999999999999l999999'])(
  'a cursor beyond the last list, %s, gets an empty page',
  async (text) => {
    const cursor = Buffer.from(text).toString('base64url');
    expect(await pageAcross([() => []], cursor, 5)).toEqual({ items: [] });
  },
);
