import { defineTool, notFound } from '@portcullis/mcp-server-kit';
import { z } from 'zod';

// Stands for your own data, such as a database or another service.
const records = [
  { id: 'A-1', title: 'Annual report', note: 'Questions go to ada@example.com.' },
  { id: 'A-2', title: 'Travel report', note: 'Paid in March.' },
];

export const findRecordsTool = defineTool({
  name: 'find_records',
  title: 'Find records',
  description:
    'Finds records by words of their title. Write here what the tool does, when to use it and when not to: ' +
    'a model has nothing else to go by.',
  input: z.object({
    query: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description: 'Part of the title. Write here what it means, and give an example, such as: report',
        examples: ['report'],
      }),
    limit: z
      .int()
      .min(1)
      .max(20)
      .default(5)
      .describe('The most records to return. Write here what it counts, and in which unit.'),
  }),
  output: z.object({
    records: z.array(z.object({ id: z.string(), title: z.string(), note: z.string() })).max(20),
  }),
  // A tool that changes something says `readOnlyHint: false`, and `destructiveHint` and `idempotentHint` as they are.
  annotations: { readOnlyHint: true },
  handler: ({ query, limit }) => {
    const wanted = query.toLowerCase();
    const found = records.filter(({ title }) => title.toLowerCase().includes(wanted)).slice(0, limit);
    if (found.length === 0) throw notFound('No record has that in its title. Try a single word of it.');
    return { structuredContent: { records: found } };
  },
});
