import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from '../../src/bench/histogram.ts';

const LONGEST_MS = 2 ** 31 - 1;
const latency = fc.oneof(
  fc.double({ min: 0, max: LONGEST_MS, noNaN: true }),
  fc.double({ min: 0, max: 10, noNaN: true }),
  // Where one step ends and the next begins.
  fc
    .integer({ min: 0, max: 40 })
    .chain((power) => fc.integer({ min: -2, max: 2 }).map((off) => Math.max(0, 2 ** power + off) / 1_000)),
);
const toMicros = (ms: number) => Math.round(ms * 1_000);

test('a quantile is the exact one or up to 1 % or a microsecond above it', () => {
  fc.assert(
    fc.property(
      fc.array(latency, { minLength: 1, maxLength: 200 }),
      fc.oneof(fc.constantFrom(0.5, 0.9, 0.99, 0.999, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      (latencies, q) => {
        const histogram = new Histogram();
        for (const ms of latencies) histogram.record(ms);
        const sorted = latencies.map(toMicros).sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1]!;
        const told = toMicros(histogram.quantileMs(q));
        expect(told).toBeGreaterThanOrEqual(exact);
        expect(told).toBeLessThanOrEqual(Math.max(exact + 1, exact * 1.01));
        expect(toMicros(histogram.minMs)).toBe(sorted[0]);
        expect(toMicros(histogram.maxMs)).toBe(sorted.at(-1));
        expect(histogram.count).toBe(latencies.length);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('what is out of range is kept at its edge', () => {
  const histogram = new Histogram();
  for (const ms of [-1, 1e300, Number.POSITIVE_INFINITY]) histogram.record(ms);
  expect(histogram.count).toBe(3);
  expect(histogram.minMs).toBe(0);
  expect(histogram.quantileMs(1)).toBe((2 ** 41 - 1) / 1_000);
});

test('without a latency there is no quantile', () => {
  expect(new Histogram().quantileMs(0.5)).toBeNaN();
});
