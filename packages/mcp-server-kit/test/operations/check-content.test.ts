// What a client could not read stays here: the client is told an error id, and the log what is wrong.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePrompt } from '../../src/index.ts';
import { connect, ERAS, run } from '../guards/probe.ts';

const BLOCKS: Record<string, unknown> = {
  'that is none': 5,
  'that is null': null,
  'without a type': { text: 'a' },
  'of a type that MCP does not know': { type: 'video', data: '', mimeType: 'video/mp4' },
  'of a type that every object has': { type: 'constructor' },
  'of text without any': { type: 'text' },
  'of text that is a number': { type: 'text', text: 5 },
  'of a picture without its kind': { type: 'image', data: '' },
  'of sound without any': { type: 'audio', mimeType: 'audio/wav' },
  'of a link without a name': { type: 'resource_link', uri: 'note://1' },
  'of a resource without its contents': { type: 'resource', resource: { uri: 'note://1' } },
  'of a resource without a uri': { type: 'resource', resource: { text: 'a' } },
  'of a resource that is not there': { type: 'resource' },
};

const GOOD = [
  { type: 'text', text: '' },
  { type: 'image', data: 'YQ==', mimeType: 'image/png' },
  { type: 'audio', data: 'YQ==', mimeType: 'audio/wav' },
  { type: 'resource', resource: { uri: 'note://1', text: '' } },
  { type: 'resource', resource: { uri: 'note://1', blob: '' } },
  { type: 'resource_link', uri: 'note://1', name: 'one' },
];

describe.each(ERAS)('%s', (era) => {
  async function failureOf(value: unknown, options: object = {}) {
    const { ask, log } = await connect(era, { tools: [run(() => value, options as never)] });
    const outcome = await ask('tools/call', { name: 'run' });
    expect(outcome).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^Internal error\. Error id: /),
    });
    return log.find(({ level }) => level === 'error')?.err;
  }

  test.each(Object.entries(BLOCKS))('a tool may not return a block %s', async (_name, block) => {
    expect(await failureOf({ content: [GOOD[0], block] })).toMatchObject({
      message: expect.stringMatching(/^The handler of tool "run" returned a block of content /),
    });
  });

  test.each(Object.entries(BLOCKS))('a prompt may not return a block %s', async (_name, content) => {
    const handler = () => ({ messages: [{ role: 'user', content }] }) as never;
    const { ask, log } = await connect(era, { prompts: [definePrompt({ name: 'write', handler })] });
    expect(await ask('prompts/get', { name: 'write' })).toMatchObject({ code: -32603 });
    expect(log.find(({ level }) => level === 'error')?.err).toMatchObject({
      message: expect.stringMatching(/^The handler of prompt "write" returned a block of content /),
    });
  });

  test('each kind of block may be returned', async () => {
    const { ask } = await connect(era, { tools: [run(() => ({ content: GOOD }))] });
    expect((await ask('tools/call', { name: 'run' })).result?.content).toMatchObject(GOOD);
  });

  test.each<[string, unknown]>([
    ['a list of blocks', GOOD],
    ['what a generator gives', (async function* () {})()],
    ['what it has found', { hits: 1 }],
    ['a Map', new Map()],
    ['null', null],
    ['nothing', undefined],
    ['content that is no list', { content: GOOD[0] }],
    ['structured content that is a list', { structuredContent: [1] }],
    ['structured content that is null', { structuredContent: null }],
    ['structured content that is text', { structuredContent: 'text' }],
  ])('a tool may not return %s', async (_name, value) => {
    expect(await failureOf(value)).toMatchObject({
      message: expect.stringMatching(/^The handler of tool "run" returned /),
    });
  });

  test('a tool with an output schema may not return text alone, which clients refuse', async () => {
    expect(await failureOf('text', { output: z.object({ hits: z.number() }) })).toMatchObject({
      message: 'The handler of tool "run" returned no structuredContent',
    });
  });
});
