import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCertainlyClean } from '../src/clean-json.ts';
import { rewriteJson } from '../src/json-text.ts';
import { resolveLimits } from '../src/limits.ts';
import { redact } from '../src/redact.ts';
import { createWordMatcher } from '../src/sensitive-keys.ts';

const rules = { isSensitive: createWordMatcher([]), limits: resolveLimits(undefined) };

// Keys and strings out of what the scanners care about, so that clean and unclean texts both come up often.
const piece = fc.constantFrom(
  ...[
    'a',
    'title',
    'password',
    'api',
    'key',
    'token',
    'note',
    ' ',
    ':',
    '://',
    '=',
    '@',
    'x.com',
    '555',
    '-',
    '1234',
  ],
  ...['Bearer ', 'abc123', '"', '\\', '{', '[', '4111111111111111', 'é', '\n', 'pin', 'secret'],
);
const word = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const leaf = fc.oneof(word, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 4 }),
  ),
}));

describe('isCertainlyClean', () => {
  test('never passes JSON that the rewriter would change', () => {
    fc.assert(
      fc.property(tree, fc.boolean(), (value, spaced) => {
        const text = JSON.stringify({ value }, null, spaced ? 2 : undefined);
        if (isCertainlyClean(text, rules)) expect(rewriteJson(text, rules, { nodes: 0 }, 0)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  test('never passes other text that redact would change', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `{${pieces.join('')}}`;
        if (isCertainlyClean(text, rules)) expect(redact(text)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  test('passes plain results, compact or not, with URLs', () => {
    const value = {
      query: 'report at 10:45',
      at: '2026-11-23T23:32:00.000Z',
      total: 2,
      results: [{ title: 'A', uri: 'resource://documents/a', score: 12.5 }],
    };
    expect(isCertainlyClean(JSON.stringify(value), rules)).toBe(true);
    expect(isCertainlyClean(JSON.stringify(value, null, 2), rules)).toBe(true);
  });

  test('leaves nesting up to the depth limit to the walk', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(isCertainlyClean(nested(rules.limits.maxDepth - 1), rules)).toBe(true);
    expect(isCertainlyClean(nested(rules.limits.maxDepth), rules)).toBe(false);
  });
});
