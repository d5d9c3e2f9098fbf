// Schemas that are not safe to serve are refused when they are defined, by a message that names the tool.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DefinitionError, definePrompt, defineResource, defineTool } from '../../src/index.ts';

const withInput = (input: z.ZodType) =>
  defineTool({ name: 'search', description: 'Searches.', input, handler: () => 'done' });
const withOutput = (output: z.ZodType) =>
  defineTool({
    name: 'search',
    description: 'Searches.',
    output,
    handler: () => ({ structuredContent: {} }),
  } as Parameters<typeof defineTool>[0]);

/** `levels` objects inside one another, with a string in the innermost. */
function nested(levels: number): z.ZodType {
  let schema: z.ZodType = z.string();
  for (let level = 0; level < levels; level++) schema = z.object({ in: schema });
  return schema;
}

describe('not an object', () => {
  test.each([
    ['a string', z.string(), 'got type string'],
    ['an array', z.array(z.string()), 'got type array'],
    ['a union', z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), 'got type undefined'],
    ['anything', z.any(), 'got type undefined'],
  ])('%s', (_name, schema, message) => {
    for (const [where, define] of [
      ['input', withInput],
      ['output', withOutput],
    ] as const) {
      expect(() => define(schema)).toThrow(DefinitionError);
      expect(() => define(schema)).toThrow(
        `Expected the tool "search" ${where} schema to be a z.object(), ${message}`,
      );
    }
  });
});

test.each([
  ['a date', z.object({ when: z.date() })],
  ['a Map', z.object({ map: z.map(z.string(), z.string()) })],
  ['a bigint', z.object({ big: z.bigint() })],
])('%s cannot be expressed', (_name, schema) => {
  expect(() => withInput(schema)).toThrow(
    'The tool "search" input schema cannot be expressed as JSON Schema',
  );
  expect(() => withInput(schema)).toThrow(expect.objectContaining({ cause: expect.any(Error) }));
});

test('a transform may stand in an input, not in an output, which clients validate', () => {
  const schema = z.object({ limit: z.string().transform(Number) });
  expect(withInput(schema).inputSchema).toMatchObject({ properties: { limit: { type: 'string' } } });
  expect(() => withOutput(schema)).toThrow('The tool "search" output schema cannot be expressed');
});

describe('references', () => {
  test.each([
    'https://evil.example/schema.json',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    '//evil.example/schema',
    'other.json#/x',
  ])('%s is refused', ($ref) => {
    for (const define of [withInput, withOutput]) {
      const schema = z.object({ list: z.array(z.object({ deep: z.string().meta({ $ref }) })) });
      expect(() => define(schema)).toThrow(`refers to ${JSON.stringify($ref)}; only "#…" is allowed`);
    }
  });

  test('a schema may refer to itself', () => {
    const Tree = z.object({
      name: z.string(),
      get children() {
        return z.array(Tree);
      },
    });
    expect(JSON.stringify(withInput(Tree).inputSchema)).toContain('"$ref":"#');
  });

  test('a property may be called $ref or pattern', () => {
    const schema = z.object({ $ref: z.string(), pattern: z.string(), properties: z.string() });
    expect(Object.keys(withInput(schema).inputSchema.properties as object)).toHaveLength(3);
  });
});

