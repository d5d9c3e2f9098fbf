// What the tools, resources and prompts share.

import { invalidArgument, notFound, PublicError } from '@portcullis/mcp-server-kit';
import type { Finding } from '@portcullis/pii-sanitizer';
import { isValidDocId } from '../documents/document-id.ts';
import type { DocumentStore, StoredDocument } from '../store/document-store.ts';

/** The documents, and how personal data is found in what a client sends. */
export interface Library {
  store: DocumentStore;
  detect: (text: string) => Finding[];
  /** Settles when the folder has been read. Requests wait for it, up to their deadline. */
  whenIndexed: Promise<void>;
}

/**
 * Reads one document.
 * @throws {PublicError} for an id that is none, or that no document has.
 */
export async function requireDocument(library: Library, id: string): Promise<StoredDocument> {
  if (!isValidDocId(id)) {
    throw invalidArgument(
      'Invalid document ID format: expected "doc_" and 20 letters, as search_documents returns it.',
    );
  }
  await library.whenIndexed;
  const document = await answerOf(library.store.get(id), 'Reading the document failed.');
  if (document === undefined) {
    throw notFound(
      'Document not found. Search with search_documents first, or read the list at resource://documents.',
    );
  }
  return document;
}

/** Completes a document id by its start or by words of the title. */
export async function completeDocId(library: Library, typed: string): Promise<string[]> {
  await library.whenIndexed;
  return answerOf(library.store.suggest(typed.slice(0, 200), 100), 'Completion failed.');
}

/** The store's answer, or an error that says which operation failed; why is in the log, not in the answer. */
export async function answerOf<Answer>(answer: Promise<Answer>, sentence: string): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new PublicError('unavailable', `${sentence} Try again in a moment.`, { cause });
  }
}
