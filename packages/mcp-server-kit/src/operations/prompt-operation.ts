// prompts/get, for one prompt.
import type { PromptMessage } from '../definitions/content.ts';
import { isInputRequired } from '../definitions/input-required.ts';
import type { PromptDefinition, PromptResult } from '../definitions/prompt.ts';
import type { Operation, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { sanitiseRecord } from '../runtime/sanitise-record.ts';
import { checkBlock } from './check-content.ts';
import { parserOf } from './parse-input.ts';
import { sanitiseBlock } from './sanitise-content.ts';

/** Makes the operation that gets `prompt`. */
export function promptOperation(prompt: PromptDefinition): Operation {
  const handler = prompt.handler as (args: unknown, context: unknown) => unknown;
  const where = `The handler of prompt "${prompt.name}"`;
  return {
    method: 'prompts/get',
    target: prompt.name,
    kind: 'prompt',
    cache: prompt.cache,
    timeoutMs: prompt.timeoutMs,
    scopes: prompt.scopes,
    rateLimit: undefined,
    validate: prompt.args && parserOf(prompt.args, `arguments of prompt "${prompt.name}"`),
    run: (call) => handler(call.input, call),
    shape(value) {
      if (isInputRequired(value)) return value as unknown as Result;
      const description = prompt.description === undefined ? {} : { description: prompt.description };
      if (typeof value === 'string') {
        return { ...description, messages: [{ role: 'user', content: { type: 'text', text: value } }] };
      }
      const { messages } = (value ?? {}) as Partial<PromptResult>;
      if (!Array.isArray(messages)) throw new TypeError(`${where} returned no list of messages`);
      return { ...description, ...(value as PromptResult) };
    },
    // Field by field: what MCP does not know stays here.
    sanitise: ({ description, messages, _meta }, sanitizer) => ({
      ...(typeof description === 'string' && { description: sanitizer.redact(description) }),
      messages: (messages as PromptMessage[]).map((message) => sanitiseMessage(message, sanitizer, where)),
      ...(_meta !== undefined && { _meta: sanitiseRecord(_meta, sanitizer) }),
    }),
  };
}

function sanitiseMessage(
  { role, content }: PromptMessage,
  sanitizer: SanitizerLike,
  where: string,
): Record<string, unknown> {
  if (role !== 'user' && role !== 'assistant') {
    throw new TypeError(`${where} returned a message whose role is not "user" or "assistant"`);
  }
  checkBlock(content, where);
  return { role, content: sanitiseBlock(content as unknown as Record<string, unknown>, sanitizer) };
}
