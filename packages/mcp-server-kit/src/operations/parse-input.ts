// Parses a caller's input with a Zod schema and says in one sentence what does not fit.
import { z } from 'zod';
import { invalidArgument } from '../errors.ts';
import type { MaybePromise } from '../runtime/maybe-promise.ts';

/** The most problems that one answer names. */
const MAX_ISSUES = 5;

/**
 * Makes the validation of one schema. A schema with asynchronous checks is found out at its first call and
 * parsed asynchronously from then on.
 */
export function parserOf(schema: z.ZodType, what: string): (input: unknown) => MaybePromise<unknown> {
  let isAsync = false;
  const finish = (parsed: z.ZodSafeParseResult<unknown>): unknown => {
    if (parsed.success) return parsed.data;
    throw invalidArgument(`Invalid ${what}: ${describe(parsed.error.issues)}`);
  };
  return (input) => {
    if (isAsync) return schema.safeParseAsync(input).then(finish);
    try {
      return finish(schema.safeParse(input));
    } catch (error) {
      if (!(error instanceof z.core.$ZodAsyncError)) throw error;
      isAsync = true;
      return schema.safeParseAsync(input).then(finish);
    }
  };
}

function describe(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const shown = issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`));
  if (issues.length > MAX_ISSUES) shown.push(`and ${issues.length - MAX_ISSUES} more`);
  return shown.join('; ');
}
