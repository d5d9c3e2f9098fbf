// Replaces personal data in what a handler asks of the client.
import type { InputRequest } from '../definitions/input-required.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { redactStrings } from '../runtime/redact-strings.ts';
import { sanitiseRecord } from '../runtime/sanitise-record.ts';
import { sanitiseBlock, sanitiseBlocks } from './sanitise-content.ts';

type Requests = Readonly<Record<string, InputRequest>>;
type Fields = Readonly<Record<string, unknown>>;

/** What a client can be asked; a handler without types may ask anything. */
const METHODS: ReadonlySet<unknown> = new Set<InputRequest['method']>([
  'elicitation/create',
  'sampling/createMessage',
  'roots/list',
]);

/**
 * Cleans requests: the messages of a sampling as results are, schemas by their strings, the rest by its keys too.
 * @throws {TypeError} for a method that no client knows: it is a handler's text.
 */
export function sanitiseRequests(requests: Requests, sanitizer: SanitizerLike): Requests {
  return Object.fromEntries(
    Object.entries(requests).map(([key, { method, params }]) => {
      if (!METHODS.has(method)) throw new TypeError('A handler asks for what no client can be asked');
      return [
        sanitizer.redact(key),
        { method, ...(params && { params: sanitiseParams(params, sanitizer) }) },
      ];
    }),
  );
}

function sanitiseParams(
  { requestedSchema, tools, messages, ...rest }: Fields,
  sanitizer: SanitizerLike,
): Fields {
  return {
    ...sanitiseRecord(rest, sanitizer),
    ...(requestedSchema !== undefined && { requestedSchema: redactStrings(requestedSchema, sanitizer) }),
    ...(tools !== undefined && { tools: redactStrings(tools, sanitizer) }),
    ...(Array.isArray(messages) && {
      messages: messages.map(({ content, ...others }: Fields) => ({
        ...sanitiseRecord(others, sanitizer),
        content: Array.isArray(content)
          ? sanitiseBlocks(content, sanitizer)
          : sanitiseBlock(content as Fields, sanitizer),
      })),
    }),
  };
}
