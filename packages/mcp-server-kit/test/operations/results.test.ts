// What a handler returns, in the form that the protocol wants.
import { describe, expect, test } from 'vitest';
import { definePrompt, defineResource } from '../../src/index.ts';
import { connect, ERAS, run } from '../guards/probe.ts';

describe.each(ERAS)('%s', (era) => {
  test.each([
    ['a string', 'text', { content: [{ type: 'text', text: 'text' }] }],
    ['an empty string', '', { content: [{ type: 'text', text: '' }] }],
    ['blocks', { content: [{ type: 'text', text: 'a' }] }, { content: [{ type: 'text', text: 'a' }] }],
    [
      'nothing but structure',
      { structuredContent: { a: [1] } },
      { content: [{ type: 'text', text: '{"a":[1]}' }] },
    ],
    ['an empty result', {}, { content: [] }],
    ['_meta', { content: [], _meta: { 'example.com/a': 1 } }, { content: [], _meta: { 'example.com/a': 1 } }],
  ])('a tool may return %s', async (_name, value, expected) => {
    const { ask } = await connect(era, { tools: [run(() => value)] });
    const { result } = await ask('tools/call', { name: 'run' });
    expect(result).toMatchObject(expected);
    expect(result).not.toHaveProperty('isError');
  });

  test.each([
    ['a string', 'text', [{ uri: 'note://1', mimeType: 'text/plain', text: 'text' }]],
    ['bytes', Buffer.from('ab'), [{ uri: 'note://1', mimeType: 'application/octet-stream', blob: 'YWI=' }]],
    [
      'bytes that are a part of others',
      new Uint8Array([1, 97, 98, 2]).subarray(1, 3),
      [{ uri: 'note://1', mimeType: 'application/octet-stream', blob: 'YWI=' }],
    ],
    [
      'a type',
      { text: '{}', mimeType: 'application/json' },
      [{ uri: 'note://1', mimeType: 'application/json', text: '{}' }],
    ],
    ['a uri', { blob: Buffer.from('ab'), uri: 'note://2' }, [{ uri: 'note://2', blob: 'YWI=' }]],
    [
      'several',
      ['a', { text: 'b', uri: 'note://2' }],
      [
        { uri: 'note://1', text: 'a' },
        { uri: 'note://2', text: 'b' },
      ],
    ],
    ['none', [], []],
  ])('a resource may return %s', async (_name, value, expected) => {
    const resource = defineResource({ name: 'one', uri: 'note://1', handler: () => value as string });
    const { ask } = await connect(era, { resources: [resource] });
    expect((await ask('resources/read', { uri: 'note://1' })).result?.contents).toMatchObject(expected);
  });

  test("a resource's own type is the default", async () => {
    const define = (name: string, value: string | Uint8Array) =>
      defineResource({ name, uri: `note://${name}`, mimeType: 'text/markdown', handler: () => value });
    const { ask } = await connect(era, {
      resources: [define('text', '# a'), define('bytes', Buffer.from('# a'))],
    });
    for (const name of ['text', 'bytes']) {
      const { result } = await ask('resources/read', { uri: `note://${name}` });
      expect(result?.contents).toMatchObject([{ mimeType: 'text/markdown' }]);
    }
  });

  test('a prompt may return a string, or messages with a description', async () => {
    const { ask } = await connect(era, {
      prompts: [
        definePrompt({ name: 'short', description: 'Short.', handler: () => 'text' }),
        definePrompt({
          name: 'long',
          description: 'Long.',
          handler: async () => ({
            description: 'Longer.',
            messages: [{ role: 'assistant', content: { type: 'text', text: 'a' } }],
          }),
        }),
      ],
    });
    expect((await ask('prompts/get', { name: 'short' })).result).toMatchObject({
      description: 'Short.',
      messages: [{ role: 'user', content: { type: 'text', text: 'text' } }],
    });
    expect((await ask('prompts/get', { name: 'long' })).result).toMatchObject({
      description: 'Longer.',
      messages: [{ role: 'assistant', content: { type: 'text', text: 'a' } }],
    });
  });

  test('a fixed resource goes before a template, the first template before the next', async () => {
    const define = (name: string, uri: string) => defineResource({ name, uri, handler: () => name });
    const { ask } = await connect(era, {
      resources: [
        define('any', 'note://{id}'),
        define('fixed', 'note://fixed'),
        define('later', 'note://{id}.txt'),
      ],
    });
    const read = async (uri: string) => (await ask('resources/read', { uri })).text;
    expect(await read('note://fixed')).toBe('fixed');
    expect(await read('note://a.txt')).toBe('any');
    // The template itself is no URI.
    expect(await read('note://{id}')).toBe('any');
  });

  test('a handler sees who called, in which era, and its meta', async () => {
    const seen: unknown[] = [];
    const tool = run((_input, context) => {
      const { era, protocolVersion, sessionId, clientInfo, clientCapabilities, meta, state, inputResponses } =
        context;
      seen.push({
        era,
        protocolVersion,
        sessionId,
        clientInfo,
        clientCapabilities,
        note: meta?.note,
        state,
        inputResponses,
      });
      return 'ok';
    });
    const { ask } = await connect(era, { tools: [tool] }, { capabilities: { roots: {} } });
    await ask('tools/call', { name: 'run', _meta: { note: 5 } });
    expect(seen).toEqual([
      {
        era,
        protocolVersion: era === '2025' ? '2025-11-25' : '2026-07-28',
        sessionId: undefined,
        clientInfo: { name: 'portcullis-test-client', version: '1.0.0' },
        clientCapabilities: { roots: {} },
        note: 5,
        state: undefined,
        inputResponses: undefined,
      },
    ]);
  });
});
