// Stems and folded letters: the same that the index has, or a snippet would miss the word that was found.
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/sqlite-file.ts';
import { stemWord } from '../../src/store/stem-word.ts';

/** What the index of this program makes of each word. */
function stemsOf(words: readonly string[]): string[] {
  const { sql = '' } = openDatabase(':memory:')
    .prepare("SELECT sql FROM sqlite_schema WHERE name = 'document_words'")
    .get() as { sql?: string };
  const tokenizer = /tokenize='[^']+'/.exec(sql)?.[0];
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE VIRTUAL TABLE t USING fts5(word, ${tokenizer});
    CREATE VIRTUAL TABLE stems USING fts5vocab(t, instance);`);
  const insert = database.prepare('INSERT INTO t VALUES (?)');
  for (const word of words) insert.run(word);
  return database
    .prepare('SELECT term FROM stems ORDER BY doc')
    .all()
    .map(({ term }) => String(term));
}

test('are those of the index, for words made of every ending', () => {
  const parts = [
    'b',
    'tr',
    'y',
    'ee',
    'a',
    'l',
    'ss',
    'iz',
    'at',
    'bl',
    'ion',
    's',
    't',
    'w',
    'x',
    'e',
    'o',
    'i',
  ];
  const endings =
    'ational tional enci anci izer logi bli alli entli eli ousli ization ation ator alism iveness fulness ousness ' +
    'aliti iviti biliti icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ou ' +
    'ism ate iti ous ive ize ed ing eed ies sses es s ll y e';
  const word = fc
    .tuple(
      fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }),
      fc.array(fc.constantFrom(...endings.split(' ')), { maxLength: 2 }),
    )
    .map(([start, end]) => [...start, ...end].join(''));
  fc.assert(
    fc.property(fc.array(word, { minLength: 200, maxLength: 300 }), (words) => {
      expect(words.map(stemWord)).toEqual(stemsOf(words));
    }),
  );
});

test('fold letters as the index does', () => {
  const words = [
    'Ångström',
    'naïve',
    'CAFÉS',
    'Việt',
    'Grüße',
    'Łódź',
    'ŠKODA',
    'Øre',
    'Ελλάδα',
    'Москва',
    '東京',
  ];
  expect(words.map(stemWord)).toEqual(stemsOf(words));
});
