// The definitions over a folder of a few files, without a process.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { defineDocumentServer } from '../../src/definitions/document-server.ts';
import { type IndexReport, indexFolder } from '../../src/documents/index-folder.ts';
import type { DocumentStore } from '../../src/store/document-store.ts';
import { openSqliteStore } from '../../src/store/sqlite-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const LIMITS = { maxDepth: 16, maxDocuments: 1000, maxDocumentBytes: 1_000_000 };
export const sanitizer = createSanitizer();

/** Indexes `folder` into `store` under the rules `r1`, at a time when all files have settled. */
export function index(
  folder: string,
  store: DocumentStore,
  options: Partial<Parameters<typeof indexFolder>[0]> = {},
): Promise<IndexReport> {
  const now = () => Date.now() + 60_000;
  return indexFolder({ folder, store, sanitizer, limits: LIMITS, rules: 'r1', now, ...options });
}

/** A server over `files`. */
export async function serverOver(files: Readonly<Record<string, string>>) {
  const store = openSqliteStore(':memory:');
  await index(temporaryFolder(files), store);
  return {
    store,
    server: defineDocumentServer(
      { store, detect: sanitizer.detect, whenIndexed: Promise.resolve() },
      '1.2.3',
    ),
  };
}
