// defineTool: what is refused, and that the handler's types follow from the schemas.
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { DefinitionError, defineTool, type HandlerContext, type ToolResult } from '../../src/index.ts';

const base = { name: 'search', description: 'Searches.', handler: () => 'done' };

describe('a tool is refused', () => {
  test.each([
    ['without a description', { description: undefined }, 'The tool "search" needs a description'],
    ['with a blank description', { description: ' \n ' }, 'The tool "search" needs a description'],
    ['without a handler', { handler: undefined }, 'The tool "search" needs a handler'],
    [
      'with a timeout of 0',
      { timeoutMs: 0 },
      'Expected `timeoutMs of tool "search"` to be a positive integer, got 0',
    ],
    ['with a timeout of 1.5', { timeoutMs: 1.5 }, 'got 1.5'],
    ['with a timeout of NaN', { timeoutMs: Number.NaN }, 'got NaN'],
    ['with a timeout of Infinity', { timeoutMs: Number.POSITIVE_INFINITY }, 'got Infinity'],
    ['with a timeout in words', { timeoutMs: '5s' }, 'got 5s'],
    ['with a limit of -1', { rateLimit: { limit: -1, windowMs: 1 } }, '`rateLimit.limit of tool "search"`'],
    ['with a window of 0', { rateLimit: { limit: 1, windowMs: 0 } }, '`rateLimit.windowMs of tool "search"`'],
    [
      'with the fields of an input alone, as SDK v1 takes them',
      { input: { query: z.string() } },
      'Expected the tool "search" input schema to be made by Zod 4, such as z.object({ … })',
    ],
    [
      'with a JSON Schema',
      { output: { type: 'object', properties: {} } },
      'Expected the tool "search" output schema to be made by Zod 4',
    ],
    ['with a title that is no text', { title: 5 }, 'The tool "search" has a bad title: '],
    [
      'with a hint that is no truth value',
      { annotations: { readOnlyHint: 'yes' } },
      'The tool "search" has a bad annotations.readOnlyHint: ',
    ],
    ['with an icon from nowhere', { icons: [{}] }, 'The tool "search" has a bad icons.0.src: '],
    [
      'with a _meta that is not JSON',
      { _meta: { 'a/b': () => 1 } },
      'The tool "search" has a bad _meta.a/b: ',
    ],
  ])('%s', (_case, change, message) => {
    const define = () => defineTool({ ...base, ...(change as Partial<typeof base>) });
    expect(define).toThrow(DefinitionError);
    expect(define).toThrow(message);
  });

  test('with the limit of a tool, unless both of its numbers are there', () => {
    const rateLimit = { limit: 5 } as { limit: number; windowMs: number };
    expect(() => defineTool({ ...base, rateLimit })).toThrow('`rateLimit.windowMs of tool "search"`');
  });
});

test('the error of a definition has a stable code', () => {
  expect(() => defineTool({ ...base, name: '' })).toThrow(
    expect.objectContaining({ name: 'DefinitionError', code: 'ERR_DEFINITION' }),
  );
});

test('without an input schema clients see an object without properties', () => {
  expect(defineTool(base).inputSchema).toEqual({ type: 'object', properties: {} });
});

test('a timeout of 1 ms and a limit of 1 are accepted', () => {
  const tool = defineTool({ ...base, timeoutMs: 1, rateLimit: { limit: 1, windowMs: 1 } });
  expect(tool).toMatchObject({ timeoutMs: 1, rateLimit: { limit: 1, windowMs: 1 } });
});

test('a definition is frozen through and through, and what it was made of is not', () => {
  const example = { query: 'a' };
  const options = {
    ...base,
    input: z.object({ query: z.string() }).meta({ examples: [example] }),
    annotations: { readOnlyHint: true },
    icons: [{ src: 'https://a.example/icon.png', sizes: ['48x48'] }],
    _meta: { 'example.com/owner': { team: 'docs' } },
  };
  const tool = defineTool(options);
  expect(tool).toMatchObject({
    annotations: options.annotations,
    icons: options.icons,
    _meta: options._meta,
  });
  expect(Object.isFrozen(tool.icons?.[0]?.sizes)).toBe(true);
  expect(Object.isFrozen(tool._meta?.['example.com/owner'])).toBe(true);
  for (const mine of [
    options.annotations,
    options.icons[0]?.sizes,
    options._meta['example.com/owner'],
    example,
  ])
    expect(Object.isFrozen(mine)).toBe(false);
});

describe('types', () => {
  test('the input is what the schema puts out, the result what the output schema takes in', () => {
    defineTool({
      ...base,
      input: z.object({ query: z.string(), limit: z.string().transform(Number), page: z.int().default(1) }),
      output: z.object({ hits: z.array(z.string()), total: z.int().default(0) }),
      handler: (input, context) => {
        expectTypeOf(input).toEqualTypeOf<{ query: string; limit: number; page: number }>();
        expectTypeOf(context).toEqualTypeOf<HandlerContext>();
        return { structuredContent: { hits: [] } };
      },
    });
    defineTool({
      ...base,
      output: z.object({ hits: z.array(z.string()) }),
      // @ts-expect-error: a number is not a string
      handler: () => ({ structuredContent: { hits: [1] } }),
    });
    defineTool({
      ...base,
      output: z.object({ hits: z.array(z.string()) }),
      // @ts-expect-error: text alone is not what the schema promises
      handler: () => 'text',
    });
  });

  test('without schemas the input is empty and the structured result any record', () => {
    defineTool({
      ...base,
      handler: (input) => {
        expectTypeOf(input).toExtend<object>();
        return { structuredContent: { any: 'thing' } };
      },
    });
    expectTypeOf<ToolResult['structuredContent']>().toEqualTypeOf<Record<string, unknown> | undefined>();
  });

  test('a handler may return a string, a result, or a promise of one, and nothing else', () => {
    defineTool({ ...base, handler: async () => 'text' });
    defineTool({ ...base, handler: () => ({ content: [{ type: 'text', text: 'text' }], isError: true }) });
    // @ts-expect-error: a number is not a result
    defineTool({ ...base, handler: () => 5 });
    // @ts-expect-error: a block of content has a type that MCP knows
    defineTool({ ...base, handler: () => ({ content: [{ type: 'video', data: '' }] }) });
  });
});