describe('patterns', () => {
  const evil = /^(a+)+$/;

  test.each([
    ['a repetition in a repetition', z.string().regex(evil)],
    ['groups of words', z.string().regex(/^(\w+\s?)*$/)],
    ['one of several patterns', z.string().regex(/^a/).regex(evil)],
    ['keys of a record', z.record(z.string().regex(evil), z.string())],
    ['an item of an array', z.array(z.string().regex(evil))],
    ['an alternative', z.union([z.int(), z.string().regex(evil)])],
    ['a pattern of the author under the name of a format', z.email({ pattern: evil })],
    ['a format of the author', z.stringFormat('code', evil)],
    ['a pattern behind a transform', z.string().trim().transform(String).pipe(z.string().regex(evil))],
    ['one between two pipes', z.string().pipe(z.string().regex(evil)).pipe(z.string())],
    ['one before a transform', z.string().regex(evil).transform(String)],
    [
      'the far side of a codec',
      z.codec(z.string(), z.string().regex(evil), { decode: String, encode: String }),
    ],
    ['one after a preprocess', z.preprocess((value) => value, z.string().regex(evil))],
    ['one with a default', z.string().regex(evil).optional().default('a')],
    ['one whose failure is caught', z.string().regex(evil).catch('a')],
    ['one that is made later', z.lazy(() => z.string().pipe(z.string().regex(evil)).pipe(z.any()))],
    ['one in a tuple', z.tuple([z.int(), z.string().regex(evil)])],
    ['one in the rest of a tuple', z.tuple([z.int()], z.string().regex(evil))],
    ['one in an intersection', z.intersection(z.object({}), z.object({ a: z.string().regex(evil) }))],
    ['keys of a loose record', z.looseRecord(z.string().regex(evil), z.string())],
    ['one of a host', z.url({ hostname: evil })],
    ['one of a property', z.string().check(z.property('length', z.coerce.string().regex(evil)))],
    ['one joined to a template', z.templateLiteral([z.templateLiteral([z.string().regex(/(a+)+/)])])],
    ['overlapping alternatives', z.string().regex(/^(a|a)*$/)],
    ['overlapping alternatives of different length', z.string().regex(/^(?:a|aa)+$/)],
    ['repetitions side by side that take the same', z.string().regex(/^\s*\s*\s*\s*x$/)],
    ['one that may begin anywhere', z.string().regex(/\d+x/)],
    ['one that a flag makes slow', z.string().regex(/^[a-z]*[A-Z]*[a-z]*x$/i)],
    ['a template with two free parts', z.templateLiteral([z.string(), '-', z.string(), '-', z.string()])],
  ])('%s is refused', (_name, field) => {
    expect(() => withInput(z.object({ field }))).toThrow(DefinitionError);
    expect(() => withInput(z.object({ field }))).toThrow(
      /The tool "search" input schema: Expected `pattern` to be one that runs in linear time/,
    );
  });

  test.each([
    ['a bounded repetition', z.string().regex(/^[a-z]{1,64}$/)],
    ['dates', z.string().regex(/^\d{4}-\d{2}-\d{2}$/)],
    ['the formats of Zod', z.email()],
    [
      'more formats of Zod',
      z.object({ a: z.url(), b: z.uuid(), c: z.ipv6(), d: z.iso.datetime(), e: z.cuid2() }),
    ],
    ['a format of Zod and a pattern besides', z.email().regex(/@example\.com$/)],
    ['a pattern that is only data', z.any().default({ pattern: evil })],
    ['a slow pattern as text', z.literal('(a+)+')],
    [
      'formats of Zod behind a pipe',
      z
        .string()
        .trim()
        .pipe(z.union([z.email(), z.ipv6(), z.uuid(), z.hostname()])),
    ],
    ['values of JSON', z.json()],
    ['a format of Zod and a length', z.email().max(100)],
    ['a beginning, an end and a part', z.string().startsWith('a').endsWith('b').includes('c')],
    ['words with hyphens', z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)],
    ['times', z.object({ a: z.iso.datetime({ offset: true }), b: z.iso.time(), c: z.iso.duration() })],
    ['dates, which JSON Schema does not know', z.string().transform((text) => new Date(text))],
    ['a template', z.templateLiteral(['id-', z.int()])],
  ])('%s are accepted', (_name, field) => {
    expect(withInput(z.object({ field })).inputSchema.type).toBe('object');
  });
});

test('a schema that makes itself anew is refused', () => {
  const endless = (): z.ZodType<string, string> => z.lazy(() => z.string().pipe(endless()));
  const behind = z.string().transform(String).pipe(endless());
  expect(() => withInput(z.object({ behind }))).toThrow('The tool "search" input schema has no end');
});

test('the params of a resource are checked too, and the resource is named', () => {
  const params = z.object({
    id: z
      .string()
      .pipe(z.string().regex(/^(a+)+$/))
      .pipe(z.string()),
  });
  expect(() => defineResource({ name: 'note', uri: 'note://{id}', params, handler: () => 'x' })).toThrow(
    'The resource "note" params schema: Expected `pattern`',
  );
});

describe('nesting', () => {
  test('32 objects in one another are accepted, 33 are not', () => {
    expect(withInput(nested(32)).inputSchema.type).toBe('object');
    expect(() => withInput(nested(33))).toThrow(
      'The tool "search" input schema nests deeper than 64 levels of JSON',
    );
  });

  test('500 are refused by the same words', () => {
    expect(() => withInput(nested(500))).toThrow('nests deeper than 64 levels of JSON');
  });
});

test('an output keeps no formats and lengths, which placeholders would not satisfy; an input keeps them', () => {
  const schema = z.object({ mail: z.email().min(5).max(100), code: z.string().regex(/^[A-Z]{3}$/) });
  const shown = JSON.stringify(withOutput(schema).outputSchema);
  expect(shown).not.toMatch(/"(?:format|pattern|minLength|maxLength)"/);
  expect(withInput(schema).inputSchema).toMatchObject({
    properties: { mail: { format: 'email', minLength: 5, maxLength: 100 }, code: { pattern: '^[A-Z]{3}$' } },
  });
});

test('the arguments of a prompt are checked too, and the prompt is named', () => {
  const args = z.object({ topic: z.string().regex(/^(a+)+$/) });
  expect(() => definePrompt({ name: 'write', args, handler: () => 'x' })).toThrow(
    'The prompt "write" args schema: Expected `pattern`',
  );
});
