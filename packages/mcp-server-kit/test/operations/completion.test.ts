// Completion of a prompt's arguments and a template's variables.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePrompt, defineResource } from '../../src/index.ts';
import { connect, ERAS } from '../guards/probe.ts';
import { legacy, modern, serve } from '../http/raw.ts';

const count = (n: number) => Array.from({ length: n }, (_, index) => `v${index}`);

const parts = {
  prompts: [
    definePrompt({
      name: 'write',
      args: z.object({ topic: z.string(), size: z.string(), none: z.string().optional() }),
      complete: {
        topic: (prefix) => ['tea', 'tree', 'sea'].filter((word) => word.startsWith(prefix)),
        size: async (prefix) => count(Number(prefix)),
      },
      handler: () => 'x',
    }),
  ],
  resources: [
    defineResource({ name: 'note', uri: 'note://{id}', complete: { id: () => ['one'] }, handler: () => 'x' }),
  ],
};

const PROMPT = { type: 'ref/prompt', name: 'write' };

describe.each(ERAS)('%s', (era) => {
  const complete = async (ref: unknown, name: unknown, value: unknown) => {
    const { ask } = await connect(era, parts);
    return ask('completion/complete', { ref, argument: { name, value } });
  };
  const valuesOf = async (...args: Parameters<typeof complete>) =>
    (await complete(...args)).result?.completion;

  test('offers what fits, of a prompt and of a template', async () => {
    expect(await valuesOf(PROMPT, 'topic', 't')).toEqual({
      values: ['tea', 'tree'],
      total: 2,
      hasMore: false,
    });
    expect(await valuesOf({ type: 'ref/resource', uri: 'note://{id}' }, 'id', '')).toMatchObject({
      values: ['one'],
    });
  });

  test.each([
    [100, false],
    [101, true],
  ])('sends at most 100 of %i', async (total, hasMore) => {
    const completion = (await valuesOf(PROMPT, 'size', String(total))) as { values: string[] };
    expect(completion).toMatchObject({ total, hasMore });
    expect(completion.values).toEqual(count(100));
  });

  test.each<[string, unknown]>([
    ['text', 'abc'],
    ['nothing', undefined],
    ['numbers', [1]],
  ])('an offer that is %s is masked, and the log says whose', async (_name, offer) => {
    const prompt = definePrompt({
      name: 'write',
      args: z.object({ topic: z.string() }),
      complete: { topic: () => offer as string[] },
      handler: () => 'x',
    });
    const { ask, log } = await connect(era, { prompts: [prompt] });
    const argument = { name: 'topic', value: '' };
    expect(await ask('completion/complete', { ref: PROMPT, argument })).toMatchObject({ code: -32603 });
    expect(log.find(({ level }) => level === 'error')?.err).toMatchObject({
      message: 'The completion of "topic" of write returned no list of strings',
    });
  });

  test('is told the values that there are already, and nothing else that the client says', async () => {
    const seen: unknown[] = [];
    const file = defineResource({
      name: 'file',
      uri: 'file://{owner}/{name}',
      complete: {
        name: (_prefix, _context, others) => {
          seen.push({ ...others }, others.constructor);
          return [`${others.owner}.txt`];
        },
      },
      handler: () => 'x',
    });
    const { ask } = await connect(era, { resources: [file] });
    const asked = {
      ref: { type: 'ref/resource', uri: 'file://{owner}/{name}' },
      argument: { name: 'name', value: '' },
    };
    const context = { arguments: { owner: 'ann', age: 5, deep: {} } };
    const { result } = await ask('completion/complete', { ...asked, context });
    expect(result?.completion).toMatchObject({ values: ['ann.txt'] });
    await ask('completion/complete', asked);
    expect(seen).toEqual([{ owner: 'ann' }, undefined, {}, undefined]);
  });

  test.each(['none', 'nope', '__proto__', 'constructor', 'toString'])(
    'offers nothing for %s',
    async (argument) => {
      expect(await valuesOf(PROMPT, argument, '')).toEqual({ values: [], total: 0, hasMore: false });
    },
  );

  test.each([
    [{ type: 'ref/prompt', name: 'nope' }],
    [{ type: 'ref/resource', uri: 'note://{other}' }],
    [{ type: 'ref/resource', uri: 'note://one' }],
  ])('refuses %j', async (ref) => {
    expect((await complete(ref, 'topic', '')).code).toBe(-32602);
  });
});

test('malformed references and arguments are refused, not failed', async () => {
  const { send, log } = await serve(parts, { rateLimit: false });
  const ok = { name: 'topic', value: '' };
  const bad = [
    {},
    { ref: null, argument: ok },
    { ref: 5, argument: ok },
    { ref: [], argument: ok },
    { ref: { type: { toString: 1 }, name: 'write' }, argument: ok },
    { ref: { type: 'ref/prompt', name: { toString: 1 } }, argument: ok },
    { ref: PROMPT },
    { ref: PROMPT, argument: null },
    { ref: PROMPT, argument: 'topic' },
    { ref: PROMPT, argument: { name: 'topic' } },
    { ref: PROMPT, argument: { name: 5, value: '' } },
    { ref: PROMPT, argument: { name: 'topic', value: 5 } },
  ];
  for (const params of bad) {
    for (const make of [legacy, modern]) {
      const { body } = await send(make('completion/complete', params));
      expect(body.error?.code, JSON.stringify(params)).toBe(-32602);
    }
  }
  expect(log).toEqual([]);
});
