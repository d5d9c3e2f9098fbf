// defineServer: duplicates, things that are not definitions, and what is frozen.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DefinitionError, definePrompt, defineResource, defineServer, defineTool } from '../../src/index.ts';

const tool = (name: string) => defineTool({ name, description: 'Does it.', handler: () => 'done' });
const prompt = (name: string) => definePrompt({ name, handler: () => 'Hello' });
const resource = (name: string, uri: string) => defineResource({ name, uri, handler: () => 'one' });

const define = (options: Partial<Parameters<typeof defineServer>[0]>) =>
  defineServer({ name: 'server', version: '1.0.0', ...options });

describe('duplicates', () => {
  test.each([
    ['tool "same"', { tools: [tool('same'), tool('other'), tool('same')] }],
    ['prompt "same"', { prompts: [prompt('same'), prompt('same')] }],
    ['resource "same"', { resources: [resource('same', 'note://1'), resource('same', 'note://2')] }],
    ['resource uri "note://1"', { resources: [resource('a', 'note://1'), resource('b', 'note://1')] }],
    [
      'resource uri "note://{id}"',
      { resources: [resource('a', 'note://{id}'), resource('b', 'note://{id}')] },
    ],
  ])('%s is named in the error', (what, options) => {
    expect(() => define(options)).toThrow(DefinitionError);
    expect(() => define(options)).toThrow(`The ${what} is defined twice`);
  });

  test('two templates that differ in the names of their variables alone are refused', () => {
    const [first, second] = [resource('a', 'note://{id}/{part}'), resource('b', 'note://{name}/{piece}')];
    expect(() => define({ resources: [first, second] })).toThrow(DefinitionError);
    expect(() => define({ resources: [first, second] })).toThrow(
      'The resource uri "note://{name}/{piece}" matches the same URIs as "note://{id}/{part}"',
    );
    const others = ['note://{id}', 'note://{id}/', 'notes://{id}/{part}'];
    expect(() =>
      define({ resources: [first, ...others.map((uri, at) => resource(`other-${at}`, uri))] }),
    ).not.toThrow();
  });

  test('a tool, a prompt and a resource may share a name', () => {
    const definition = define({
      tools: [tool('same')],
      prompts: [prompt('same')],
      resources: [resource('same', 'note://1')],
    });
    expect(definition.tools[0]?.name).toBe('same');
  });
});

describe('what is not a definition is refused', () => {
  test.each([
    ['tool', 'defineTool()', { tools: [{ name: 'a', handler: () => 'x' }] }],
    ['tool', 'defineTool()', { tools: [prompt('a')] }],
    ['prompt', 'definePrompt()', { prompts: [undefined] }],
    ['resource', 'defineResource()', { resources: [null] }],
  ])('as a %s', (kind, by, options) => {
    expect(() => define(options as unknown as Parameters<typeof define>[0])).toThrow(
      `Expected every ${kind} to be made by ${by}`,
    );
  });

  test('as a list of them', () => {
    const options = { tools: { one: tool('one') } } as unknown as Parameters<typeof define>[0];
    expect(() => define(options)).toThrow(DefinitionError);
    expect(() => define(options)).toThrow('Expected `tools` to be a list');
  });

  test('as instructions', () => {
    expect(() => define({ instructions: 5 as unknown as string })).toThrow(
      'The server "server" has a bad instructions: ',
    );
  });

  test.each([undefined, '', 1])('as a version: %j', (version) => {
    expect(() => define({ version: version as string })).toThrow('The server "server" needs a version');
  });
});

test('definitions keep their order, and later changes to what they were made of do not reach them', () => {
  const tools = [tool('b'), tool('a')];
  const definition = define({ tools });
  tools.push(tool('c'));
  expect(definition.tools.map(({ name }) => name)).toEqual(['b', 'a']);
});

/** The paths in `value` that are not frozen. Schemas and functions are the author's. */
function thawed(value: unknown, path: string, found: string[] = []): string[] {
  if (value === null || typeof value !== 'object' || value instanceof z.ZodType) return found;
  if (!Object.isFrozen(value)) found.push(path);
  for (const [key, part] of Object.entries(value)) thawed(part, `${path}.${key}`, found);
  return found;
}

describe('frozen all the way down', () => {
  const full = {
    tool: defineTool({
      name: 'full',
      description: 'Has everything.',
      input: z.object({
        region: z.string().meta({ 'x-mcp-header': 'Region' }),
        deep: z.object({ a: z.int() }),
      }),
      output: z.object({ list: z.array(z.object({ a: z.string() })) }),
      annotations: { readOnlyHint: true },
      icons: [{ src: 'data:,', sizes: ['any'] }],
      _meta: { 'example.com/deep': { list: [{ a: 1 }] } },
      rateLimit: { limit: 1, windowMs: 1000 },
      handler: () => ({ structuredContent: { list: [] } }),
    }),
    prompt: definePrompt({
      name: 'full',
      args: z.object({ topic: z.string().describe('What about') }),
      icons: [{ src: 'data:,', sizes: ['any'] }],
      _meta: { 'example.com/deep': { list: [{ a: 1 }] } },
      complete: { topic: () => ['a'] },
      handler: () => 'Hello',
    }),
    resource: defineResource({
      name: 'full',
      uri: 'note://{id}/{part}',
      annotations: { audience: ['user'], priority: 1 },
      icons: [{ src: 'data:,', sizes: ['any'] }],
      _meta: { 'example.com/deep': { list: [{ a: 1 }] } },
      complete: { id: () => ['1'] },
      handler: () => 'text',
    }),
  };

  test.each(Object.entries(full))('%s', (kind, definition) => {
    expect(thawed(definition, kind)).toEqual([]);
  });

  test('server', () => {
    const server = define({ tools: [full.tool], icons: [{ src: 'data:,', sizes: ['any'] }] });
    expect(thawed(server, 'server')).toEqual([]);
  });

  test('an assignment throws', () => {
    expect(() => {
      (full.tool as { description: string }).description = 'poisoned';
    }).toThrow(TypeError);
    expect(() => {
      (full.tool.inputSchema.properties as Record<string, unknown>).more = {};
    }).toThrow(TypeError);
  });
});
