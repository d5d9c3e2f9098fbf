// Bringing the store up to date: nothing read twice, nothing kept too long, nothing stored in the clear.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { documentId } from '../../src/documents/document-id.ts';
import { searchWords } from '../../src/store/search-query.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { index, LIMITS, sanitizer } from '../support/test-library.ts';

const NOTHING = { added: 0, updated: 0, unchanged: 0, removed: 0, skipped: {} };

test('adds, keeps, updates and removes', async () => {
  const folder = temporaryFolder({ 'a.md': '# A\nalpha', 'b.md': '# B\nbeta', 'c.md': '# C\ngamma' });
  const store = openSqliteStore(':memory:');
  expect(await index(folder, store)).toEqual({ ...NOTHING, added: 3 });
  expect(await index(folder, store)).toEqual({ ...NOTHING, unchanged: 3 });
  writeFileSync(join(folder, 'a.md'), '# A\nanother');
  rmSync(join(folder, 'b.md'));
  expect(await index(folder, store)).toEqual({ ...NOTHING, updated: 1, unchanged: 1, removed: 1 });
  expect((await store.search(['alpha'], 5)).total).toBe(0);
  expect((await store.search(['beta'], 5)).total).toBe(0);
  expect((await store.search(['another'], 5)).hits[0]?.title).toBe('A');
});

test('reads no file again whose size and time are the same', async () => {
  const folder = temporaryFolder({ 'a.md': 'alpha', 'b.md': 'beta' });
  const store = openSqliteStore(':memory:');
  await index(folder, store);
  const detect = vi.fn(sanitizer.detect);
  const redact = vi.fn(sanitizer.redact);
  utimesSync(join(folder, 'a.md'), 1_700_000_000, 1_700_000_000);
  const report = await index(folder, store, { sanitizer: { detect, redact } });
  expect(report).toEqual({ ...NOTHING, updated: 1, unchanged: 1 });
  const texts = redact.mock.calls.map(([text]) => text);
  expect(texts).toContain('alpha');
  expect(texts).not.toContain('beta');
  expect((await store.knownFiles()).get(documentId('a.md'))?.mtimeNs).toBe('1700000000000000000');
});

test('reads a file again that was changed a moment before it was indexed', async () => {
  const folder = temporaryFolder({ 'a.md': 'alpha' });
  const store = openSqliteStore(':memory:');
  utimesSync(join(folder, 'a.md'), 1_700_000_000, 1_700_000_000);
  await index(folder, store, { now: () => 1_700_000_001_999 });
  writeFileSync(join(folder, 'a.md'), 'omega');
  utimesSync(join(folder, 'a.md'), 1_700_000_000, 1_700_000_000);
  expect(await index(folder, store, { now: () => 1_700_000_002_000 })).toEqual({ ...NOTHING, updated: 1 });
  expect((await store.search(['omega'], 5)).total).toBe(1);
  writeFileSync(join(folder, 'a.md'), 'gamma');
  utimesSync(join(folder, 'a.md'), 1_700_000_000, 1_700_000_000);
  expect(await index(folder, store)).toEqual({ ...NOTHING, unchanged: 1 });
});

test('reads everything again under other rules', async () => {
  const folder = temporaryFolder({ 'a.md': 'alpha' });
  const store = openSqliteStore(':memory:');
  await index(folder, store);
  expect(await index(folder, store, { rules: 'r2' })).toEqual({ ...NOTHING, updated: 1 });
  expect(await index(folder, store, { rules: 'r2' })).toEqual({ ...NOTHING, unchanged: 1 });
});

test('keeps the time of creation when a file changes', async () => {
  const folder = temporaryFolder({ 'a.md': 'alpha' });
  const store = openSqliteStore(':memory:');
  await index(folder, store);
  const before = await store.get(documentId('a.md'));
  // As editors save: a new file takes the place of the old one.
  writeFileSync(join(folder, 'new'), 'a longer text');
  utimesSync(join(folder, 'new'), 4_000_000_000, 4_000_000_000);
  renameSync(join(folder, 'new'), join(folder, 'a.md'));
  await index(folder, store);
  const after = await store.get(documentId('a.md'));
  expect(after?.createdAt).toBe(before?.createdAt);
  expect(after?.updatedAt).toBe('2096-10-02T07:06:40.000Z');
});

