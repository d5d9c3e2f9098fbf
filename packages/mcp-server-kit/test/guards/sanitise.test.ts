// Nothing that leaves holds personal data, whatever shape the handler gave it.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  definePrompt,
  defineResource,
  invalidArgument,
  notFound,
  type ServerOptions,
} from '../../src/index.ts';
import { legacy, modern, serve } from '../http/raw.ts';
import { run } from './probe.ts';

const MAIL = 'jane@example.com';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Everything that `parts` says over HTTP in both eras, raw and with its Base64 opened. */
async function everything(
  parts: Partial<ServerOptions>,
  method: string,
  params: Record<string, unknown> = {},
): Promise<string> {
  const { send } = await serve(parts, { rateLimit: false });
  const texts = [];
  for (const make of [legacy, modern]) texts.push((await send(make(method, params))).text);
  const text = texts.join('\n');
  const opened = [...text.matchAll(/"([\w+/]{8,}={0,2})"/g)].map(([, bytes]) =>
    Buffer.from(bytes ?? '', 'base64'),
  );
  return `${text}\n${opened.join('\n')}`;
}

describe('the result of a tool', () => {
  const embedded = (resource: Record<string, unknown>) => ({ content: [{ type: 'resource', resource }] });

  test.each(
    Object.entries({
      'a string': MAIL,
      'a block of text': { content: [{ type: 'text', text: `a ${MAIL}` }] },
      'text that is JSON': { content: [{ type: 'text', text: JSON.stringify({ note: MAIL }) }] },
      'structured content': { structuredContent: { deep: [{ note: MAIL }] } },
      'a key of structured content': { structuredContent: { [MAIL]: 1 } },
      'a class in structured content': {
        structuredContent: { url: new URL(`https://a.example/?q=${MAIL}`) },
      },
      'a Map in structured content': { structuredContent: { map: new Map([[MAIL, MAIL]]) } },
      'a failure of the tool': { isError: true, content: [{ type: 'text', text: MAIL }] },
      annotations: { content: [{ type: 'text', text: 'a', annotations: { note: MAIL } }] },
      'a link': {
        content: [{ type: 'resource_link', uri: `note://${MAIL}`, name: MAIL, description: MAIL }],
      },
      'an embedded text': embedded({ uri: 'note://1', text: MAIL }),
      'the uri of an embedded resource': embedded({ uri: `note://${MAIL}`, text: 'a' }),
      'an embedded blob of text': embedded({ uri: 'note://1', mimeType: 'text/plain', blob: base64(MAIL) }),
      'an embedded blob of JSON': embedded({
        uri: 'n:1',
        mimeType: 'application/json',
        blob: base64(`{"a":"${MAIL}"}`),
      }),
      'an embedded blob of text with a charset': embedded({
        uri: 'n:1',
        mimeType: 'Text/CSV; charset=utf-8',
        blob: base64(`name,mail\njane,${MAIL}`),
      }),
      'an embedded blob of XML': embedded({
        uri: 'n:1',
        mimeType: 'application/atom+xml',
        blob: base64(MAIL),
      }),
      'an embedded SVG, which is text': embedded({
        uri: 'n:1',
        mimeType: 'image/svg+xml',
        blob: base64(`<svg>${MAIL}`),
      }),
      'an image of SVG, which is text': {
        content: [
          { type: 'image', mimeType: 'image/svg+xml', data: base64(`<svg><text>${MAIL}</text></svg>`) },
        ],
      },
      'data that is no Base64': { content: [{ type: 'image', mimeType: 'image/png', data: MAIL }] },
      'a blob that is no Base64': embedded({ uri: 'n:1', mimeType: 'image/png', blob: MAIL }),
      'the type of an image': { content: [{ type: 'image', mimeType: MAIL, data: '' }] },
      'a block that MCP does not know': { content: [{ type: 'note', to: MAIL, list: [{ cc: MAIL }] }] },
      'a block with a text and more': { content: [{ type: 'text', text: 'a', resource: { text: MAIL } }] },
      _meta: { content: [], _meta: { 'example.com/note': { deep: MAIL } } },
      'a class in _meta': {
        content: [],
        _meta: { 'example.com/url': new URL(`https://a.example/?q=${MAIL}`) },
      },
      'a toJSON in _meta': { content: [], _meta: { 'example.com/x': { toJSON: () => MAIL } } },
      'a field that MCP does not know': { content: [], note: MAIL },
      'too deep to be looked at': {
        content: [],
        _meta: Array.from({ length: 150 }).reduce((inner) => ({ inner }), { note: MAIL }) as object,
      },
    }),
  )('%s', async (_name, value) => {
    expect(await everything({ tools: [run(() => value)] }, 'tools/call', { name: 'run' })).not.toContain(
      'jane@',
    );
  });
});

