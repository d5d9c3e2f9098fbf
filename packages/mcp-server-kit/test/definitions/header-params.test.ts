// `x-mcp-header`: parameters that clients of 2026-07-28 repeat as HTTP headers.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DefinitionError, defineTool } from '../../src/index.ts';

const define = (input: z.ZodType) =>
  defineTool({ name: 'query', description: 'Queries.', input, handler: () => 'done' });
const annotated = <T extends z.ZodType>(schema: T, header: unknown) =>
  schema.meta({ 'x-mcp-header': header });

test('are found at any depth, by their path', () => {
  const tool = define(
    z.object({
      region: annotated(z.string(), 'Region'),
      page: z.object({ size: annotated(z.int(), 'Page-Size'), all: annotated(z.boolean(), 'All') }),
      plain: z.string(),
    }),
  );
  expect(tool.headerParams).toEqual([
    { path: ['region'], header: 'mcp-param-region', type: 'string' },
    { path: ['page', 'size'], header: 'mcp-param-page-size', type: 'integer' },
    { path: ['page', 'all'], header: 'mcp-param-all', type: 'boolean' },
  ]);
});

describe('are refused', () => {
  test.each([
    ['with a space in the header', annotated(z.string(), 'My Region'), 'not a header token'],
    ['with a line break in the header', annotated(z.string(), 'Region\r\nX: 1'), 'not a header token'],
    ['with a colon in the header', annotated(z.string(), 'a:b'), 'not a header token'],
    ['with an empty header', annotated(z.string(), ''), 'not a header token'],
    ['with a header that is a number', annotated(z.string(), 5), 'not a header token'],
    ['with a header of 129 characters', annotated(z.string(), 'a'.repeat(129)), 'not a header token'],
    ['on a number', annotated(z.number(), 'Region'), 'on type number; only string, integer and boolean'],
    ['on an array', annotated(z.array(z.string()), 'Region'), 'on type array'],
    ['on an object', annotated(z.object({ a: z.string() }), 'Region'), 'on type object'],
    ['on a nullable string', annotated(z.string().nullable(), 'Region'), 'only string, integer and boolean'],
  ])('%s', (_name, field, message) => {
    expect(() => define(z.object({ field }))).toThrow(DefinitionError);
    expect(() => define(z.object({ field }))).toThrow(/^The tool "query" input schema/);
    expect(() => define(z.object({ field }))).toThrow(message);
  });

  test('twice, whatever the case of their letters', () => {
    const input = z.object({ a: annotated(z.string(), 'Region'), b: annotated(z.string(), 'REGION') });
    expect(() => define(input)).toThrow('The tool "query" input schema uses one x-mcp-header twice');
  });
});

test('a header of 128 characters is accepted', () => {
  const [param] = define(z.object({ a: annotated(z.string(), 'a'.repeat(128)) })).headerParams;
  expect(param?.header).toBe(`mcp-param-${'a'.repeat(128)}`);
});
