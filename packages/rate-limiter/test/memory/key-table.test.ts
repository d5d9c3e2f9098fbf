// The table against a Map that keeps the order of use.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyTable } from '../../src/memory/key-table.ts';

const step = fc.record({
  key: fc.integer({ min: 0, max: 40 }),
  what: fc.constantFrom('use', 'use', 'use', 'find', 'forget', 'oldest'),
});

describe('the table of keys', () => {
  it('finds what a Map finds, and forgets the key that was idle longest', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 400 }),
        fc.integer({ min: 1, max: 30 }),
        // So many keys share each bucket and half of their hash.
        fc.integer({ min: 1, max: 8 }),
        (steps, maxKeys, crowd) => {
          const dropped: number[] = [];
          const table: KeyTable = new KeyTable(maxKeys, {
            isIdle: () => false,
            drop: (row) => dropped.push(table.floats[4 * row + 2] ?? 0),
          });
          const model = new Map<number, number>();
          for (const { key, what } of steps) {
            const [low, high] = [Math.floor(key / crowd), key % crowd];
            if (what === 'use') {
              const isNew = !model.delete(key);
              const row = table.use(low, high, 0);
              if (isNew && model.size === maxKeys) {
                const [oldest = 0] = model.keys();
                model.delete(oldest);
                expect(dropped.pop()).toBe(oldest + 1);
              }
              model.set(key, key + 1);
              expect(table.floats[4 * row + 2]).toBe(isNew ? 0 : key + 1);
              table.floats[4 * row + 2] = key + 1;
            } else if (what === 'oldest') {
              const [oldest] = model.keys();
              expect(table.dropOldest(0)).toBe(oldest !== undefined);
              if (oldest !== undefined) model.delete(oldest);
              dropped.length = 0;
            } else {
              const row = table.find(low, high);
              expect(row === 0 ? undefined : table.floats[4 * row + 2]).toBe(model.get(key));
              if (what === 'forget') {
                table.forget(low, high);
                model.delete(key);
              }
              dropped.length = 0;
            }
            expect(table.size).toBe(model.size);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes 49 bytes a key at a million keys, and no more for keys that come and go', () => {
    const table = new KeyTable(1_000_000, { isIdle: () => false, drop: () => undefined });
    for (let key = 0; key < 1_000_000; key++) table.use(Math.imul(key, 0x9e3779b1) >>> 0, key, 0);
    expect(table.size).toBe(1_000_000);
    expect(table.bytes / table.size).toBeLessThan(49);
    const { bytes } = table;
    for (let key = 0; key < 100_000; key++) table.use(key, 0xffffffff, 0);
    expect(table.size).toBe(1_000_000);
    expect(table.bytes).toBe(bytes);
  });
});
