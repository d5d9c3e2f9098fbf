import { defineResource, notFound } from '@portcullis/mcp-server-kit';
import { z } from 'zod';

// Stands for your own data, such as a database or another service.
const records = new Map([
  ['A-1', 'Annual report. Questions go to ada@example.com.'],
  ['A-2', 'Travel report. Paid in March.'],
]);
const mimeType = 'text/plain';

export const storedRecordResource = defineResource({
  name: 'stored_record',
  title: 'Stored record',
  uri: 'stored-record://{id}',
  description:
    'The text of one record. Write here what it holds, for people and models, and where its id comes from.',
  mimeType,
  params: z.object({ id: z.string().regex(/^[A-Z]-\d{1,6}$/) }),
  // For a long list use `listPage`, which reads only what a page shows.
  list: () => [...records.keys()].map((id) => ({ uri: `stored-record://${id}`, name: id, mimeType })),
  handler: ({ params }) => {
    const text = records.get(params.id);
    if (text === undefined) throw notFound('There is no such record.');
    return text;
  },
});
