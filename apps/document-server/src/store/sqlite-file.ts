// Opens the SQLite file of the store: makes a new one, accepts its own, and touches no other.
import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { codeOf, StartError } from '../errors.ts';

/** Marks a file as this program's ("PDoc"), in SQLite's `application_id`. */
const APPLICATION_ID = 0x50446f63;
const SCHEMA_VERSION = 2;

const SCHEMA = `
  CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    tags TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    masked TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns TEXT NOT NULL,
    seen_ms INTEGER NOT NULL,
    rules TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE document_words USING fts5(
    title, content, tags, content='documents', content_rowid='row', tokenize='porter unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER words_in AFTER INSERT ON documents BEGIN
    INSERT INTO document_words(rowid, title, content, tags) VALUES (new.row, new.title, new.content, new.tags);
  END;
  CREATE TRIGGER words_out AFTER DELETE ON documents BEGIN
    INSERT INTO document_words(document_words, rowid, title, content, tags)
      VALUES ('delete', old.row, old.title, old.content, old.tags);
  END;
  CREATE TRIGGER words_change AFTER UPDATE OF title, content, tags ON documents BEGIN
    INSERT INTO document_words(document_words, rowid, title, content, tags)
      VALUES ('delete', old.row, old.title, old.content, old.tags);
    INSERT INTO document_words(rowid, title, content, tags) VALUES (new.row, new.title, new.content, new.tags);
  END;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Version 1 kept digests of the files, by which what is masked could be found by trying. */
const FROM_VERSION_1 = `
  ALTER TABLE documents DROP COLUMN sha256;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** `secure_delete` leaves pieces of deleted rows in the gaps of pages that were filled anew; this leaves none. */
export const REWRITE_FILE = 'VACUUM; PRAGMA wal_checkpoint(TRUNCATE);';

/** What lists of documents are read from. Files that were made without it get it. */
const INDEX =
  'CREATE INDEX IF NOT EXISTS documents_by_title ON documents (title, id, created_at, updated_at)';

/**
 * Opens or makes the database at `path` (`:memory:` for one that ends with the process). A new file is readable by
 * its owner only.
 * @throws {StartError} for a file that is damaged, another program's or a newer version's; it is left as it was.
 */
export function openDatabase(path: string): DatabaseSync {
  const isFile = path !== ':memory:';
  const isNew = !isFile || createPrivately(path);
  let database: DatabaseSync | undefined;
  try {
    // To rewrite a file takes a second one, for which the disk of the first has room; a container may have no other.
    if (isFile) process.env.SQLITE_TMPDIR ??= dirname(resolve(path));
    database = new DatabaseSync(path, { timeout: 5000 });
    if (!isNew) checkOwn(database, path);
    // What a newer sanitizer masks must not stay behind in free pages; `wipe` of the store does the rest.
    if (isFile)
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;');
    const version = readPragma(database, 'user_version');
    if (version === 0) database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
    if (version === 1) database.exec(`BEGIN IMMEDIATE; ${FROM_VERSION_1} COMMIT; ${REWRITE_FILE}`);
    database.exec(INDEX);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StartError) throw error;
    if (error instanceof Error && error.message.includes('no such module: fts5')) {
      throw new StartError(
        'old_node',
        `The SQLite of Node ${process.versions.node} cannot search text. Use Node 22.16 or newer.`,
        { cause: error },
      );
    }
    throw new StartError(
      'bad_database',
      `Cannot use the database ${path}: ${error instanceof Error ? error.message : String(error)}. ` +
        'It was left as it was. It holds only what is read from the documents folder: move it away to have it ' +
        'made anew, or name another file with --database.',
      { cause: error },
    );
  }
}

/** Makes an empty file if there is none. @returns whether the file is empty. */
function createPrivately(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx', 0o600));
    chmodSync(path, 0o600);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return statSync(path).size === 0;
    throw new StartError(
      'bad_database',
      `Cannot make the database ${path} (${codeOf(error)}). Name a file in a folder that can be written with --database.`,
      { cause: error },
    );
  }
}

function checkOwn(database: DatabaseSync, path: string): void {
  const owner = readPragma(database, 'application_id');
  const version = readPragma(database, 'user_version');
  // A first start that was killed early leaves a database with nothing in it.
  if (owner === 0 && version === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined)
    return;
  if (owner !== APPLICATION_ID) {
    throw new StartError(
      'foreign_database',
      `The file ${path} is a database of another program. It was left as it was. Name another file with --database.`,
    );
  }
  if (version < 1 || version > SCHEMA_VERSION) {
    throw new StartError(
      'newer_database',
      `The database ${path} has the schema version ${version}; this program knows none above ${SCHEMA_VERSION}. ` +
        'Use the program that made it, or name another file with --database.',
    );
  }
  const [row] = database.prepare('PRAGMA quick_check(1)').all();
  const verdict = row === undefined ? 'no answer' : String(Object.values(row)[0]);
  if (verdict !== 'ok') throw new Error(`it is damaged (${verdict})`);
}

function readPragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return Number(row?.[name] ?? 0);
}
