import { definePrompt } from '@portcullis/mcp-server-kit';
import { z } from 'zod';

export const explainRecordPrompt = definePrompt({
  name: 'explain_record',
  title: 'Explain record',
  description: 'Explains one record. Write here, for the person who picks it, what the prompt is good for.',
  // Clients send nothing but text: a number is `z.coerce.number()`.
  args: z.object({
    id: z
      .string()
      .regex(/^[A-Z]-\d{1,6}$/)
      .describe('Id of the record, such as A-1. Write here what it means, and give an example.'),
    reader: z
      .string()
      .max(100)
      .default('a colleague')
      .describe('For whom it is explained, such as: a new customer'),
  }),
  handler: ({ id, reader }) => `Tell ${reader} in three plain sentences what record ${id} says.`,
});
