// Ranking, completion and the rest of the store.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { documentId } from '../../src/documents/document-id.ts';
import { openDatabase } from '../../src/store/sqlite-file.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { index } from '../support/test-library.ts';

async function storeOf(files: Readonly<Record<string, string>>) {
  const store = openSqliteStore(':memory:');
  await index(temporaryFolder(files), store);
  return store;
}

const FILLER = Object.fromEntries(
  Array.from({ length: 8 }, (_, i) => [`filler${i}.md`, `# Other ${i}\nabout other things`]),
);

test('a word in a title weighs more than one in the text, and any form of it fits', async () => {
  const store = await storeOf({
    ...FILLER,
    'text.md': '# Something\ncalibrated with care every single day',
    'title.md': '# Calibrating sensors\nwith great care every single day',
  });
  const { total, hits } = await store.search(['calibration'], 10);
  expect(total).toBe(2);
  expect(hits.map(({ title }) => title)).toEqual(['Calibrating sensors', 'Something']);
  expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? Number.NaN);
  expect(hits[1]?.score).toBeGreaterThan(0);
});

test('a word given twice weighs more', async () => {
  const store = await storeOf({ ...FILLER, 'a.md': '# A\nalpha', 'b.md': '# B\nbeta' });
  const best = async (words: string[]) => (await store.search(words, 1)).hits[0]?.title;
  expect(await best(['alpha', 'alpha', 'beta'])).toBe('A');
  expect(await best(['alpha', 'beta', 'beta'])).toBe('B');
});

test('documents that fit equally well come in the order of their ids', async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.md`, '# Same\nsame text']));
  const store = await storeOf({ ...files, 'best.md': '# Same same\nsame' });
  for (const limit of [1, 2, 6, 21]) {
    const ids = (await store.search(['same'], limit)).hits.map(({ id }) => id);
    const expected = [documentId('best.md'), ...Object.keys(files).map(documentId).sort()];
    expect(ids).toEqual(expected.slice(0, limit));
  }
});

test('counts all that fit, and returns as many as were asked for', async () => {
  const store = await storeOf(FILLER);
  const { total, hits } = await store.search(['things'], 3);
  expect([total, hits.length]).toEqual([8, 3]);
  expect(await store.search([], 3)).toEqual({ total: 0, hits: [] });
});

test('a score is above zero even when every document fits', async () => {
  const store = await storeOf({ 'only.md': 'alone' });
  expect((await store.search(['alone'], 1)).hits[0]?.score).toBeGreaterThan(0);
});

test('shows the part of the text that fits, on one line', async () => {
  const store = await storeOf({
    'a.md': `${'padding '.repeat(200)}\n\nthe needle\nis here ${'more '.repeat(200)}`,
  });
  const snippet = (await store.search(['needle'], 1)).hits[0]?.snippet ?? '';
  expect(snippet).toContain('the needle is here');
  expect(snippet.split(' ').length).toBeLessThan(40);
});

test('suggests by the start of an id, by words of a title, and anything for nothing', async () => {
  const store = await storeOf({ 'a.md': '# Travel policy', 'b.md': '# Security policy 100%' });
  const [a, b] = [documentId('a.md'), documentId('b.md')];
  expect(await store.suggest(a.slice(0, 10), 5)).toEqual([a]);
  expect(await store.suggest(a, 5)).toEqual([a]);
  expect(await store.suggest('doc_', 5)).toEqual([a, b].sort());
  expect(await store.suggest('POLICY trav', 5)).toEqual([a]);
  expect(await store.suggest('100%', 5)).toEqual([b]);
  expect(await store.suggest('', 5)).toEqual([b, a]);
  expect(await store.suggest('', 1)).toEqual([b]);
  expect(await store.suggest('nothing', 5)).toEqual([]);
});

test('lists any part of the documents in the order of titles, and counts all', async () => {
  const store = await storeOf(FILLER);
  const titles = async (offset: number, limit: number) =>
    (await store.list(offset, limit)).map(({ title }) => title);
  expect(await titles(0, 3)).toEqual(['Other 0', 'Other 1', 'Other 2']);
  expect(await titles(6, 3)).toEqual(['Other 6', 'Other 7']);
  expect(await titles(8, 3)).toEqual([]);
  expect(await store.count()).toBe(8);
});

test('reads lists from an index alone, whatever there is to skip', () => {
  const database = openDatabase(':memory:');
  const plan = database
    .prepare('EXPLAIN QUERY PLAN SELECT id, title, created_at, updated_at FROM documents ORDER BY title, id')
    .all();
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SCAN documents USING COVERING INDEX documents_by_title',
  ]);
});

test('suggests what is there now, whoever has changed it', async () => {
  const path = join(temporaryFolder(), 'index.db');
  const [store, other] = [openSqliteStore(path), openSqliteStore(path)];
  onTestFinished(async () => {
    await store.close();
    await other.close();
  });
  const [a, b] = [documentId('a.md'), documentId('b.md')];
  await index(temporaryFolder({ 'a.md': '# Ärger' }), store);
  expect(await store.suggest('äRGER', 5)).toEqual([a]);
  expect(await other.suggest('ärger', 5)).toEqual([a]);
  await index(temporaryFolder({ 'a.md': '# Ärger', 'b.md': '# Ärger und mehr' }), store);
  expect(await store.suggest('ärger', 5)).toEqual([a, b]);
  expect(await other.suggest('ärger', 5)).toEqual([a, b]);
});

test('changes all or nothing', async () => {
  const store = await storeOf({ 'a.md': 'alpha' });
  const id = documentId('a.md');
  const broken = { id: 'x', title: undefined as unknown as string };
  const file = { size: 1, mtimeNs: '1', seenMs: 1, rules: '' };
  const rest = { content: '', tags: [], createdAt: '', updatedAt: '', masked: {}, file };
  const put = [
    { ...rest, id: 'y', title: 'Y' },
    { ...rest, ...broken },
  ];
  await expect(store.apply({ put, remove: [id] })).rejects.toThrow();
  expect((await store.list(0, 1000)).map((document) => document.id)).toEqual([id]);
});

test('says so when it cannot answer any more', async () => {
  const store = await storeOf({});
  await store.check();
  await store.close();
  await store.close();
  await expect(store.check()).rejects.toThrow();
});

test('takes no longer for a text that has the words a hundred thousand times', async () => {
  const store = await storeOf({ 'a.md': `# Log\n${'error failed '.repeat(70_000)}`, ...FILLER });
  const { hits } = await store.search(['error', 'failed'], 1);
  expect(hits[0]?.snippet).toMatch(/^…?# Log error failed/);
});
