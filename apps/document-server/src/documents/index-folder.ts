// Brings the store up to date with the folder: reads what is new or changed, drops what is gone.
import type { Sanitizer } from '@portcullis/pii-sanitizer';
import type { DocumentRecord, DocumentStore, KnownFile } from '../store/document-store.ts';
import { documentId } from './document-id.ts';
import { maskedPath } from './masked-path.ts';
import { type ReadDocument, readDocument } from './read-document.ts';
import { type FoundFile, type SkipReason, type WalkLimits, walkFolder } from './walk-folder.ts';

/** What {@link indexFolder} takes. */
export interface IndexOptions {
  folder: string;
  store: DocumentStore;
  sanitizer: Pick<Sanitizer, 'detect' | 'redact'>;
  limits: WalkLimits;
  /** Names the rules of reading and masking; documents stored under others are read again. */
  rules: string;
  /** Told of each file that is left out, and of front matter that could not be used. */
  onSkip?: (path: string, reason: SkipReason | string) => void;
  /** Ends the work between two files. */
  signal?: AbortSignal;
  /** Milliseconds since the epoch. Default: `Date.now`. */
  now?: () => number;
}

/** What was done. */
export interface IndexReport {
  added: number;
  updated: number;
  unchanged: number;
  removed: number;
  /** Files left out, by reason. */
  skipped: Record<string, number>;
}

const BATCH_DOCUMENTS = 64;
const BATCH_CHARS = 4 * 1024 * 1024;
/** A file may change twice within one tick of a file system's clock: younger ones are read again. */
const SETTLED_MS = 2000;

/** Indexes a folder. Rejects when the folder or the store cannot be used, or when `signal` aborts. */
export async function indexFolder(options: IndexOptions): Promise<IndexReport> {
  const { store, sanitizer, limits, rules, signal, now = Date.now } = options;
  const known = await store.knownFiles();
  const report: IndexReport = { added: 0, updated: 0, unchanged: 0, removed: 0, skipped: {} };
  const seen = new Set<string>();
  let put: DocumentRecord[] = [];
  let chars = 0;

  const flush = async (remove: readonly string[] = []): Promise<void> => {
    if (put.length + remove.length > 0) await store.apply({ put, remove });
    put = [];
    chars = 0;
  };
  const skip = (path: string, reason: SkipReason): void => {
    report.skipped[reason] = (report.skipped[reason] ?? 0) + 1;
    options.onSkip?.(path, reason);
  };

  const idOfMasked = createIdsOfMasked();
  const read = (found: FoundFile) => readDocument(found, limits.maxDocumentBytes, sanitizer);

  for await (const found of walkFolder(options.folder, limits)) {
    signal?.throwIfAborted();
    if (found.kind === 'skipped') {
      skip(found.path, found.reason);
      continue;
    }
    const path = maskedPath(found.path, sanitizer.redact);
    const early = path === undefined ? undefined : await read(found);
    if (typeof early === 'string') {
      skip(found.path, early);
      continue;
    }
    const id = path === undefined || early === undefined ? documentId(found.path) : idOfMasked(path, early);
    if (seen.has(id)) {
      skip(found.path, 'same_name');
      continue;
    }
    const before = known.get(id);
    const current = before?.rules === rules ? before : undefined;
    if (current !== undefined && looksTheSame(current, found)) {
      seen.add(id);
      report.unchanged++;
      continue;
    }
    const result = early ?? (await read(found));
    if (typeof result === 'string') {
      skip(found.path, result);
      continue;
    }
    const { problem, ...document } = result;
    if (problem !== undefined) options.onSkip?.(found.path, problem);
    seen.add(id);
    if (before === undefined) report.added++;
    else report.updated++;
    put.push({
      ...document,
      id,
      createdAt: document.createdAt ?? before?.createdAt ?? new Date(found.bornMs).toISOString(),
      updatedAt: document.updatedAt ?? new Date(found.modifiedMs).toISOString(),
      file: { size: found.size, mtimeNs: found.mtimeNs, seenMs: now(), rules },
    });
    chars += document.content.length;
    if (put.length >= BATCH_DOCUMENTS || chars >= BATCH_CHARS) await flush();
  }

  const gone = [...known.keys()].filter((id) => !seen.has(id));
  report.removed = gone.length;
  await flush(gone);
  if ([...known.values()].some((file) => file.rules !== rules)) await store.wipe();
  return report;
}

/**
 * Makes ids of nothing but what is masked. Documents that are the same in all of it are told apart by their order: each
 * is there once.
 */
function createIdsOfMasked(): (path: string, document: ReadDocument) => string {
  const counts = new Map<string, number>();
  return (path, { title, content, tags, createdAt, updatedAt }) => {
    const id = documentId(JSON.stringify([path, title, content, tags, createdAt, updatedAt]));
    const count = counts.get(id) ?? 0;
    counts.set(id, count + 1);
    return count === 0 ? id : documentId(`${id}#${count}`);
  };
}

function looksTheSame(known: KnownFile, found: FoundFile): boolean {
  const isSettled = known.seenMs - found.modifiedMs >= SETTLED_MS;
  return isSettled && known.size === found.size && known.mtimeNs === found.mtimeNs;
}
