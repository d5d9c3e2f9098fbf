// Queries: words are searched for, and no character of the user's is syntax.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_QUERY_WORDS, matchExpression, searchWords } from '../../src/store/search-query.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { index } from '../support/test-library.ts';

test.each([
  ['rotate an access key', ['rotate', 'access', 'key']],
  ['The THE the', []],
  ['water water', ['water', 'water']],
  ['title:secret* NEAR(a b) "x"', ['title', 'secret', 'NEAR', 'b', 'x']],
  ['wi-fi naïve Ångström 東京', ['wi', 'fi', 'naïve', 'Ångström', '東京']],
  ['?!*"\'()-^', []],
])('%j has the words %j', (query, words) => expect(searchWords(query)).toEqual(words));

test('quotes every word', () => {
  expect(matchExpression(['AND', 'a"b', 'x'])).toBe('"AND" OR "a""b" OR "x"');
});

test('searches for a bounded number of words', () => {
  expect(searchWords('word '.repeat(MAX_QUERY_WORDS + 1))).toHaveLength(MAX_QUERY_WORDS);
});

test('any query gives an answer, never an error of syntax', async () => {
  const store = openSqliteStore(':memory:');
  await index(temporaryFolder({ 'a.md': '# Title\nor not near and' }), store);
  const syntax = fc.constantFrom(
    '"',
    '*',
    '^',
    ':',
    '(',
    ')',
    '{',
    '}',
    '-',
    '+',
    'NEAR',
    'AND',
    'title',
    '\0',
    '\\',
    "'",
  );
  const query = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.array(syntax).map((parts) => parts.join(' ')),
    fc.array(syntax).map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      expect((await store.search(searchWords(text), 5)).total).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
  // The expression holds for any word at all, not only for those that the query is cut into.
  await fc.assert(
    fc.asyncProperty(fc.array(query, { minLength: 1 }), async (words) => {
      expect((await store.search(words, 5)).total).toBeGreaterThanOrEqual(0);
    }),
  );
}, 30_000);

test('what is searched for is found: any word of a text', async () => {
  const text = 'Calibration of ångström-scale sensors costs 214,600 dollars';
  const store = openSqliteStore(':memory:');
  await index(temporaryFolder({ 'a.md': text }), store);
  for (const word of searchWords(text)) expect((await store.search([word], 1)).total, word).toBe(1);
});
