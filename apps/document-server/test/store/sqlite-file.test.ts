// Which files are opened as databases.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/sqlite-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function fresh(): string {
  const path = join(temporaryFolder(), 'index.db');
  openDatabase(path).close();
  return path;
}

test('makes a new file for its owner only, in WAL mode, and opens it again', () => {
  const path = fresh();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const database = openDatabase(path);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  database.close();
});

test('gives a file that was made without the index of titles that index', () => {
  const path = fresh();
  const before = new DatabaseSync(path);
  before.exec('DROP INDEX documents_by_title');
  before.close();
  const database = openDatabase(path);
  const found = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'documents_by_title'").get();
  expect(found).toBeDefined();
  database.close();
});

test('takes the digests of files out of one of the first version, and keeps its documents', () => {
  const path = fresh();
  const digests = Array.from({ length: 200 }, (_, at) => createHash('sha256').update(`${at}`).digest('hex'));
  const before = new DatabaseSync(path);
  before.exec("ALTER TABLE documents ADD COLUMN sha256 TEXT NOT NULL DEFAULT ''; PRAGMA user_version = 1;");
  const put = before.prepare(
    "INSERT INTO documents VALUES (NULL, ?, 'Title', 'text', '', '', '', '{}', 1, '1', 1, 'r1', ?)",
  );
  for (const digest of digests) put.run(`id of ${digest.slice(0, 9)}`, digest);
  before.close();
  expect(readFileSync(path, 'latin1')).toContain(digests[7]);
  const database = openDatabase(path);
  expect(database.prepare('SELECT count(*) AS total FROM documents').get()).toEqual({ total: 200 });
  database.close();
  const bytes = readFileSync(path, 'latin1');
  expect(digests.filter((digest) => bytes.includes(digest.slice(10)))).toEqual([]);
});

test('takes an empty file, and one that a killed start left behind', () => {
  const folder = temporaryFolder({ 'empty.db': '' });
  openDatabase(join(folder, 'empty.db')).close();
  const path = join(folder, 'early.db');
  const early = new DatabaseSync(path);
  early.exec('PRAGMA journal_mode = WAL');
  early.close();
  expect(statSync(path).size).toBeGreaterThan(0);
  openDatabase(path).close();
});

test.each([
  ['a text', 'bad_database', (path: string) => writeFileSync(path, 'Dear diary, '.repeat(1000))],
  [
    'the database of another program',
    'foreign_database',
    (path: string) => {
      const other = new DatabaseSync(path);
      other.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1);');
      other.close();
    },
  ],
  [
    'one of a later version',
    'newer_database',
    (path: string) => {
      copyFileSync(fresh(), path);
      const later = new DatabaseSync(path);
      later.exec('PRAGMA user_version = 3');
      later.close();
    },
  ],
  [
    'one that was cut off',
    'bad_database',
    (path: string) => {
      copyFileSync(fresh(), path);
      truncateSync(path, 8192);
    },
  ],
])('refuses %s and leaves it as it is', (_name, code, make) => {
  const path = join(temporaryFolder(), 'x.db');
  make(path);
  const before = readFileSync(path);
  expect(() => openDatabase(path)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining('--database') }),
  );
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('says so when there can be no such file', () => {
  expect(() => openDatabase('/nonexistent/folder/x.db')).toThrow(/Cannot make the database .* \(ENOENT\)/);
  expect(() => openDatabase(temporaryFolder())).toThrow(/Cannot use the database/);
});
