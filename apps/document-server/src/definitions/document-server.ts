// The server's definition: everything it offers, for every transport.
import { defineServer, type ServerDefinition } from '@portcullis/mcp-server-kit';
import { documentListResource, documentResource } from './document-resources.ts';
import type { Library } from './library.ts';
import { searchDocumentsTool } from './search-documents.ts';
import { summarizeDocumentPrompt } from './summarize-document.ts';

const INSTRUCTIONS =
  'This server searches a knowledge base of documents. Start with the tool search_documents, then read whole ' +
  'documents at the URIs of its results. The prompt summarize_document summarises one document. Personal data ' +
  'in documents is masked, for example as [EMAIL]; do not try to guess what was there.';

/** Defines the document server over `library`. */
export function defineDocumentServer(library: Library, version: string): ServerDefinition {
  return defineServer({
    name: 'document-server',
    version,
    title: 'Documents',
    instructions: INSTRUCTIONS,
    tools: [searchDocumentsTool(library)],
    resources: [documentListResource(library), documentResource(library)],
    prompts: [summarizeDocumentPrompt(library)],
  });
}
