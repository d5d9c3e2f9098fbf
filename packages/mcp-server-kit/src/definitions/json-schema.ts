// Turns a Zod schema into the JSON Schema that clients see, and refuses schemas that are not safe to serve.
import { z } from 'zod';
import { DefinitionError } from '../errors.ts';
import { deepFreeze } from './freeze.ts';
import { checkPatterns } from './patterns.ts';

/** A JSON Schema (2020-12) of an object, as MCP wants it for tools. */
export type ObjectJsonSchema = Readonly<Record<string, unknown>> & { readonly type: 'object' };

/** The deepest nesting of a schema, in levels of its JSON: an object in an object takes two, a list one. */
const MAX_SCHEMA_DEPTH = 64;

/** What a result may no longer satisfy once personal data in it has been replaced. */
const SANITISED_AWAY = ['format', 'pattern', 'minLength', 'maxLength', 'contentEncoding'];

/**
 * Converts `schema` to JSON Schema 2020-12 and checks it.
 *
 * @param where - Names the definition in errors, for example `tool "search" input`.
 * @param io - `input`: what a caller may send; `output`: what a handler returns. In an output, string formats
 * and lengths are left out: `"format": "email"` is not true of `[EMAIL]` any more, and clients validate results.
 * @throws {DefinitionError} when the schema is not an object, cannot be expressed as JSON Schema, refers to the
 * network, nests deeper than 64 levels of JSON (32 objects in one another), or holds a regular expression that could take more than linear time.
 */
export function toObjectJsonSchema(
  where: string,
  schema: z.ZodType,
  io: 'input' | 'output',
): ObjectJsonSchema {
  checkZod(where, schema);
  let json: Record<string, unknown>;
  try {
    json = z.toJSONSchema(schema, {
      io,
      target: 'draft-2020-12',
      override: ({ jsonSchema }) => {
        if (io === 'output')
          for (const key of SANITISED_AWAY) delete jsonSchema[key as keyof typeof jsonSchema];
      },
    });
  } catch (cause) {
    throw new DefinitionError(`The ${where} schema cannot be expressed as JSON Schema: ${messageOf(cause)}`, {
      cause,
    });
  }
  if (json.type !== 'object') {
    throw new DefinitionError(
      `Expected the ${where} schema to be a z.object(), got type ${String(json.type)}`,
    );
  }
  checkNode(where, json, 0);
  checkPatterns(where, schema);
  return deepFreeze(json) as ObjectJsonSchema;
}

/** @throws {DefinitionError} for what Zod 4 has not made: the fields alone, a JSON Schema, a schema of Zod 3. */
export function checkZod(where: string, schema: unknown): void {
  if (schema !== null && typeof schema === 'object' && '_zod' in schema) return;
  throw new DefinitionError(`Expected the ${where} schema to be made by Zod 4, such as z.object({ … })`);
}

function checkNode(where: string, node: unknown, depth: number): void {
  if (node === null || typeof node !== 'object') return;
  if (depth > MAX_SCHEMA_DEPTH) {
    throw new DefinitionError(`The ${where} schema nests deeper than ${MAX_SCHEMA_DEPTH} levels of JSON`);
  }
  const { $ref } = node as Record<string, unknown>;
  if (typeof $ref === 'string' && !$ref.startsWith('#')) {
    throw new DefinitionError(`The ${where} schema refers to ${JSON.stringify($ref)}; only "#…" is allowed`);
  }
  for (const value of Object.values(node)) checkNode(where, value, depth + 1);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
