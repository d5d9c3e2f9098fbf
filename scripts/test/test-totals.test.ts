import { expect, it } from 'vitest';
import { sumTestTotals } from '../lib/test-totals.ts';

const log = `
@portcullis/health:test:  Test Files  3 passed (3)
@portcullis/health:test:       Tests  12 passed (12)
@portcullis/health:test:    Start at  00:10:02
@portcullis/tracing:test: \u001b[2m Test Files \u001b[22m \u001b[31m1 failed\u001b[39m | 2 passed (3)
@portcullis/tracing:test: \u001b[2m      Tests \u001b[22m \u001b[31m2 failed\u001b[39m | 30 passed | 1 skipped | 1 todo (34)
`;

it('sums the packages, colours or not', () => {
  expect(sumTestTotals(log)).toEqual({ runs: 2, passed: 42, failed: 2, skipped: 2 });
});

it('counts a file that could not be loaded', () => {
  const broken = ' Test Files  2 failed (2)\n      Tests  no tests\n';
  expect(sumTestTotals(broken)).toEqual({ runs: 1, passed: 0, failed: 2, skipped: 0 });
});

it('is not fooled by words in other output', () => {
  expect(
    sumTestTotals('x:test: Tests say 5 passed\n# Tests  are described in 3 passed pages? no: prefix\n')
      .passed,
  ).toBe(0);
});
