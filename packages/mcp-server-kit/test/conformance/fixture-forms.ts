// What the fixture asks for and how it reads the answers.
import { z } from 'zod';

/** The JSON Schema of a form in which every field has to be filled in. */
export function objectOf(properties: Record<string, Record<string, unknown>>) {
  return { type: 'object', properties, required: Object.keys(properties) };
}

const accepted = z.object({ action: z.literal('accept'), content: z.record(z.string(), z.unknown()) });

/** One field of an accepted form; `undefined` when the answer is missing, refused or not of this type. */
export function fieldOf<T>(answer: unknown, field: string, type: z.ZodType<T>): T | undefined {
  const form = accepted.safeParse(answer);
  return form.success ? type.safeParse(form.data.content[field]).data : undefined;
}
