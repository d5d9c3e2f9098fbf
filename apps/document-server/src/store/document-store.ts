// What the server needs of a place that keeps and searches documents. All text in it is masked already.
import type { MaskCounts } from '../documents/mask-text.ts';

/** A document without its text. Dates are ISO 8601 in UTC. */
export interface DocumentSummary {
  id: string;
  title: string;
  createdAt: string;
  updatedAt: string;
}

/** A document in full. */
export interface StoredDocument extends DocumentSummary {
  content: string;
  tags: readonly string[];
}

/** What tells a file that has changed from one that has not. No digest: with it, what is masked could be found by trying. */
interface FileState {
  size: number;
  /** Nanoseconds since the epoch, as text. */
  mtimeNs: string;
  /** When the file was last read, in milliseconds since the epoch. */
  seenMs: number;
  /** Names the rules by which the text was read and masked. */
  rules: string;
}

/** What the indexer knows of a document that is stored. */
export interface KnownFile extends FileState {
  createdAt: string;
}

/** A document on its way in. */
export interface DocumentRecord extends StoredDocument {
  file: FileState;
  masked: MaskCounts;
}

/** One document that fits a query. */
export interface SearchHit extends DocumentSummary {
  /** Above 0; higher is better. Comparable within one answer only. */
  score: number;
  /** The part of the text that fits best. */
  snippet: string;
}

/** The answer to a query. */
interface SearchAnswer {
  /** All documents that fit, exact. */
  total: number;
  /** The best of them, best first; ties in the order of ids. */
  hits: SearchHit[];
}

/** Changes that are made together or not at all. */
export interface StoreChanges {
  put: readonly DocumentRecord[];
  remove: readonly string[];
}

/** Keeps and searches documents. Every function may reject when the engine behind it fails. */
export interface DocumentStore {
  /**
   * @param words - Words of a query; a document fits that has any of them. A word given twice counts twice.
   * @param limit - The most hits to return.
   */
  search(words: readonly string[], limit: number): Promise<SearchAnswer>;
  get(id: string): Promise<StoredDocument | undefined>;
  /** At most `limit` documents from position `offset` on, in the order of their titles. */
  list(offset: number, limit: number): Promise<DocumentSummary[]>;
  /** How many documents there are. */
  count(): Promise<number>;
  /** Ids that start with `text`, or whose titles hold all of its words. */
  suggest(text: string, limit: number): Promise<string[]>;
  totals(): Promise<{ documents: number; masked: MaskCounts }>;
  knownFiles(): Promise<Map<string, KnownFile>>;
  apply(changes: StoreChanges): Promise<void>;
  /** Leaves no trace of texts that were replaced or removed. */
  wipe(): Promise<void>;
  /** Rejects when the store cannot answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
