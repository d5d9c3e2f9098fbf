// tools/call, for one tool.
import type { z } from 'zod';
import { isInputRequired } from '../definitions/input-required.ts';
import type { ToolDefinition } from '../definitions/tool.ts';
import { andThen } from '../runtime/maybe-promise.ts';
import type { Operation, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { sanitiseRecord } from '../runtime/sanitise-record.ts';
import { parserOf, safeParserOf } from './parse-input.ts';
import { sanitiseBlocks } from './sanitise-content.ts';

/** Makes the operation that calls `tool`. */
export function toolOperation(tool: ToolDefinition): Operation {
  const handler = tool.handler as (input: unknown, context: unknown) => unknown;
  const parse = tool.output && safeParserOf(tool.output);
  const fit = (parsed: z.ZodSafeParseResult<unknown>): unknown => {
    if (parsed.success) return parsed.data;
    throw new TypeError(
      `The result of tool "${tool.name}" does not fit its output schema: ${parsed.error.message}`,
    );
  };
  return {
    method: 'tools/call',
    target: tool.name,
    kind: 'tool',
    timeoutMs: tool.timeoutMs,
    rateLimit: tool.rateLimit,
    // A tool that takes nothing is handed nothing, whatever the caller sent.
    validate: tool.input ? parserOf(tool.input, 'arguments') : () => ({}),
    run: (call) => handler(call.input, call),
    shape(value) {
      if (isInputRequired(value)) return value as unknown as Result;
      if (typeof value === 'string') return { content: [{ type: 'text', text: value }] };
      if (value === null || typeof value !== 'object') {
        throw new TypeError(
          `The handler of tool "${tool.name}" returned ${value === null ? 'null' : typeof value}`,
        );
      }
      const result = value as Result;
      checkBlocks(result.content, tool.name);
      if (result.isError === true) return result;
      if (parse === undefined) return result;
      if (result.structuredContent === undefined) {
        throw new TypeError(`The handler of tool "${tool.name}" returned no structuredContent`);
      }
      return andThen(
        parse(result.structuredContent),
        (parsed): Result => ({
          ...result,
          structuredContent: fit(parsed),
        }),
      );
    },
    sanitise: sanitiseToolResult,
  };
}

/** Cleans a tool's result. Text for structured content is made from what has been cleaned already. */
function sanitiseToolResult(result: Result, sanitizer: SanitizerLike): Result {
  const clean: Result = { content: undefined };
  if (result.structuredContent !== undefined) {
    clean.structuredContent = sanitizer.sanitize(result.structuredContent);
  }
  clean.content = Array.isArray(result.content)
    ? sanitiseBlocks(result.content, sanitizer)
    : clean.structuredContent === undefined
      ? []
      : [{ type: 'text', text: JSON.stringify(clean.structuredContent) }];
  if (result.isError === true) clean.isError = true;
  if (result._meta !== undefined) clean._meta = sanitiseRecord(result._meta, sanitizer);
  return clean;
}

function checkBlocks(content: unknown, name: string): void {
  if (content === undefined) return;
  const isList = Array.isArray(content) && content.every((block) => typeof block?.type === 'string');
  if (!isList)
    throw new TypeError(`The handler of tool "${name}" returned content that is not a list of blocks`);
}
