// Which part of a text is shown.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchWords } from '../../src/store/search-query.ts';
import { createSnippets } from '../../src/store/snippet.ts';

const fill = (count: number, word = 'filler'): string => `${word} `.repeat(count);
const snippetOf = (query: string, text: string): string => createSnippets(searchWords(query))(text);

test('shows a short text whole, on one line', () => {
  expect(snippetOf('b', 'a\n\n  b\tc ')).toBe('a b c');
  expect(snippetOf('b', '')).toBe('');
});

test('shows the part with most of the words, in any form and with any accents', () => {
  const text = `rotate ${fill(60)} the Schlüssel was rotated with the access keys ${fill(60)} keys keys keys`;
  const snippet = snippetOf('rotating SCHLUSSEL key', text);
  expect(snippet).toMatch(/^…filler .*the Schlüssel was rotated with the access keys.* filler…$/);
});

test('shows where the words meet, however often one of them is there before', () => {
  const text = `${fill(5000, 'error')} other ${fill(60)} timeout error ${fill(60)}`;
  expect(snippetOf('timeout error', text)).toContain('timeout error');
});

test('shows the beginning of a text that has the words in its title only', () => {
  expect(snippetOf('missing', `first ${fill(60)}`)).toMatch(/^first filler .*filler…$/);
  expect(snippetOf('', `first ${fill(60)}`)).toMatch(/^first filler .*filler…$/);
});

test('takes a word for no other that begins alike', () => {
  expect(snippetOf('contract', `contrast ${fill(60)} contracts ${fill(60)}`)).toContain('contracts');
});

test('cuts words and texts without blanks too', () => {
  const long = 'x'.repeat(3_000_000);
  expect(snippetOf('needle', `${long} needle ${long}`)).toContain(' needle ');
  for (const text of [long, '東京は大きい'.repeat(1000), '👩‍👩‍👧'.repeat(1000)])
    expect(snippetOf('x', text).length).toBeLessThan(210);
});

test('is short, never half a character, and shows a word wherever it is', () => {
  const part = fc.constantFrom('a', ' ', '\n', '😀', 'é', '[', ']', '…', 'word ', 'x'.repeat(99));
  const side = fc.array(part, { maxLength: 400 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(side, side, (before, after) => {
      const snippet = snippetOf('needle', `${before} needle ${after}`);
      expect(snippet).toContain('needle');
      expect(snippet.length).toBeLessThan(210);
      expect(snippet.isWellFormed()).toBe(true);
    }),
  );
});

test('looks at twenty million characters for one search, and shows the beginning of what is beyond', () => {
  const snippets = createSnippets(searchWords('needle'));
  const text = `${'x'.repeat(12_000_000)} needle ${fill(60)}`;
  expect(snippets(text)).toContain('needle');
  expect(snippets(text)).not.toContain('needle');
  expect(snippets(text.slice(0, 150))).toBe(text.slice(0, 150));
});

test('looks at two hundred thousand words that begin alike', () => {
  expect(createSnippets(searchWords('contract'))(`${fill(199_999, 'contracx')} contract`)).toContain(
    ' contract',
  );
  expect(createSnippets(searchWords('contract'))(`${fill(200_000, 'contracx')} contract`)).not.toContain(
    ' contract',
  );
});