test('stores nothing that is personal: not in titles, tags, pages nor the file of the database', async () => {
  const folder = temporaryFolder({
    'a.md':
      '---\ntitle: Call 218-555-0172\ntags: ["jane@example.com"]\n---\nCard 4111 1111 1111 1111, password=Harbour-77',
    'b.html': '<title>Mail jane&#64;example.com</title><p>SSN <b>123</b>-45-6789</p>',
    'c.md': `# Title ${'x'.repeat(180)} 4111 1111 1111 1111`,
    'jane@example.com.md': 'no title',
  });
  const path = join(temporaryFolder(), 'index.db');
  const store = openSqliteStore(path);
  await index(folder, store);
  const titles = (await store.list(0, 1000)).map(({ title }) => title);
  expect(titles).toContain('Call [PHONE]');
  expect(titles).toContain('Mail [EMAIL]');
  expect(titles).toContain('[EMAIL]');
  expect((await store.get(documentId('a.md')))?.tags).toEqual(['[EMAIL]']);
  expect((await store.totals()).masked).toEqual({ CREDIT_CARD: 3, EMAIL: 3, PHONE: 1, SECRET: 1, US_SSN: 1 });
  await store.close();
  const bytes = readFileSync(path, 'latin1');
  expect(bytes).toContain('[CREDIT_CARD]');
  // With their marks, for the file also holds times and hashes, in which any four digits may stand.
  for (const secret of ['4111 1111', 'Harbour-77', 'jane', '-6789', '-0172'])
    expect(bytes).not.toContain(secret);
  // All of it but the password is known to who has the file: a digest would tell which password is right.
  expect(bytes).not.toContain(
    createHash('sha256')
      .update(readFileSync(join(folder, 'a.md')))
      .digest('hex'),
  );
});

// With these lengths SQLite moves rows between pages and leaves pieces of them behind.
test.each([4, 5])(
  'leaves nothing in the database file of what it masked or removed since: %d',
  async (seed) => {
    let state = seed;
    const random = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const names = Array.from({ length: 150 }, (_, at) => `harbour${at}x`);
    const textOf = (name: string) =>
      `# T ${name}\n${'filler '.repeat(random(100))}${name} ${'more '.repeat(random(100))}`;
    const folder = temporaryFolder(Object.fromEntries(names.map((name, at) => [`${at}.md`, textOf(name)])));
    const path = join(temporaryFolder(), 'index.db');
    const store = openSqliteStore(path);
    await index(folder, store);
    for (const [at, name] of names.entries()) {
      const fate = random(5);
      if (fate === 0) rmSync(join(folder, `${at}.md`));
      if (fate === 1)
        writeFileSync(join(folder, `${at}.md`), `# T\n ${name} ${'other '.repeat(random(200))}`);
    }
    const mask = (text: string) => text.replace(/harbour\d+x/g, '[SECRET]');
    await index(folder, store, { rules: 'r2', sanitizer: { redact: mask, detect: () => [] } });
    // A server that goes on has written all of it to the file, too.
    expect(readFileSync(`${path}-wal`)).toHaveLength(0);
    const bytes = readFileSync(path, 'latin1');
    expect(bytes).toContain('[SECRET]');
    expect(bytes.match(/harbour\d*/)?.[0]).toBeUndefined();
    await store.close();
  },
);

test('an id tells nothing of what is masked in a name, is the same everywhere, and lasts while the text does', async () => {
  const names = [
    'hr/078-05-1120.txt',
    'hr/jane.doe@example.com.md',
    'calls/+1 218-555-0172/4111111111111111.md',
  ];
  const others = ['hr/219-09-9999.txt', 'hr/joe@example.org.md', 'calls/+1 218-555-0173/5555555555554444.md'];
  const folderOf = (paths: string[], more: Record<string, string> = {}) =>
    temporaryFolder({
      ...Object.fromEntries(paths.map((path) => [path, `About ${paths.indexOf(path)}`])),
      ...more,
    });
  const idsOf = async (folder: string, store = openSqliteStore(':memory:')) => {
    const report = await index(folder, store);
    return { report, ids: (await store.list(0, 9)).map(({ id }) => id) };
  };
  const folder = folderOf(names);
  const store = openSqliteStore(':memory:');
  const { ids } = await idsOf(folder, store);
  expect(ids).toHaveLength(3);
  for (const name of names) expect(ids).not.toContain(documentId(name));
  expect((await idsOf(folderOf(others))).ids).toEqual(ids);
  expect(await idsOf(folder, store)).toEqual({ report: { ...NOTHING, unchanged: 3 }, ids });
  utimesSync(join(folder, names[0] ?? ''), 1_700_000_000, 1_700_000_000);
  expect(await idsOf(folder, store)).toEqual({ report: { ...NOTHING, updated: 1, unchanged: 2 }, ids });
  writeFileSync(join(folder, names[0] ?? ''), 'About 0, in other words');
  const changed = await idsOf(folder, store);
  expect(changed.report).toEqual({ ...NOTHING, added: 1, removed: 1, unchanged: 2 });
  expect(ids.filter((id) => changed.ids.includes(id))).toHaveLength(2);
  // What only a name that is masked tells apart is there as often as in the folder.
  const twins = Object.fromEntries(['a', 'b', 'c'].map((name) => [`hr/${name}@example.com.md`, 'About 1']));
  const first = await idsOf(folderOf(names, twins));
  expect(new Set(first.ids).size).toBe(6);
  expect((await idsOf(folderOf(others, twins))).ids).toEqual(first.ids);
});

