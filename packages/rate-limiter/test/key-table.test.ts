import { describe, expect, it } from 'vitest';
import { KeyTable } from '../src/key-table.ts';

describe('the table of keys', () => {
  it('never holds more than maxKeys', () => {
    const table = new KeyTable(10, 1000, () => ({}));
    for (let i = 0; i < 1000; i += 1) {
      table.use(`k${i}`, 0);
      expect(table.size).toBeLessThanOrEqual(10);
    }
    expect(table.size).toBe(10);
  });

  it('drops two expired keys for each new one', () => {
    const table = new KeyTable(1000, 10, () => ({}));
    for (let i = 0; i < 100; i += 1) table.use(`old${i}`, 0);
    table.use('a', 9);
    expect(table.size).toBe(101);
    table.use('b', 10);
    expect(table.size).toBe(100);
    for (let i = 0; i < 200; i += 1) table.use(`new${i % 50}`, 10);
    expect(table.size).toBe(52);
  });

  it('keeps the state of a key that is used', () => {
    const table = new KeyTable(2, 10, () => ({}));
    const state = table.use('a', 0);
    table.use('b', 0);
    expect(table.use('a', 0)).toBe(state);
    table.use('c', 0);
    expect(table.use('a', 0)).toBe(state);
  });
});
