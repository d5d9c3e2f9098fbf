// Brings the store up to date with the folder: reads what is new or changed, drops what is gone.
import { createHash } from 'node:crypto';
import type { Sanitizer } from '@portcullis/pii-sanitizer';
import { normalText } from '../normal-text.ts';
import type { DocumentRecord, DocumentStore, FileState, KnownFile } from '../store/document-store.ts';
import { decodeText } from './decode-text.ts';
import { documentId } from './document-id.ts';
import { createMasker } from './mask-text.ts';
import { parseDocumentText } from './parse-document.ts';
import { readBytes } from './read-bytes.ts';
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

const MAX_TITLE_CHARS = 200;
const MAX_TAG_CHARS = 64;
const BATCH_DOCUMENTS = 64;
const BATCH_CHARS = 4 * 1024 * 1024;
/** A file may change twice within one tick of a file system's clock: younger ones are compared by content. */
const SETTLED_MS = 2000;

/** Indexes a folder. Rejects when the folder or the store cannot be used, or when `signal` aborts. */
export async function indexFolder(options: IndexOptions): Promise<IndexReport> {
  const { store, limits, signal, now = Date.now } = options;
  const known = await store.knownFiles();
  const report: IndexReport = { added: 0, updated: 0, unchanged: 0, removed: 0, skipped: {} };
  const seen = new Set<string>();
  let put: DocumentRecord[] = [];
  let touch: { id: string; file: FileState }[] = [];
  let chars = 0;

  const flush = async (remove: readonly string[] = []): Promise<void> => {
    if (put.length + touch.length + remove.length > 0) await store.apply({ put, touch, remove });
    put = [];
    touch = [];
    chars = 0;
  };
  const skip = (path: string, reason: SkipReason): void => {
    report.skipped[reason] = (report.skipped[reason] ?? 0) + 1;
    options.onSkip?.(path, reason);
  };

  for await (const found of walkFolder(options.folder, limits)) {
    signal?.throwIfAborted();
    if (found.kind === 'skipped') {
      skip(found.path, found.reason);
      continue;
    }
    const id = documentId(found.path);
    if (seen.has(id)) {
      skip(found.path, 'same_name');
      continue;
    }
    const before = known.get(id);
    const current = before?.rules === options.rules ? before : undefined;
    if (current !== undefined && looksTheSame(current, found)) {
      seen.add(id);
      report.unchanged++;
      continue;
    }
    const bytes = await readBytes(found.realPath, limits.maxDocumentBytes).catch(() => null);
    if (bytes === undefined || bytes === null) {
      skip(found.path, bytes === null ? 'unreadable' : 'too_large');
      continue;
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { size: found.size, mtimeNs: found.mtimeNs, sha256, seenMs: now(), rules: options.rules };
    if (current?.sha256 === sha256) {
      seen.add(id);
      report.unchanged++;
      touch.push({ id, file });
      continue;
    }
    const record = toRecord(id, found, bytes, file, before, options);
    if (typeof record === 'string') {
      skip(found.path, record);
      continue;
    }
    seen.add(id);
    if (before === undefined) report.added++;
    else report.updated++;
    put.push(record);
    chars += record.content.length;
    if (put.length >= BATCH_DOCUMENTS || chars >= BATCH_CHARS) await flush();
  }

  const gone = [...known.keys()].filter((id) => !seen.has(id));
  report.removed = gone.length;
  await flush(gone);
  const isOld = ({ rules }: KnownFile): boolean => rules !== options.rules;
  if ([...known.values()].some(isOld)) await store.wipe();
  return report;
}

function looksTheSame(known: KnownFile, found: FoundFile): boolean {
  const isSettled = known.seenMs - found.modifiedMs >= SETTLED_MS;
  return isSettled && known.size === found.size && known.mtimeNs === found.mtimeNs;
}

function toRecord(
  id: string,
  found: FoundFile,
  bytes: Uint8Array,
  file: FileState,
  before: KnownFile | undefined,
  options: IndexOptions,
): DocumentRecord | SkipReason {
  const decoded = decodeText(bytes);
  if ('refused' in decoded) return decoded.refused;
  const parsed = parseDocumentText(found.path, decoded.text);
  if (parsed === undefined) return 'too_complex';
  if (parsed.problem !== undefined) options.onSkip?.(found.path, parsed.problem);
  const mask = createMasker(options.sanitizer);
  const clean = (text: string): string => mask(normalText(text));
  // Masked whole and shortened afterwards: half a number would not be recognised.
  return {
    id,
    title: shorten(clean(parsed.title), MAX_TITLE_CHARS) || 'Untitled',
    content: clean(parsed.content),
    tags: parsed.tags.map((tag) => shorten(clean(tag), MAX_TAG_CHARS)),
    createdAt: parsed.createdAt ?? before?.createdAt ?? new Date(found.bornMs).toISOString(),
    updatedAt: parsed.updatedAt ?? new Date(found.modifiedMs).toISOString(),
    masked: mask.counts,
    file,
  };
}

function shorten(text: string, maxChars: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= maxChars) return flat;
  const cut = flat.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}
