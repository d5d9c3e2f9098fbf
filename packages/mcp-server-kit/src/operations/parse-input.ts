// Parses a caller's input with a Zod schema and says in one sentence what does not fit.
import { z } from 'zod';
import { invalidArgument } from '../errors.ts';
import { andThen, type MaybePromise } from '../runtime/maybe-promise.ts';

/** The most problems that one answer names. */
const MAX_ISSUES = 5;

/**
 * Parses with `schema`, at once where all of its checks are synchronous. Zod's `safeParse` would start an
 * asynchronous check only to give up, and leave its promise to fail unhandled.
 */
export function safeParserOf(
  schema: z.ZodType,
): (value: unknown) => MaybePromise<z.ZodSafeParseResult<unknown>> {
  const finish = ({ value, issues }: z.core.ParsePayload): z.ZodSafeParseResult<unknown> => {
    if (issues.length === 0) return { success: true, data: value };
    const final = issues.map((issue) => z.core.util.finalizeIssue(issue, undefined, z.core.config()));
    return { success: false, error: new z.ZodError(final) };
  };
  return (value) => andThen(schema._zod.run({ value, issues: [] }, { async: true }), finish);
}

/** Makes the validation of a caller's input; `what` names it in the answer. */
export function parserOf(schema: z.ZodType, what: string): (input: unknown) => MaybePromise<unknown> {
  const parse = safeParserOf(schema);
  const finish = (parsed: z.ZodSafeParseResult<unknown>): unknown => {
    if (parsed.success) return parsed.data;
    throw invalidArgument(`Invalid ${what}: ${describe(parsed.error.issues)}`);
  };
  return (input) => andThen(parse(input), finish);
}

function describe(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const shown = issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`));
  if (issues.length > MAX_ISSUES) shown.push(`and ${issues.length - MAX_ISSUES} more`);
  return shown.join('; ');
}
