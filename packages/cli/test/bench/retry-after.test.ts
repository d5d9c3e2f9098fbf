import { expect, test } from 'vitest';
import { retryAfterOf } from '../../src/bench/retry-after.ts';

const NOW = Date.parse('2026-10-21T07:28:00Z');

test.each([
  ['0', 0],
  ['120', 120_000],
  ['999999999', 999_999_999_000],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
  ['Wed, 21 Oct 2026 07:27:30 GMT', 0],
  ['', undefined],
  ['soon', undefined],
  ['-1s', undefined],
  ['1'.repeat(1_000_000), undefined],
])('%s', (value, ms) => {
  expect(retryAfterOf(value, NOW)).toBe(ms);
});
