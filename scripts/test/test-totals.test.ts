import { expect, it } from 'vitest';
import { failuresOf, sumTestTotals } from '../lib/test-totals.ts';

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

it('finds what failed among the lines of other packages', () => {
  const mixed = `
a:test:  ✓ test/fine.test.ts (1 test) 2ms
a:test: \u001b[41m FAIL \u001b[49m test/x.test.ts > adds
b:test:  ✓ test/y.test.ts (1 test) 2ms
a:test: AssertionError: expected 1 to be 2
a:test: ⎯⎯⎯⎯⎯⎯⎯⎯[1/2]⎯
b:test:  FAIL  test/z.test.ts > breaks > here
a:test:  FAIL  test/x.test.ts > subtracts
a:test: Error: no
b:test: Error: broken
b:test: ⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯
a:test: ⎯⎯⎯⎯⎯⎯⎯⎯[2/2]⎯
a:test:  Test Files  1 failed (2)
`;
  expect(failuresOf(mixed)).toEqual([
    'a:test:  FAIL  test/x.test.ts > adds\na:test: AssertionError: expected 1 to be 2',
    'b:test:  FAIL  test/z.test.ts > breaks > here\nb:test: Error: broken',
    'a:test:  FAIL  test/x.test.ts > subtracts\na:test: Error: no',
  ]);
  expect(failuresOf(mixed, 1)[0]).toBe('a:test:  FAIL  test/x.test.ts > adds');
});
