// The public API is a decision: this list changes on purpose only.
import { expect, test } from 'vitest';
import * as api from '../src/index.ts';

test('exports', () => {
  expect(Object.keys(api).sort()).toEqual([
    'RULES',
    'UsageError',
    'bench',
    'formatBench',
    'formatHuman',
    'validate',
  ]);
});

test('ids are unique and say their group', () => {
  const ids = api.RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^(?:connection|definitions|behaviour|http|stdio)\/[a-z-]+$/);
});