test('a document whose id once told its name gets another, and nothing of the old one stays', async () => {
  const folder = temporaryFolder({ '078-05-1120.txt': 'alpha', 'open.txt': 'beta' });
  const store = openSqliteStore(':memory:');
  await index(folder, store, { sanitizer: { detect: () => [], redact: (text) => text } });
  expect(await index(folder, store)).toEqual({ ...NOTHING, added: 1, removed: 1, unchanged: 1 });
  expect(await store.get(documentId('078-05-1120.txt'))).toBeUndefined();
  expect((await store.search(['alpha'], 5)).total).toBe(1);
});

test('counts what it cannot read, and goes on', async () => {
  const folder = temporaryFolder({
    'binary.md': Buffer.from([1, 0, 2]),
    'latin.txt': Buffer.from([0xfc]),
    'deep.html': '<div>'.repeat(300),
    'matter.md': '---\na: *b\n---\nkept',
    'good.md': 'good',
  });
  const store = openSqliteStore(':memory:');
  const told: string[] = [];
  const onSkip = (path: string, reason: string) => void told.push(`${path}: ${reason}`);
  expect(await index(folder, store, { onSkip })).toEqual({
    ...NOTHING,
    added: 2,
    skipped: { binary: 1, not_utf8: 1, too_complex: 1 },
  });
  expect(told).toContain('matter.md: front matter not valid YAML');
  expect((await store.search(['kept'], 5)).total).toBe(1);
});

test('takes what looks the same for the same, however its accents and hyphens are stored', async () => {
  const forms = ['Tiếng Việt', '한국어', 'プロジェクト'];
  const files = forms.flatMap((text, at) => [
    [`${at}-c.md`, `# C\n${text.normalize('NFC')}`],
    [`${at}-d.md`, `# D\n${text.normalize('NFD')}`],
  ]);
  const folder = temporaryFolder({
    ...Object.fromEntries(files),
    [`${'Ä'.normalize('NFD')}.md`]: 'its name is its title',
    'soft.html': '<p>Donau&shy;dampf\u00adschiff',
  });
  const store = openSqliteStore(':memory:');
  await index(folder, store);
  for (const form of ['NFC', 'NFD']) {
    for (const text of forms)
      expect((await store.search(searchWords(text.normalize(form)), 9)).total, text).toBe(2);
    expect(await store.suggest('ä'.normalize(form), 9)).toEqual([documentId('Ä.md')]);
  }
  expect((await store.search(searchWords('Donaudampfschiff'), 9)).total).toBe(1);
  expect((await store.search(searchWords('Donau\u00addampfschiff'), 9)).total).toBe(1);
});

test('keeps the first of two files whose names look the same, and says so', async () => {
  const folder = temporaryFolder({ 'cafe\u0301.md': 'first', 'caf\u00e9.md': 'second' });
  // A file system may know them for one name.
  const count = readdirSync(folder).length;
  const store = openSqliteStore(':memory:');
  const report = await index(folder, store);
  expect(report).toEqual({ ...NOTHING, added: 1, skipped: count === 2 ? { same_name: 1 } : {} });
  expect(await index(folder, store)).toMatchObject({ unchanged: 1, updated: 0 });
});

test('takes a file from a time that no date can hold', async () => {
  // A file system in memory keeps it, others may not.
  const shared = '/dev/shm';
  const folder = mkdtempSync(join(existsSync(shared) ? shared : tmpdir(), 'document-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'a.md'), 'alpha');
  utimesSync(join(folder, 'a.md'), 9_999_999_999_999, 9_999_999_999_999);
  const store = openSqliteStore(':memory:');
  expect(await index(folder, store)).toEqual({ ...NOTHING, added: 1 });
  expect((await store.get(documentId('a.md')))?.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test('reads nothing outside, even if a folder becomes a link between a look at it and the reading', async () => {
  const folder = temporaryFolder({ 'sub/a.md': 'inside' });
  const outside = temporaryFolder({ 'a.md': 'outside' });
  const store = openSqliteStore(':memory:');
  const swap = (text: string): string => {
    if (existsSync(join(folder, '.sub'))) return text;
    renameSync(join(folder, 'sub'), join(folder, '.sub'));
    symlinkSync(outside, join(folder, 'sub'));
    return text;
  };
  const report = await index(folder, store, { sanitizer: { detect: () => [], redact: swap } });
  expect(report).toEqual({ ...NOTHING, skipped: { outside_folder: 1 } });
  expect(await store.count()).toBe(0);
});

test('forgets a document that has grown over the limit', async () => {
  const folder = temporaryFolder({ 'a.md': '1234' });
  const store = openSqliteStore(':memory:');
  const limits = { ...LIMITS, maxDocumentBytes: 4 };
  await index(folder, store, { limits });
  writeFileSync(join(folder, 'a.md'), '12345');
  expect(await index(folder, store, { limits })).toEqual({
    ...NOTHING,
    removed: 1,
    skipped: { too_large: 1 },
  });
});

test('ends between two files when it is told to', async () => {
  const store = openSqliteStore(':memory:');
  const folder = temporaryFolder({ 'a.md': 'a' });
  await expect(index(folder, store, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow(
    'stop',
  );
});
