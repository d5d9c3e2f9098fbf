// defineResource and definePrompt: what is refused, and the types of their handlers.
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { DefinitionError, definePrompt, defineResource } from '../../src/index.ts';

const resource = { name: 'note', uri: 'note://{id}', handler: () => 'text' };
const prompt = { name: 'write', handler: () => 'text' };

describe('a resource is refused', () => {
  test.each([
    [
      'with a relative uri',
      { uri: 'notes/1' },
      'Expected the uri of resource "note" to be absolute, got notes/1',
    ],
    ['with a uri of a path', { uri: '/notes/1' }, 'to be absolute'],
    ['with an empty uri', { uri: '' }, 'to be absolute'],
    ['with a scheme that begins with a digit', { uri: '1note://a' }, 'to be absolute'],
    ['with a uri that is no string', { uri: new URL('note://a') }, 'to be absolute'],
    ['without a handler', { handler: undefined }, 'The resource "note" needs a handler'],
    [
      'with a timeout of 0',
      { timeoutMs: 0 },
      'Expected `timeoutMs of resource "note"` to be a positive integer',
    ],
    [
      'with a completion of a variable that it does not have',
      { complete: { other: () => [] } },
      'The resource "note" completes {other}, which its uri does not have',
    ],
    [
      'with a template that is not understood',
      { uri: 'note://{+path}' },
      'The URI template "note://{+path}"',
    ],
    ['with an icon from nowhere', { icons: [{}] }, 'The resource "note" has a bad icons.0.src: '],
    [
      'with a theme that there is not',
      { icons: [{ src: 'data:,', theme: 'blue' }] },
      'The resource "note" has a bad icons.0.theme: ',
    ],
    ['with a _meta that is not JSON', { _meta: { a: () => 1 } }, 'The resource "note" has a bad _meta.a: '],
    ['with a size below 0', { uri: 'note://1', size: -1 }, 'The resource "note" has a bad size: '],
    [
      'with one size for all URIs of a template',
      { size: 5 },
      'The resource "note" has a size, and many resources: give the sizes in its list',
    ],
    [
      'with two lists',
      { list: () => [], listPage: () => [] },
      'The resource "note" has both list and listPage',
    ],
    [
      'with a list of the URIs of a template that it is not',
      { uri: 'note://1', list: () => [] },
      'The resource "note" lists the URIs of a template, and its uri has no {variable}',
    ],
    [
      'with pages of them',
      { uri: 'note://1', listPage: () => [] },
      'The resource "note" lists the URIs of a template',
    ],
    [
      'with a check of a variable that it does not have',
      { params: z.object({ id: z.string(), other: z.string() }) },
      'The resource "note" checks {other}, which its uri does not have',
    ],
    [
      'with the fields of a check alone',
      { params: { id: z.string() } },
      'Expected the resource "note" params schema to be made by Zod 4',
    ],
    [
      'with a completion that is no function',
      { complete: { id: ['one'] } },
      'The resource "note" completes "id" with what is no function',
    ],
    ['with a type that is no text', { mimeType: 5 }, 'The resource "note" has a bad mimeType: '],
    [
      'with a priority beyond 1',
      { annotations: { priority: 2 } },
      'The resource "note" has a bad annotations.priority: ',
    ],
    [
      'with a pattern that could take more than linear time',
      { params: z.object({ id: z.string().regex(/^(a+)+$/) }) },
      'The resource "note" params schema: Expected `pattern` to be one that runs in linear time',
    ],
  ])('%s', (_case, change, message) => {
    const define = () => defineResource({ ...resource, ...(change as Partial<typeof resource>) });
    expect(define).toThrow(DefinitionError);
    expect(define).toThrow(message);
  });
});

