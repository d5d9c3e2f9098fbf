// The work that every server does: one search, answered with the same bytes. What is compared is everything else.
import { z } from 'zod';

export const TOOL = 'search_documents';
export const TITLE = 'Search documents';
export const DESCRIPTION = 'Searches the documents and returns the best matches with a snippet of each.';

/** The arguments, as a Zod shape. */
export const inputShape = {
  query: z.string().min(1).max(500),
  limit: z.number().int().min(1).max(50).default(10),
};

/** The arguments that the load generator sends. */
export const ARGUMENTS = { query: 'retention of quarterly reports', limit: 5 };

const hits = [
  'Retention schedule',
  'Quarterly report',
  'Archive handbook',
  'Audit calendar',
  'Records policy',
];

/** The text of the answer: JSON, with the dates, numbers and links that real hits have and no personal data. */
export const TEXT = JSON.stringify({
  query: ARGUMENTS.query,
  total: hits.length,
  results: hits.map((title, index) => ({
    document: `doc-${index + 1}`,
    title,
    score: 12.75 - index,
    updated: `2026-0${index + 3}-14`,
    url: `https://docs.example.com/library/${title.toLowerCase().replaceAll(' ', '-')}`,
    snippet:
      `${title}: reports are kept for ${index + 5} years after the end of the quarter. Section ${index + 2}.1 ` +
      'says who may ask for a longer period, and how a copy is taken out of the archive before it is destroyed for good.',
  })),
});

/** Answers one call. The text is ready: making it would cost every server the same. */
export function searchDocuments(): { content: [{ type: 'text'; text: string }] } {
  return { content: [{ type: 'text', text: TEXT }] };
}
