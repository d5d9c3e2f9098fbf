// The prompt that asks a model to summarise one document.
import { definePrompt, type PromptDefinition } from '@portcullis/mcp-server-kit';
import { z } from 'zod';
import { completeDocId, type Library, requireDocument } from './library.ts';

/** Makes the prompt `summarize_document`. */
export function summarizeDocumentPrompt(library: Library): PromptDefinition {
  return definePrompt({
    name: 'summarize_document',
    title: 'Summarise a document',
    description:
      'Asks for a structured summary of one document: key points, conclusions, action items. ' +
      'Personal data in the document is masked.',
    args: z.object({ doc_id: z.string().describe('The id of the document, as search_documents returns it') }),
    complete: { doc_id: (typed) => completeDocId(library, typed) },
    handler: async ({ doc_id }) => {
      const { title, createdAt, content } = await requireDocument(library, doc_id);
      return `Please provide a comprehensive summary of the following document:

Title: ${title}
Created: ${createdAt}

Content:
${content}

Generate a summary that includes:
1. Main topics and key points (3-5 bullet points)
2. Important conclusions or recommendations
3. Any action items or next steps mentioned

Keep the summary concise (2-3 paragraphs) but capture all essential information.`;
    },
  });
}