describe('a prompt is refused', () => {
  test.each([
    ['without a handler', { handler: undefined }, 'The prompt "write" needs a handler'],
    ['with a timeout of -5', { timeoutMs: -5 }, 'Expected `timeoutMs of prompt "write"`'],
    [
      'with a completion of an argument that it does not have',
      { args: z.object({ topic: z.string() }), complete: { other: () => [] } },
      'The prompt "write" completes "other", which is not one of its arguments',
    ],
    [
      'with a completion that is no function',
      { args: z.object({ topic: z.string() }), complete: { topic: 'tea' } },
      'The prompt "write" completes "topic" with what is no function',
    ],
    ['with a description that is no text', { description: 5 }, 'The prompt "write" has a bad description: '],
    [
      'with the fields of its arguments alone',
      { args: { topic: z.string() } },
      'Expected the prompt "write" args schema to be made by Zod 4',
    ],
    ['with arguments that are no object', { args: z.string() }, 'Expected the prompt "write" args schema'],
  ])('%s', (_case, change, message) => {
    const define = () => definePrompt({ ...prompt, ...(change as Partial<typeof prompt>) });
    expect(define).toThrow(DefinitionError);
    expect(define).toThrow(message);
  });
});

test.each([z.number(), z.int().optional(), z.boolean().default(true), z.object({}), z.array(z.string())])(
  'a prompt is refused with an argument that takes no text',
  (count) => {
    const define = () => definePrompt({ ...prompt, args: z.object({ count }) });
    expect(define).toThrow(DefinitionError);
    expect(define).toThrow('The prompt "write" takes no text as "count", and clients send nothing else');
  },
);

test('the arguments of a prompt are whatever can be made of a text', () => {
  const args = z.object({
    coerced: z.coerce.number(),
    later: z.string().transform(Number).pipe(z.number()),
    before: z.preprocess(Number, z.number()),
    flag: z.stringbool(),
    choice: z.enum(['a', 'b']).optional(),
    either: z.union([z.literal('all'), z.coerce.number()]),
  });
  expect(definePrompt({ ...prompt, args }).arguments).toHaveLength(6);
});

test('a prompt shows its arguments with their titles and descriptions', () => {
  const topic = z.string().meta({ title: 'Topic', description: 'What about' });
  const args = z.object({ topic, tone: z.string().optional() });
  expect(definePrompt({ ...prompt, args }).arguments).toEqual([
    { name: 'topic', title: 'Topic', description: 'What about', required: true },
    { name: 'tone', required: false },
  ]);
});

test('the annotations are a copy that does not change', () => {
  const annotations = { audience: ['user' as const] };
  const { annotations: own } = defineResource({ ...resource, annotations });
  expect(own).toEqual(annotations);
  expect([Object.isFrozen(own?.audience), Object.isFrozen(annotations.audience)]).toEqual([true, false]);
});

test('a fixed uri has no template, one with a variable has', () => {
  expect(defineResource({ ...resource, uri: 'note://one' }).template).toBeUndefined();
  expect(defineResource(resource).template?.variables).toEqual(['id']);
});

test('types: params are strings, or what their schema puts out; args likewise', () => {
  defineResource({
    ...resource,
    handler: ({ uri, params }) => {
      expectTypeOf(uri).toBeString();
      expectTypeOf(params).toEqualTypeOf<Record<string, string>>();
      return uri;
    },
  });
  defineResource({
    ...resource,
    params: z.object({ id: z.coerce.number() }),
    handler: ({ params }) => {
      expectTypeOf(params).toEqualTypeOf<{ id: number }>();
      return { blob: new Uint8Array() };
    },
  });
  definePrompt({
    ...prompt,
    args: z.object({ topic: z.string(), tone: z.string().optional() }),
    handler: (args) => {
      expectTypeOf(args).toEqualTypeOf<{ topic: string; tone?: string | undefined }>();
      return { messages: [] };
    },
  });
  // @ts-expect-error: a number is no body
  defineResource({ ...resource, handler: () => 5 });
  // @ts-expect-error: a prompt has messages
  definePrompt({ ...prompt, handler: () => ({ description: 'nothing else' }) });
});
