import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinSpans } from '../../src/values/join-spans.ts';

const span = fc
  .tuple(fc.nat(50), fc.integer({ min: 1, max: 10 }))
  .map(([start, size]) => ({ start, end: start + size }));

it('gives sorted, disjoint stretches that cover what was covered', () => {
  fc.assert(
    fc.property(fc.array(span), (spans) => {
      const joined = joinSpans(spans, (last, { end }) => ({
        start: last.start,
        end: Math.max(last.end, end),
      }));
      for (const [index, { start }] of joined.entries())
        expect(start).toBeGreaterThanOrEqual(joined[index - 1]?.end ?? 0);
      for (let at = 0; at < 61; at += 1) {
        const covers = ({ start, end }: { start: number; end: number }) => start <= at && at < end;
        expect(joined.some(covers)).toBe(spans.some(covers));
      }
    }),
  );
});

it('keeps the longer of two that begin together, and does not change what it was given', () => {
  const spans = [
    { start: 2, end: 4 },
    { start: 2, end: 9 },
  ];
  expect(joinSpans(spans, (last) => last)).toEqual([{ start: 2, end: 9 }]);
  expect(spans[0]).toEqual({ start: 2, end: 4 });
});
