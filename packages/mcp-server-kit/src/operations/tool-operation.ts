// tools/call, for one tool.
import { isInputRequired } from '../definitions/input-required.ts';
import type { ToolDefinition } from '../definitions/tool.ts';
import type { Logger } from '../runtime/logger.ts';
import { andThen } from '../runtime/maybe-promise.ts';
import type { Operation, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { sanitiseRecord } from '../runtime/sanitise-record.ts';
import { checkBlocks } from './check-content.ts';
import { type Parsed, parserOf, safeParserOf } from './parse-input.ts';
import { sanitiseBlocks } from './sanitise-content.ts';

/** Makes the operation that calls `tool`. */
export function toolOperation(tool: ToolDefinition): Operation {
  const handler = tool.handler as (input: unknown, context: unknown) => unknown;
  const where = `The handler of tool "${tool.name}"`;
  const parse = tool.output && safeParserOf(tool.output);
  const fit = (parsed: Parsed): unknown => {
    if ('value' in parsed) return parsed.value;
    throw new TypeError(
      `The result of tool "${tool.name}" does not fit its output schema: ${parsed.problems}`,
    );
  };
  return {
    method: 'tools/call',
    target: tool.name,
    kind: 'tool',
    cache: tool.cache,
    timeoutMs: tool.timeoutMs,
    scopes: tool.scopes,
    rateLimit: tool.rateLimit,
    // A tool that takes nothing is handed nothing, whatever the caller sent.
    validate: tool.input ? parserOf(tool.input, 'arguments') : () => ({}),
    run: (call) => handler(call.input, call),
    shape(value) {
      if (isInputRequired(value)) return value as unknown as Result;
      const result = typeof value === 'string' ? { content: [{ type: 'text', text: value }] } : value;
      checkResult(result, where);
      if (result.isError === true || parse === undefined) return result;
      if (result.structuredContent === undefined) {
        throw new TypeError(`${where} returned no structuredContent`);
      }
      return andThen(
        parse(result.structuredContent),
        (parsed): Result => ({
          ...result,
          structuredContent: fit(parsed),
        }),
      );
    },
    sanitise(result, sanitizer, logger) {
      const clean = sanitiseToolResult(result, sanitizer, where);
      const { structuredContent } = clean;
      if (
        parse === undefined ||
        structuredContent === undefined ||
        structuredContent === result.structuredContent
      )
        return clean;
      return andThen(parse(structuredContent), (masked) => {
        if ('value' in masked) return clean;
        // What a schema's transform has made may not be what it takes.
        return andThen(parse(result.structuredContent), (own) =>
          'value' in own ? withoutStructure(clean, tool.name, masked.problems, logger) : clean,
        );
      });
    },
  };
}

/** Says to the model why there is no structured result: its client would have refused all of it. */
function withoutStructure(
  { content, _meta }: Result,
  target: string,
  problems: string,
  logger: Logger,
): Result {
  logger.warn({ target, problems }, 'a result does not fit its output schema once personal data is masked');
  const text =
    'With personal data masked, the structured result does not fit the output schema and is left out.';
  const result: Result = { content: [...(content as unknown[]), { type: 'text', text }], isError: true };
  if (_meta !== undefined) result._meta = _meta;
  return result;
}

/** Cleans a tool's result. Text for structured content is made from what has been cleaned already. */
function sanitiseToolResult(
  { content, structuredContent, isError, _meta }: Result,
  sanitizer: SanitizerLike,
  where: string,
): Result {
  const clean: Result = { content: [] };
  if (structuredContent !== undefined) {
    // Clients of the 2025 era refuse any other.
    if (
      structuredContent === null ||
      typeof structuredContent !== 'object' ||
      Array.isArray(structuredContent)
    ) {
      throw new TypeError(`${where} returned structuredContent that is not an object`);
    }
    clean.structuredContent = sanitizer.sanitize(structuredContent);
    if (content === undefined) {
      clean.content = [{ type: 'text', text: JSON.stringify(clean.structuredContent) }];
    }
  }
  if (content !== undefined) {
    checkBlocks(content, where);
    clean.content = sanitiseBlocks(content, sanitizer);
  }
  if (isError === true) clean.isError = true;
  if (_meta !== undefined) clean._meta = sanitiseRecord(_meta, sanitizer);
  return clean;
}

const FIELDS = ['content', 'structuredContent', 'isError', '_meta'];

/** Refuses what is no result, such as a list of blocks or what a generator gives: there would be nothing to send of it. */
function checkResult(value: unknown, where: string): asserts value is Result {
  if (value !== null && typeof value === 'object') {
    if (FIELDS.some((field) => field in value)) return;
    if (Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0) return;
  }
  const what = value === null ? 'null' : typeof value;
  throw new TypeError(`${where} returned ${what === 'object' ? 'an object that is no result' : what}`);
}
