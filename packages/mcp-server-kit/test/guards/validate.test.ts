// The handler sees arguments that fit their schema; the client sees results that fit theirs.
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { definePrompt, defineResource, defineTool } from '../../src/index.ts';
import { connect, ERAS, run } from './probe.ts';

/** A tool that says what it was given. */
const echo = (input: z.ZodType) =>
  defineTool({ name: 'run', description: 'Echoes.', input, handler: (given) => JSON.stringify(given) });

describe.each(ERAS)('%s', (era) => {
  const call = async (input: z.ZodType, args?: unknown) => {
    const { ask } = await connect(era, { tools: [echo(input)] });
    return ask('tools/call', { name: 'run', ...(args !== undefined && { arguments: args }) });
  };

  describe('arguments', () => {
    test('are parsed: defaults are filled in, unknown keys dropped', async () => {
      const schema = z.object({ query: z.string().trim(), limit: z.int().default(10) });
      expect((await call(schema, { query: ' a ', more: true })).text).toBe('{"query":"a","limit":10}');
    });

    test('that are missing are an empty object', async () => {
      expect((await call(z.object({ limit: z.int().default(10) }))).text).toBe('{"limit":10}');
    });

    test('that do not fit are a tool error that says what to change', async () => {
      expect(
        await call(z.object({ query: z.string(), limit: z.int().max(50) }), { limit: 51 }),
      ).toMatchObject({
        isError: true,
        text: expect.stringMatching(/^Invalid arguments: query: .*expected string.*; limit: .*50/),
      });
    });

    test('of the wrong kind name the path', async () => {
      const schema = z.object({ list: z.array(z.object({ id: z.string() })) });
      expect((await call(schema, { list: [{ id: 'a' }, { id: 1 }] })).text).toMatch(
        /^Invalid arguments: list\.1\.id: /,
      );
    });

    test('with five faults have five named, with six the rest counted', async () => {
      const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      const schema = (count: number) =>
        z.object(Object.fromEntries(keys.slice(0, count).map((key) => [key, z.int()])));
      const five = (await call(schema(5), {})).text;
      expect(five.split('; ')).toHaveLength(5);
      expect(five).not.toContain('more');
      const six = (await call(schema(6), {})).text;
      expect(six.split('; ')).toHaveLength(6);
      expect(six).toMatch(/; and 1 more$/);
      expect(six).not.toContain('f:');
      expect((await call(schema(7), {})).text).toMatch(/; and 2 more$/);
    });

    test('are not shown in the message, and a message is sanitised', async () => {
      const schema = z.strictObject({ mail: z.string().max(3) });
      const { text } = await call(schema, { mail: 'jane@example.com', 'joe@example.com': 1 });
      expect(text).toContain('mail: ');
      expect(text).not.toContain('@example.com');
    });

    test.each([['text'], [5], [true], [['list']], [[]]])('%j is no object', async (args) => {
      // The clients of the SDKs send it as it is.
      const outcome = await call(z.object({ query: z.string().optional() }), args);
      expect(outcome.text).not.toContain('{}');
      expect(outcome.isError === true || outcome.code !== undefined).toBe(true);
    });

    test('cannot reach a prototype', async () => {
      const polluted = JSON.parse('{"query":"a","__proto__":{"admin":true},"constructor":{"prototype":{}}}');
      expect((await call(z.object({ query: z.string() }), polluted)).text).toBe('{"query":"a"}');
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
    });

    test('of a tool that takes none are not handed to it', async () => {
      const seen: unknown[] = [];
      const { ask } = await connect(era, { tools: [run((input) => String(seen.push(input)))] });
      await ask('tools/call', { name: 'run', arguments: { query: 'jane@example.com' } });
      for (const given of seen) expect(given).toEqual({});
    });
  });

  test('a transform is applied once, however the schema is made', async () => {
    const grow = z.string().transform((text) => `${text}!`);
    const schemas = [
      z.object({ text: grow }),
      z.object({ text: grow }).refine(async () => true),
      z.object({ text: grow }).transform(async (value) => value),
    ];
    for (const schema of schemas) {
      const { ask } = await connect(era, { tools: [echo(schema)] });
      for (let turn = 0; turn < 3; turn++) {
        expect((await ask('tools/call', { name: 'run', arguments: { text: 'a' } })).text).toBe(
          '{"text":"a!"}',
        );
      }
    }
  });

  test('an asynchronous check accepts and refuses, at the first call and later', async () => {
    const check = vi.fn(async (id: string) => id === 'known');
    const schema = z.object({ id: z.string().refine(check, 'no such document') });
    const { ask } = await connect(era, { tools: [echo(schema)] });
    for (let turn = 0; turn < 2; turn++) {
      expect((await ask('tools/call', { name: 'run', arguments: { id: 'known' } })).text).toBe(
        '{"id":"known"}',
      );
      expect(await ask('tools/call', { name: 'run', arguments: { id: 'other' } })).toMatchObject({
        text: 'Invalid arguments: id: no such document',
        isError: true,
      });
    }
    expect(check).toHaveBeenCalledWith('known');
  });

  test('a check that fails to run is masked', async () => {
    const broken = () => {
      throw new Error('password=hunter2');
    };
    for (const schema of [z.object({}).refine(broken), z.object({}).refine(async () => broken())]) {
      const { text } = await call(schema, {});
      expect(text).toMatch(/Internal error\. Error id: [a-z]{16}/);
      expect(text).not.toContain('hunter2');
    }
  });

  test('the variables of a template and the arguments of a prompt are checked and transformed too', async () => {
    const { ask } = await connect(era, {
      resources: [
        defineResource({
          name: 'note',
          uri: 'note://{id}',
          params: z.object({ id: z.coerce.number().int() }),
          handler: ({ params, uri }) => `${typeof params.id} ${params.id} ${uri}`,
        }),
        defineResource({
          name: 'later',
          uri: 'later://{id}',
          params: z.object({ id: z.string().refine(async (id) => id !== 'bad', 'is bad') }),
          handler: ({ params }) => params.id,
        }),
      ],
      prompts: [
        definePrompt({
          name: 'write',
          args: z.object({ count: z.coerce.number().max(3) }),
          handler: ({ count }) => 'a'.repeat(count),
        }),
      ],
    });
    expect((await ask('resources/read', { uri: 'note://5' })).text).toBe('number 5 note://5');
    const refused = await ask('resources/read', { uri: 'note://five' });
    expect(refused.code).toBe(-32602);
    expect(refused.text).toContain('Invalid resource URI: id: ');
    expect((await ask('resources/read', { uri: 'later://good' })).text).toBe('good');
    expect((await ask('resources/read', { uri: 'later://bad' })).text).toContain(
      'Invalid resource URI: id: is bad',
    );
    expect((await ask('prompts/get', { name: 'write', arguments: { count: '3' } })).text).toBe('aaa');
    const tooMany = await ask('prompts/get', { name: 'write', arguments: { count: '4' } });
    expect(tooMany.code).toBe(-32602);
    expect(tooMany.text).toContain('Invalid arguments of prompt "write": count: ');
  });

  describe('a structured result', () => {
    const output = z.object({ name: z.string(), count: z.int().default(0) });
    const answer = (value: unknown) =>
      connect(era, { tools: [run(() => value, { output } as Parameters<typeof run>[1])] });

    test('is parsed, and its JSON is the text where there is none', async () => {
      const { ask } = await answer({ structuredContent: { name: 'a', secret: 'dropped' } });
      const { result } = await ask('tools/call', { name: 'run' });
      expect(result?.structuredContent).toEqual({ name: 'a', count: 0 });
      expect(result?.content).toEqual([{ type: 'text', text: '{"name":"a","count":0}' }]);
    });

    test('keeps the text of the handler where there is one', async () => {
      const { ask } = await answer({
        structuredContent: { name: 'a' },
        content: [{ type: 'text', text: 'one' }],
      });
      expect((await ask('tools/call', { name: 'run' })).result?.content).toEqual([
        { type: 'text', text: 'one' },
      ]);
    });

    test.each([
      ['that does not fit', { structuredContent: { name: 5, password: 'hunter2' } }],
      ['that is missing', { content: [{ type: 'text', text: 'hunter2' }] }],
      ['that is a list', { structuredContent: ['hunter2'] }],
    ])('%s is masked, and the log says which tool', async (_name, value) => {
      const { ask, log } = await answer(value);
      const outcome = await ask('tools/call', { name: 'run' });
      expect(outcome.isError).toBe(true);
      expect(outcome.text).toMatch(/^Internal error\. Error id: [a-z]{16}/);
      expect(JSON.stringify(outcome)).not.toMatch(/hunter2|expected|structuredContent/);
      expect(log.find(({ level }) => level === 'error')).toMatchObject({
        target: 'run',
        err: {
          message: expect.stringMatching(
            /tool "run".*(?:does not fit its output schema|no structuredContent)/s,
          ),
        },
      });
    });

    test('is not wanted of a tool that says that it failed', async () => {
      const { ask } = await answer({ isError: true, content: [{ type: 'text', text: 'No index.' }] });
      expect(await ask('tools/call', { name: 'run' })).toMatchObject({ isError: true, text: 'No index.' });
    });

    test('may be checked asynchronously', async () => {
      const later = z.object({ name: z.string().refine(async (name) => name !== 'bad') });
      const tool = (name: string) =>
        defineTool({
          name,
          description: 'Runs.',
          output: later,
          handler: () => ({ structuredContent: { name } }),
        });
      const { ask } = await connect(era, { tools: [tool('good'), tool('bad')] });
      expect((await ask('tools/call', { name: 'good' })).text).toBe('{"name":"good"}');
      expect((await ask('tools/call', { name: 'bad' })).text).toMatch(/Error id/);
    });
  });
});
