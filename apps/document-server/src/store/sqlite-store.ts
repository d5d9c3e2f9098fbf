// The document store in SQLite, with an FTS5 index. The default: no other service needed.
import type { DatabaseSync } from 'node:sqlite';
import { addCounts, type MaskCounts } from '../documents/mask-text.ts';
import { normalText } from '../normal-text.ts';
import type { DocumentStore, KnownFile, StoreChanges } from './document-store.ts';
import { matchExpression } from './search-query.ts';
import { createSnippets } from './snippet.ts';
import { openDatabase, REWRITE_FILE } from './sqlite-file.ts';
import { createTitleIndex } from './sqlite-titles.ts';

type Row = Record<string, unknown>;

interface Best {
  row: number;
  score: number;
}

/** Words in a title weigh twice; FTS5 scores all columns as one field, so the weights do not lose to length. */
const RANK = 'bm25(document_words, 2.0, 1.0, 1.0)';

/**
 * Opens the store.
 * @param path - The database file, or `:memory:`.
 * @throws {StartError} for a file that cannot be used.
 */
export function openSqliteStore(path: string): DocumentStore {
  const database = openDatabase(path);
  const titles = createTitleIndex(database);
  const summary = 'd.id, d.title, d.created_at, d.updated_at';
  const sql = {
    count: database.prepare('SELECT count(*) AS total FROM document_words WHERE document_words MATCH ?'),
    // The table of documents is looked at for the best alone; for each document that fits it would cost three times as much.
    best: database.prepare(
      `SELECT rowid AS row, -${RANK} AS score FROM document_words
       WHERE document_words MATCH ? ORDER BY ${RANK} LIMIT ?`,
    ),
    bestWithTies: database.prepare(
      `SELECT d.row, -${RANK} AS score FROM document_words JOIN documents d ON d.row = document_words.rowid
       WHERE document_words MATCH ? ORDER BY ${RANK}, d.id LIMIT ?`,
    ),
    found: database.prepare(`SELECT ${summary}, d.content FROM documents d WHERE row = ?`),
    get: database.prepare(`SELECT ${summary}, d.content, d.tags FROM documents d WHERE id = ?`),
    list: database.prepare(`SELECT ${summary} FROM documents d ORDER BY title, id LIMIT ? OFFSET ?`),
    byId: database.prepare('SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT ?'),
    masked: database.prepare("SELECT masked FROM documents WHERE masked <> '{}'"),
    documents: database.prepare('SELECT count(*) AS total FROM documents'),
    known: database.prepare('SELECT id, created_at, size, mtime_ns, seen_ms, rules FROM documents'),
    check: database.prepare('SELECT 1 FROM documents LIMIT 1'),
  };

  /** The best first, and of those that are as good the one with the lowest id, whatever the order in the database. */
  function bestRows(match: string, limit: number): Best[] {
    const best = sql.best.all(match, limit + 1).map(bestOf);
    const hasTies = best.some(({ score }, at) => score === best[at - 1]?.score);
    return hasTies ? sql.bestWithTies.all(match, limit).map(bestOf) : best.slice(0, limit);
  }

  return {
    async search(words, limit) {
      if (words.length === 0) return { total: 0, hits: [] };
      const match = matchExpression(words);
      const total = countOf(sql.count.get(match));
      const snippetOf = createSnippets(words);
      const hits = (total === 0 ? [] : bestRows(match, limit)).flatMap(({ row, score }) => {
        const document = sql.found.get(row);
        // Another process may have removed it a moment ago.
        if (document === undefined) return [];
        const snippet = snippetOf(String(document.content));
        return { ...summaryOf(document), score: roundScore(score), snippet };
      });
      return { total, hits };
    },
    async get(id) {
      const row = sql.get.get(id);
      if (row === undefined) return undefined;
      const tags = String(row.tags);
      return { ...summaryOf(row), content: String(row.content), tags: tags === '' ? [] : tags.split('\n') };
    },
    list: async (offset, limit) => sql.list.all(limit, offset).map(summaryOf),
    count: async () => countOf(sql.documents.get()),
    async suggest(text, limit) {
      const typed = normalText(text).trim().toLowerCase();
      // '{' is the character after 'z', and ids end in letters.
      if (typed.startsWith('doc_'))
        return sql.byId.all(typed, `${typed}{`, limit).map((row) => String(row.id));
      return titles.find(typed.split(/\s+/).slice(0, 16), limit);
    },
    async totals() {
      const masked: MaskCounts = {};
      for (const row of sql.masked.iterate()) addCounts(masked, JSON.parse(String(row.masked)) as MaskCounts);
      return { documents: countOf(sql.documents.get()), masked };
    },
    async knownFiles() {
      const files = new Map<string, KnownFile>();
      for (const row of sql.known.iterate()) files.set(String(row.id), knownOf(row));
      return files;
    },
    async apply(changes) {
      titles.forget();
      applyChanges(database, changes);
    },
    async wipe() {
      // Words of deleted rows stay in the index until its parts are merged.
      database.exec(`INSERT INTO document_words(document_words) VALUES ('optimize'); ${REWRITE_FILE}`);
    },
    async check() {
      sql.check.get();
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

function applyChanges(database: DatabaseSync, { put, remove }: StoreChanges): void {
  const write = database.prepare(
    `INSERT INTO documents (id, title, content, tags, created_at, updated_at, masked, size, mtime_ns, seen_ms, rules)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, content = excluded.content, tags = excluded.tags,
       created_at = excluded.created_at, updated_at = excluded.updated_at, masked = excluded.masked,
       size = excluded.size, mtime_ns = excluded.mtime_ns, seen_ms = excluded.seen_ms, rules = excluded.rules`,
  );
  const drop = database.prepare('DELETE FROM documents WHERE id = ?');
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const { id, title, content, tags, createdAt, updatedAt, masked, file } of put) {
      const state = [file.size, file.mtimeNs, file.seenMs, file.rules] as const;
      write.run(id, title, content, tags.join('\n'), createdAt, updatedAt, JSON.stringify(masked), ...state);
    }
    for (const id of remove) drop.run(id);
    database.exec('COMMIT');
  } catch (error) {
    // A full disk has it rolled back already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function countOf(row: Row | undefined): number {
  return Number(row?.total ?? 0);
}

function summaryOf(row: Row): { id: string; title: string; createdAt: string; updatedAt: string } {
  return {
    id: String(row.id),
    title: String(row.title),
    createdAt: String(row.created_at),
    updatedAt: String(row.updated_at),
  };
}

function bestOf({ row, score }: Row): Best {
  return { row: Number(row), score: Number(score) };
}

/** Four significant digits: a score such as `555.1234` would read as a phone number. */
function roundScore(score: number): number {
  return Number(score.toPrecision(4));
}

function knownOf(row: Row): KnownFile {
  return {
    createdAt: String(row.created_at),
    size: Number(row.size),
    mtimeNs: String(row.mtime_ns),
    seenMs: Number(row.seen_ms),
    rules: String(row.rules),
  };
}
