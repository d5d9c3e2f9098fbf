// Numbers, telling keys and bytes: what structured content is cleaned of, every other part of an answer is too.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePrompt, defineResource, elicit, inputRequired, sample } from '../../src/index.ts';
import { connect, ERAS, run } from '../guards/probe.ts';
import { legacy, modern, serve } from '../http/raw.ts';

const MAIL = 'jane@example.com';
const CARD = 4111111111111111;
const SECRET = { password: 'a word' };

/** A block with what an object has as its prototype, unless it came as JSON does. */
const withProto = (value: unknown): object =>
  JSON.parse(JSON.stringify({ type: 'text', text: 'clean', proto: value }).replace('"proto"', '"__proto__"'));

/** What a tool that returns `value` answers over HTTP, the same in both eras. */
async function answerOf(value: unknown): Promise<Record<string, unknown>> {
  const { send } = await serve({ tools: [run(() => value)] });
  const [result, modernResult] = await Promise.all(
    [legacy, modern].map(async (make) => (await send(make('tools/call', { name: 'run' }))).body.result),
  );
  expect(modernResult).toMatchObject({ content: result?.content });
  return result ?? {};
}

describe('numbers and telling keys', () => {
  const link = { type: 'resource_link', uri: 'note://1', name: 'one' };
  const embedded = { uri: 'note://1', text: 'clean' };
  test.each(
    Object.entries({
      _meta: { content: [], _meta: { 'a.example/card': CARD, 'a.example/deep': [SECRET] } },
      '_meta that is no object': { content: [], _meta: [CARD, SECRET] },
      annotations: { content: [{ type: 'text', text: 'clean', annotations: { priority: CARD, ...SECRET } }] },
      'a field of a block': { content: [{ type: 'text', text: 'clean', card: CARD, ...SECRET }] },
      'the size of a link': { content: [{ ...link, size: CARD }] },
      '_meta of a link': { content: [{ ...link, _meta: SECRET }] },
      'an embedded resource': { content: [{ type: 'resource', resource: { ...embedded, _meta: SECRET } }] },
      'a text that is no text': { content: [{ type: 'text', text: { card: CARD, ...SECRET } }] },
      'a field called __proto__': { content: [withProto(CARD), withProto(SECRET)] },
      'a field of a resource called __proto__': {
        content: [{ type: 'resource', resource: { ...embedded, ...withProto(SECRET) } }],
      },
      'a block that is none': { content: [{ type: 'text', toJSON: (): unknown => [CARD, SECRET] }] },
      'a block that is text': { content: [{ type: 'text', toJSON: (): unknown => `card ${CARD}` }] },
    }),
  )('a tool: %s', async (_name, value) => {
    const { send } = await serve({ tools: [run(() => value)] });
    for (const make of [legacy, modern]) {
      const { text, body } = await send(make('tools/call', { name: 'run' }));
      expect(body.result).toBeDefined();
      expect(text).not.toMatch(/4111|a word|"4","1"/);
    }
  });

  const listed = { uri: 'note://1', name: 'one', size: CARD, _meta: SECRET };
  const define = (values: readonly string[]) => ({
    resources: [
      defineResource({
        name: 'many',
        uri: 'note://{id}',
        list: () => [listed],
        complete: { id: () => values },
        handler: () => '',
      }),
    ],
  });
  const ref = { type: 'ref/resource', uri: 'note://{id}' };

  test.each([
    ['a list of resources', 'resources/list', {}, define([])],
    [
      'a completion',
      'completion/complete',
      { ref, argument: { name: 'id', value: '' } },
      define([`card ${CARD}`]),
    ],
    [
      '_meta of a prompt',
      'prompts/get',
      { name: 'write' },
      {
        prompts: [
          definePrompt({
            name: 'write',
            handler: () => ({ messages: [], _meta: { card: CARD, ...SECRET } }) as never,
          }),
        ],
      },
    ],
    [
      'a message of a prompt',
      'prompts/get',
      { name: 'write' },
      {
        prompts: [
          definePrompt({
            name: 'write',
            handler: () => ({ messages: [{ role: 'user', content: withProto(SECRET) }] }) as never,
          }),
        ],
      },
    ],
    [
      '_meta of a tool',
      'tools/list',
      {},
      { tools: [run(() => '', { _meta: { 'a.example/x': { card: CARD, ...SECRET } } })] },
    ],
  ] as const)('%s', async (_name, method, params, parts) => {
    const { send } = await serve(parts);
    for (const make of [legacy, modern]) {
      const { text, body } = await send(make(method, params));
      expect(body.result).toBeDefined();
      expect(text).not.toMatch(/4111|a word|"4","1"/);
    }
  });

  test('progress', async () => {
    const tool = run((_input, { progress }) => {
      progress(CARD, CARD, MAIL);
      progress(1, 2, 'half');
      return 'done';
    });
    const { send } = await serve({ tools: [tool] });
    const { text } = await send(legacy('tools/call', { name: 'run', _meta: { progressToken: 'token 1' } }));
    expect(text).not.toMatch(/4111|jane@/);
    expect(text).toContain('"params":{"progress":1,"total":2,"message":"half","progressToken":"token 1"}');
  });

  test.each(ERAS)('questions of a handler, %s', async (era) => {
    const asked: unknown[] = [];
    const schema = { type: 'object', properties: { password: { type: 'string', default: MAIL } } };
    const image = { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' };
    const tool = run((_input, { inputResponses }) =>
      inputResponses === undefined
        ? inputRequired({
            inputRequests: {
              form: elicit(`Mail ${MAIL}`, schema),
              text: sample({
                maxTokens: 5,
                metadata: { card: CARD, ...SECRET },
                messages: [
                  {
                    role: 'user',
                    content: { type: 'text', text: JSON.stringify({ ...SECRET, note: MAIL }) },
                  },
                  { role: 'user', content: [image, { type: 'text', text: MAIL }, withProto(MAIL)] },
                ],
              }),
            },
          })
        : 'done',
    );
    const answer = (request: { method: string; params?: unknown }): never => {
      asked.push(request.params);
      return (
        request.method === 'elicitation/create'
          ? { action: 'decline' }
          : { role: 'assistant', model: 'm', content: { type: 'text', text: 'a' } }
      ) as never;
    };
    const { ask } = await connect(
      era,
      { tools: [tool] },
      {
        capabilities: { elicitation: {}, sampling: {} },
        prepare: (client) => {
          const set = client.setRequestHandler.bind(client) as (what: unknown, handler: unknown) => void;
          if (era === '2026') {
            set('elicitation/create', answer);
            set('sampling/createMessage', answer);
          } else client.fallbackRequestHandler = (async (request: never) => answer(request)) as never;
        },
      },
    );
    expect((await ask('tools/call', { name: 'run' })).text).toBe('done');
    const text = JSON.stringify(asked);
    expect(asked).toHaveLength(2);
    expect(text).not.toMatch(/jane@|4111|a word/);
    expect(text).toContain('"properties":{"password":{"type":"string","default":"[EMAIL]"}}');
    expect(text).toContain('"maxTokens":5');
    expect(text).toContain(image.data);
  });

  test('a question that no client knows is not asked', async () => {
    const tool = run(() => inputRequired({ inputRequests: { a: { method: MAIL as never } } }));
    const { send } = await serve({ tools: [tool] });
    const { text } = await send(modern('tools/call', { name: 'run' }, { capabilities: { elicitation: {} } }));
    expect(text).toMatch(/Error id: [a-z]{16}\./);
    expect(text).not.toContain('jane@');
  });

  test('fields of the protocol stay as they are', async () => {
    const value = {
      content: [
        {
          type: 'resource_link',
          uri: 'note://tokens/1',
          name: 'tokens',
          title: 'Tokens',
          description: 'Of the parser.',
          mimeType: 'text/plain',
          size: 5_000_000_000,
          annotations: { audience: ['user'], priority: 0.5, lastModified: '2026-01-02T03:04:05Z' },
          icons: [{ src: 'https://a.example/a.png', mimeType: 'image/png', sizes: ['48x48'] }],
          _meta: { 'a.example/tokenCount': 5, at: 1_790_000_000_000 },
        },
        { type: 'text', text: 'a', annotations: { priority: 1 } },
      ],
      _meta: { 'a.example/count': 1, 'a.example/list': [1, null, true, 'a'] },
    };
    expect(await answerOf(value)).toMatchObject(value);
  });
});

test.each(['system', MAIL, '', undefined, { toJSON: () => 'user' }])(
  'a message of a prompt is of the user or the assistant, not of %s',
  async (role) => {
    const messages = [{ role, content: { type: 'text', text: 'a' } }];
    const prompt = definePrompt({
      name: 'write',
      args: z.object({}),
      handler: () => ({ messages }) as never,
    });
    const { send } = await serve({ prompts: [prompt] });
    const { text } = await send(legacy('prompts/get', { name: 'write' }));
    expect(text).not.toContain('jane@');
    // What JSON shows counts.
    if (typeof role === 'object') expect(text).toContain('"role":"user"');
    else expect(text).toMatch(/Error id: [a-z]{16}\./);
  },
);

describe('bytes that are text', () => {
  const utf8 = (text: string) => Buffer.from(text).toString('base64');
  const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('base64');
  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('base64');
  const latin1 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
  const embedded = (mimeType: unknown, blob: string, more = {}) => ({
    type: 'resource',
    resource: { uri: 'note://1', mimeType, blob, ...more },
  });
  const types = [
    'application/csv',
    'application/sql',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/unheard-of',
    'image/png',
    'message/rfc822',
    'text/plain; charset=utf-8',
    'text/plain; charset="US-ASCII"',
    'application/octet-stream; charset=binary',
    'text/plain; charset=no-such',
    'text/plain; charset=utf-16le',
    undefined,
    5,
  ];

  test.each<[string, unknown]>([
    ...types.map((type): [string, unknown] => [`ASCII as ${type}`, embedded(type, utf8(`to ${MAIL}`))]),
    ...types.map((type): [string, unknown] => [`UTF-16 as ${type}`, embedded(type, utf16(`to ${MAIL}`))]),
    ['UTF-16 with a mark', embedded(undefined, utf16(`\ufeffé to ${MAIL}`))],
    ['UTF-16 of the other order', embedded('text/plain; charset=utf-16be', swapped(`to ${MAIL}`))],
    ['UTF-16 of the other order with a mark', embedded(undefined, swapped(`\ufeffé to ${MAIL}`))],
    ['Latin-1', embedded('text/plain', latin1(`\xe9 ${MAIL}`))],
    ['Latin-1 of a type after a blank', embedded(' \ttext/plain; charset=latin1', latin1(`\xe9 ${MAIL}`))],
    ['Latin-1 of a form', embedded('application/x-www-form-urlencoded', latin1(`\xe9=${MAIL}`))],
    ['Latin-1 that says so', embedded('text/plain; charset=iso-8859-1', latin1(`\xe9 ${MAIL}`))],
    ['Latin-1 that says UTF-8', embedded('text/plain; charset=utf-8', latin1(`\xe9 ${MAIL}`))],
    ['the alphabet of URLs', embedded('text/plain', Buffer.from(`>>>??? ${MAIL}`).toString('base64url'))],
    ['lines', embedded('text/plain', utf8(`to ${MAIL}`).replace(/.{8}/g, '$&\r\n'))],
    ['text beside a blob', embedded('text/plain', utf8(MAIL), { text: 'clean' })],
    ['data beside text', { type: 'text', text: 'clean', data: utf8(MAIL), mimeType: 'text/plain' }],
    ['data and a blob', { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=', blob: utf8(MAIL) }],
    ['a resource beside text', { ...embedded('text/plain', utf8(MAIL)), text: 'clean' }],
  ])('%s', async (_name, block) => {
    const { content } = await answerOf({ content: [block] });
    expect(content).toHaveLength(1);
    const shown = JSON.stringify(content);
    const bytes = [...shown.matchAll(/"((?:[\w+/-]|\\r\\n){8,}={0,2})"/g)].map(([, data = '']) =>
      Buffer.from(data.replaceAll('\\r\\n', ''), 'base64'),
    );
    const read = [shown, ...bytes.flatMap((data) => [data.toString('latin1'), data.toString('utf16le')])];
    expect(read.join('\n').replaceAll('\0', '')).not.toContain('jane@');
  });

  test('what replaces them is UTF-8, and says so', async () => {
    const [utf16Block, plain] = [
      embedded('text/plain; charset=utf-16le; format=flowed', utf16(`é to ${MAIL}`)),
      embedded('text/plain', utf8(`é to ${MAIL}`)),
    ];
    expect((await answerOf({ content: [utf16Block, plain] })).content).toMatchObject([
      { resource: { mimeType: 'text/plain; charset=utf-8; format=flowed', blob: utf8('é to [EMAIL]') } },
      { resource: { mimeType: 'text/plain', blob: utf8('é to [EMAIL]') } },
    ]);
  });

  test('what is not Base64 is not sent', async () => {
    const block = { type: 'image', mimeType: 'image/png', data: 'aGVsbG8!' };
    const { send } = await serve({ tools: [run(() => ({ content: [block] }))] });
    expect((await send(legacy('tools/call', { name: 'run' }))).text).toMatch(/Error id: [a-z]{16}/);
  });

  test('clean bytes stay as they are', async () => {
    const content = [
      embedded('text/plain; charset=utf-16le', utf16('é clean')),
      embedded('text/plain; charset=utf-8', utf8('é clean')),
      embedded('text/plain', latin1('\xe9 clean')),
      embedded('application/pdf', Buffer.from('%PDF-1.7\n%\xe2\xe3\n', 'latin1').toString('base64')),
      embedded('text/plain', Buffer.from('>>>??? clean').toString('base64url')),
      { type: 'audio', mimeType: 'audio/wav', data: Buffer.alloc(100).toString('base64') },
    ];
    expect((await answerOf({ content })).content).toEqual(content);
  });
});
