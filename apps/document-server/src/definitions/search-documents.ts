// The tool that finds documents.
import { defineTool, type ToolDefinition } from '@portcullis/mcp-server-kit';
import { z } from 'zod';
import { documentUri } from '../documents/document-id.ts';
import type { SearchHit } from '../store/document-store.ts';
import { searchWords } from '../store/search-query.ts';
import { answerOf, type Library } from './library.ts';

const DESCRIPTION = `Search through the document corpus and return the most relevant documents, best first.

Use this tool when the user needs to find specific information from the knowledge base. A document is found if it has any of the words of the query, in any grammatical form; more and rarer words rank it higher. Words in titles count twice. There are no operators: every character of the query is plain text.

Each result has an id, a title, a snippet and a URI. Read the whole document at that URI (resource://documents/{doc_id}), or pass its id to the prompt summarize_document.

Personal data (such as e-mail addresses, phone numbers, card numbers, passwords) is masked in all documents as [EMAIL], [PHONE] and so on. It cannot be searched for, and it is masked in the query that is repeated in the result.`;

const input = z.object({
  query: z
    .string()
    .trim()
    .min(1, 'Query cannot be empty or whitespace')
    .max(500, 'Query cannot be longer than 500 characters')
    .describe('What to search for, in plain words'),
  limit: z.number().int().min(1).max(100).default(10).describe('The most results to return'),
});

const output = z.object({
  query: z.string().describe('The query, with personal data masked'),
  total: z
    .number()
    .int()
    .min(0)
    .describe('How many documents fit the query, of which the best are in results'),
  message: z.string().optional().describe('Why there are no results, and what to try'),
  results: z.array(
    z.object({
      id: z.string().describe('The document id'),
      title: z.string(),
      uri: z.string().describe('Where to read the whole document'),
      score: z.number().describe('Higher is better; comparable within this answer only'),
      snippet: z.string().describe('The part of the document that fits best'),
      created_at: z.string().describe('ISO 8601'),
      updated_at: z.string().describe('ISO 8601'),
    }),
  ),
});

/** Makes the tool `search_documents`. */
export function searchDocumentsTool(library: Library): ToolDefinition {
  return defineTool({
    name: 'search_documents',
    title: 'Search documents',
    description: DESCRIPTION,
    input,
    output,
    annotations: { readOnlyHint: true, idempotentHint: true, destructiveHint: false, openWorldHint: false },
    handler: async ({ query, limit }) => {
      const plain = withoutPersonalData(query, library);
      const words = searchWords(plain);
      await library.whenIndexed;
      const { total, hits } = await answerOf(library.store.search(words, limit), 'Search operation failed.');
      const message = total > 0 ? undefined : explain(words, plain !== query);
      const structuredContent = { query, total, ...(message && { message }), results: hits.map(toResult) };
      const links = structuredContent.results.map(({ uri, title }) => ({
        type: 'resource_link' as const,
        uri,
        name: title,
        title,
        mimeType: 'application/json',
      }));
      return {
        structuredContent,
        content: [{ type: 'text', text: JSON.stringify(structuredContent) }, ...links],
      };
    },
  });
}

function toResult({ id, title, score, snippet, createdAt, updatedAt }: SearchHit) {
  return { id, title, uri: documentUri(id), score, snippet, created_at: createdAt, updated_at: updatedAt };
}

/** No document holds it, so it would only add accidental hits on parts of it; and a store may be elsewhere. */
function withoutPersonalData(query: string, library: Library): string {
  let plain = query;
  for (const { start, end } of library.detect(query).reverse()) {
    plain = `${plain.slice(0, start)} ${plain.slice(end)}`;
  }
  return plain;
}

function explain(words: readonly string[], hadPersonalData: boolean): string {
  if (words.length > 0) return 'No document has any of these words. Try other or fewer specific words.';
  return hadPersonalData
    ? 'Personal data is masked in every document, so it cannot be searched for. Use other words.'
    : 'The query has no words to search for: punctuation and words such as "the" or "and" are left out.';
}
