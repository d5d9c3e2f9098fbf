// Parses a caller's input with a Zod schema and says in one sentence what does not fit.
import { z } from 'zod';
import { invalidArgument, PublicError } from '../errors.ts';
import { andThen, type MaybePromise, settle } from '../runtime/maybe-promise.ts';
import { quoted } from '../runtime/quote.ts';

/** The most problems that one answer names. */
const MAX_ISSUES = 5;

/** What a schema made of a value; of the problems only the first are put into words, which takes longest. */
export type Parsed = { readonly value: unknown } | { readonly problems: string };

/**
 * Parses with `schema`, at once where all of its checks are synchronous. Zod's `safeParse` would start an
 * asynchronous check only to give up, and leave its promise to fail unhandled.
 */
export function safeParserOf(schema: z.ZodType): (value: unknown) => MaybePromise<Parsed> {
  const finish = ({ value, issues }: z.core.ParsePayload): Parsed =>
    issues.length === 0 ? { value } : { problems: describe(issues) };
  return (value) => andThen(schema._zod.run({ value, issues: [] }, { async: true }), finish);
}

/** Makes the validation of a caller's input; `what` names it in the answer. */
export function parserOf(schema: z.ZodType, what: string): (input: unknown) => MaybePromise<unknown> {
  const parse = safeParserOf(schema);
  const finish = (parsed: Parsed): unknown => {
    if ('value' in parsed) return parsed.value;
    throw invalidArgument(`Invalid ${what}: ${parsed.problems}`);
  };
  const fail = (cause: unknown): never => {
    if (!isOverflow(cause)) throw cause;
    throw new PublicError('invalid_argument', `Invalid ${what}: more is wrong than can be told`, { cause });
  };
  return (input) => settle(() => parse(input), finish, fail);
}

// Zod hands on the problems of a list as the arguments of one call, of which there may be a hundred thousand or so.
function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

function describe(issues: readonly z.core.$ZodRawIssue[]): string {
  const shown = issues.slice(0, MAX_ISSUES).map((issue) => {
    const { path, message, code } = z.core.util.finalizeIssue(issue, undefined, z.core.config());
    // Both name keys that the caller has chosen; any other message is the schema's.
    const words = code === 'unrecognized_keys' ? quoted(message) : message;
    return path.length === 0 ? words : `${quoted(path.map(String).join('.'))}: ${words}`;
  });
  if (issues.length > MAX_ISSUES) shown.push(`and ${issues.length - MAX_ISSUES} more`);
  return shown.join('; ');
}