test.each(
  Object.entries({
    'a string': MAIL,
    'a message': { messages: [{ role: 'user', content: { type: 'text', text: MAIL } }] },
    'its description': { description: MAIL, messages: [] },
    'its _meta': { messages: [], _meta: { 'example.com/note': MAIL } },
    'a field that MCP does not know': { messages: [], note: MAIL },
    'a field of a message': {
      messages: [{ role: 'user', content: { type: 'text', text: 'a' }, note: MAIL }],
    },
    'an embedded resource': {
      messages: [{ role: 'user', content: { type: 'resource', resource: { uri: 'n:1', text: MAIL } } }],
    },
  }),
)('a prompt: %s', async (_name, value) => {
  const prompt = definePrompt({ name: 'write', description: 'Writes.', handler: () => value as string });
  expect(await everything({ prompts: [prompt] }, 'prompts/get', { name: 'write' })).not.toContain('jane@');
});

test.each(
  Object.entries({
    'a string': MAIL,
    'bytes of text': { blob: Buffer.from(MAIL), mimeType: 'text/plain' },
    'bytes of JSON': { blob: Buffer.from(`{"a":"${MAIL}"}`), mimeType: 'application/problem+json' },
    'its own uri': { text: 'a', uri: `note://${MAIL}` },
    'its own type': { text: 'a', mimeType: MAIL },
    'a list': ['a', { text: MAIL }],
  }),
)('a resource: %s', async (_name, value) => {
  const resource = defineResource({ name: 'one', uri: 'note://one', handler: () => value as string });
  expect(await everything({ resources: [resource] }, 'resources/read', { uri: 'note://one' })).not.toContain(
    'jane@',
  );
});

test('lists: descriptions, what a template lists, what completes', async () => {
  const parts = {
    title: MAIL,
    instructions: `Ask ${MAIL}.`,
    tools: [
      run(() => 'a', {
        description: `Ask ${MAIL}.`,
        title: MAIL,
        input: z.object({ a: z.string().describe(MAIL) }) as never,
        _meta: { 'example.com/owner': MAIL },
        annotations: { title: MAIL },
      }),
    ],
    prompts: [
      definePrompt({
        name: 'write',
        description: MAIL,
        args: z.object({ a: z.string().describe(MAIL) }),
        complete: { a: () => [MAIL] },
        handler: () => 'a',
      }),
    ],
    resources: [
      defineResource({ name: 'one', uri: `note://${MAIL}`, description: MAIL, handler: () => 'a' }),
      defineResource({
        name: 'many',
        uri: 'note://many/{id}',
        description: MAIL,
        list: () => [{ uri: `note://many/${MAIL}`, name: MAIL, description: MAIL }],
        handler: () => 'a',
      }),
    ],
  };
  const complete = { ref: { type: 'ref/prompt', name: 'write' }, argument: { name: 'a', value: '' } };
  for (const [method, params] of [
    ['tools/list', {}],
    ['prompts/list', {}],
    ['resources/list', {}],
    ['resources/templates/list', {}],
    ['completion/complete', complete],
    ['server/discover', {}],
    [
      'initialize',
      { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
    ],
  ] as const) {
    const text = await everything(parts, method, params);
    expect(text, method).not.toContain('jane@');
    expect(text, method).toContain('"result"');
  }
});

test('a JSON Schema keeps the names of its properties', async () => {
  const input = z.object({ email: z.string(), password: z.string() }) as never;
  const text = await everything({ tools: [run(() => 'a', { input })] }, 'tools/list');
  expect(text).toContain('"email":{"type":"string"}');
  expect(text).toContain('"password":{"type":"string"}');
});

test('errors: their sentence and their data', async () => {
  const resource = defineResource({
    name: 'one',
    uri: 'note://{id}',
    handler: () => {
      throw notFound(`${MAIL} has no note`);
    },
  });
  const text = await everything({ resources: [resource] }, 'resources/read', { uri: `note://${MAIL}` });
  expect(text).toContain('[EMAIL] has no note');
  expect(text).not.toContain('jane@');
  const tool = run(() => {
    throw invalidArgument(`${MAIL} is not known`);
  });
  expect(await everything({ tools: [tool] }, 'tools/call', { name: 'run' })).not.toContain('jane@');
});

test('clean bytes, images and text come through as they are', async () => {
  const bytes = base64('\u0000\u0001not text\u0000');
  const content = [
    { type: 'image', mimeType: 'image/png', data: bytes },
    { type: 'audio', mimeType: 'audio/wav', data: bytes },
    { type: 'resource', resource: { uri: 'n:1', mimeType: 'application/pdf', blob: bytes } },
    { type: 'resource', resource: { uri: 'n:1', mimeType: 'text/plain', blob: base64('clean') } },
    { type: 'text', text: '{"a": 1.0,  "b":[ ]}' },
  ];
  const { send } = await serve({ tools: [run(() => ({ content }))] });
  for (const make of [legacy, modern]) {
    expect((await send(make('tools/call', { name: 'run' }))).body.result?.content).toEqual(content);
  }
});

test('the sanitizer of the options is the one that is used, and sees everything that leaves', async () => {
  const sanitizer = {
    redact: (text: string) => text.replaceAll('codename', '[X]'),
    sanitize: <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('codename', '[X]')) as T,
  };
  const { send } = await serve({ tools: [run(() => 'the codename')] }, { sanitizer });
  expect((await send(modern('tools/call', { name: 'run' }))).text).toContain('the [X]');
});
