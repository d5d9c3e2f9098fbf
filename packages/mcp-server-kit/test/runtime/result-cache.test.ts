// Whatever is asked in whatever order, the cache holds what a list that is searched from end to end would hold.
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { keepJson } from '../../src/runtime/kept-json.ts';
import type { Operation } from '../../src/runtime/operation.ts';
import { ResultCache } from '../../src/runtime/result-cache.ts';

afterEach(() => void vi.useRealTimers());

const operations = ['x', 'y'].map((target) => ({ target }) as Operation);
const key = fc.record({ operation: fc.nat(1), id: fc.nat(2), client: fc.nat(1) });
const step = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    key,
    size: fc.nat(40),
    ttlMs: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(10) }),
  fc.record({ kind: fc.constant('dropSubject' as const), key }),
  fc.record({ kind: fc.constant('dropOperation' as const), key }),
);

interface Row {
  readonly name: string;
  readonly subject: string;
  readonly operation: number;
  readonly chars: number;
  readonly until: number;
  readonly text: string;
}

test('it holds what a plain list would hold', () => {
  const limits = fc.record({
    maxEntries: fc.integer({ min: 1, max: 5 }),
    maxChars: fc.integer({ min: 1, max: 300 }),
  });
  fc.assert(
    fc.property(limits, fc.array(step, { maxLength: 60 }), ({ maxEntries, maxChars }, steps) => {
      vi.useFakeTimers({ toFake: ['performance'] });
      const cache = new ResultCache({ maxEntries, maxChars });
      // The one that was asked for last is at the end.
      let rows: Row[] = [];
      let now = 0;
      let made = 0;
      const sum = () => rows.reduce((total, { chars }) => total + chars, 0);
      for (const next of steps) {
        if (next.kind === 'pass') {
          vi.advanceTimersByTime(next.ms);
          now += next.ms;
          continue;
        }
        const { operation, id, client } = next.key;
        const subject = `${operation} ${id}`;
        const name = `${subject} ${client}`;
        if (next.kind === 'set') {
          const text = `${made++}${'x'.repeat(next.size)}`;
          const kept = keepJson({ text });
          cache.set(name, { operation: operations[operation] as Operation, id: subject }, kept, next.ttlMs);
          rows = rows.filter((row) => row.name !== name);
          const { chars } = kept;
          if (chars <= maxChars / 4)
            rows.push({ name, subject, operation, chars, until: now + next.ttlMs, text });
          while (rows.length > maxEntries || sum() > maxChars) rows.shift();
        } else if (next.kind === 'get') {
          const row = rows.find((each) => each.name === name);
          rows = rows.filter((each) => each !== row);
          const isGood = row !== undefined && now < row.until;
          if (isGood) rows.push(row);
          const found = cache.get(name);
          expect(found?.result.result.text).toBe(isGood ? row.text : undefined);
          expect(found?.leftMs).toBe(isGood ? row.until - now : undefined);
        } else if (next.kind === 'dropSubject') {
          cache.dropSubject(subject);
          rows = rows.filter((row) => row.subject !== subject);
        } else {
          cache.dropOperation(operations[operation] as Operation);
          rows = rows.filter((row) => row.operation !== operation);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('what was dropped leaves room for as much', () => {
  const cache = new ResultCache({ maxEntries: 10, maxChars: 100 });
  const [operation] = operations as [Operation];
  const kept = keepJson({ a: 'x'.repeat(15) });
  for (let round = 0; round < 100; round++) {
    for (const id of ['a', 'b', 'c', 'd']) cache.set(id, { operation, id }, kept, 1000);
    expect(['a', 'b', 'c', 'd'].filter((id) => cache.get(id))).toHaveLength(4);
    if (round % 2 === 0) cache.dropOperation(operation);
    else for (const id of ['a', 'b', 'c', 'd']) cache.dropSubject(id);
    expect(['a', 'b', 'c', 'd'].filter((id) => cache.get(id))).toHaveLength(0);
  }
});
