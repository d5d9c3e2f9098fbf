// A tool whose input schema uses the keywords of JSON Schema 2020-12 that a server tends to lose.
import { z } from 'zod';
import { defineTool } from '../../src/index.ts';

// `.meta()` puts keywords into the emitted schema; a schema with an id becomes one of `$defs`.
const address = z
  .object({ street: z.string().optional(), city: z.string().optional() })
  .meta({ id: 'address', $anchor: 'addressDef' });

export const schemaTools = [
  defineTool({
    name: 'json_schema_2020_12_tool',
    description: 'Tool with JSON Schema 2020-12 features',
    input: z
      .strictObject({
        name: z.string().optional(),
        address: address.optional(),
        contactMethod: z.enum(['phone', 'email']).optional(),
        phone: z.string().optional(),
        email: z.string().optional(),
      })
      .meta({
        allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
        if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, not a promise.
        then: { required: ['phone'] },
        else: { required: ['email'] },
      }),
    handler: (input) => `Received: ${Object.keys(input).join(', ')}`,
  }),
];
