// The documents as resources: each one by its id, and the list of them.
import { defineResource, type ResourceDefinition } from '@portcullis/mcp-server-kit';
import { z } from 'zod';
import { documentUri } from '../documents/document-id.ts';
import type { DocumentSummary } from '../store/document-store.ts';
import { answerOf, completeDocId, type Library, requireDocument } from './library.ts';

/** The most documents that `resource://documents` shows; `resources/list` pages through all. */
const MAX_LISTED = 1000;
const LISTING_FAILED = 'Listing the documents failed.';
const JSON_TYPE = 'application/json';

/** Makes the resource template `resource://documents/{doc_id}`. */
export function documentResource(library: Library): ResourceDefinition {
  return defineResource({
    name: 'document',
    uri: 'resource://documents/{doc_id}',
    title: 'Document',
    description:
      'One document of the knowledge base as JSON: id, title, content, created_at, updated_at. ' +
      'Personal data in it is masked. Find ids with the tool search_documents.',
    mimeType: JSON_TYPE,
    params: z.object({ doc_id: z.string() }),
    listPage: async ({ offset, limit }) => (await summariesOf(library, offset, limit)).map(toListItem),
    complete: { doc_id: (typed) => completeDocId(library, typed) },
    handler: async ({ params }) => {
      const { id, title, content, createdAt, updatedAt } = await requireDocument(library, params.doc_id);
      const body = { id, title, content, created_at: createdAt, updated_at: updatedAt };
      return { text: JSON.stringify(body), mimeType: JSON_TYPE };
    },
  });
}

/** Makes the resource `resource://documents`. */
export function documentListResource(library: Library): ResourceDefinition {
  return defineResource({
    name: 'documents',
    uri: 'resource://documents',
    title: 'All documents',
    description: `The documents of the knowledge base by title, as JSON: total, and of the first ${MAX_LISTED} id, title, uri, created_at, updated_at.`,
    mimeType: JSON_TYPE,
    handler: async () => {
      const first = await summariesOf(library, 0, MAX_LISTED);
      const total = await answerOf(library.store.count(), LISTING_FAILED);
      const documents = first.map(({ id, title, createdAt, updatedAt }) => ({
        id,
        title,
        uri: documentUri(id),
        created_at: createdAt,
        updated_at: updatedAt,
      }));
      return { text: JSON.stringify({ total, documents }), mimeType: JSON_TYPE };
    },
  });
}

async function summariesOf(library: Library, offset: number, limit: number): Promise<DocumentSummary[]> {
  await library.whenIndexed;
  return answerOf(library.store.list(offset, limit), LISTING_FAILED);
}

function toListItem({ id, title, updatedAt }: DocumentSummary) {
  return {
    uri: documentUri(id),
    name: title,
    title,
    mimeType: JSON_TYPE,
    annotations: { lastModified: updatedAt },
  };
}
