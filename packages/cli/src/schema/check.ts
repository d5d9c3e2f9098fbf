// Compiles a JSON Schema of the server and validates values against it, with the validator of the v2 client.
import type { JsonSchemaType } from '@modelcontextprotocol/client';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { withTimeLimit } from './time-limit.ts';
import { findNetworkRefs } from './walk.ts';

/** The outcome of one check. `unknown` when it took too long. */
type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** A compiled schema. */
export type Check = (value: unknown) => Verdict;

const LIMIT_MS = 1_000;
const MAX_MESSAGE = 200;

/**
 * Compiles a schema.
 *
 * @returns the check, or a sentence that says why the schema cannot be compiled
 */
export function compileSchema(schema: unknown): Check | string {
  // Nothing is ever fetched, so such a schema cannot be compiled.
  if (findNetworkRefs(schema).length > 0) return 'it refers to another document';
  try {
    // A new validator each time: schemas with the same $id must not meet.
    const validator = new AjvJsonSchemaValidator();
    const run = withTimeLimit(() => validator.getValidator(schema as JsonSchemaType), LIMIT_MS);
    return (value) => {
      try {
        const outcome = withTimeLimit(() => run(value), LIMIT_MS);
        if (outcome.valid) return { kind: 'valid' };
        return { kind: 'invalid', message: (outcome.errorMessage ?? '').slice(0, MAX_MESSAGE) };
      } catch (error) {
        return { kind: 'unknown', message: messageOf(error) };
      }
    };
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  // An error from the other context is no instance of our Error.
  const message = (error as { message?: unknown } | null)?.message;
  return String(message ?? error).slice(0, MAX_MESSAGE);
}
