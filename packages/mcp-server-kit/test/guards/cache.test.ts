// What is kept of results, for how long, for whom, and what is never kept.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import {
  type CachePolicy,
  definePrompt,
  defineResource,
  defineTool,
  elicit,
  type HandlerContext,
  inputRequired,
  notFound,
  type StartContext,
  type ToolResult,
} from '../../src/index.ts';
import { connect, ERAS, type Probe } from './probe.ts';

const MINUTE: CachePolicy = { ttlMs: 60_000 };
const READ_ONLY = { readOnlyHint: true } as const;

/** Stops the monotonic clock until the test has ended; gives what moves it on. */
function stopClock(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  return (ms) => vi.advanceTimersByTime(ms);
}

/** A tool `look_up` that says how often it has run, and for what. */
function lookUp(
  answer: (run: number, id: string, context: HandlerContext) => ToolResult | Promise<ToolResult>,
  cache = MINUTE,
) {
  let runs = 0;
  return defineTool({
    name: 'look_up',
    description: 'Looks something up.',
    input: z.object({ id: z.string(), size: z.int().default(1) }),
    annotations: READ_ONLY,
    cache,
    handler: ({ id }, context) => answer(++runs, id, context),
  });
}

const text = (words: string): ToolResult => ({ content: [{ type: 'text', text: words }] });
const numbered = (run: number, id: string) => text(`${id} ${run}`);

const call = ({ ask }: Probe, args: Record<string, unknown> = { id: 'a' }) =>
  ask('tools/call', { name: 'look_up', arguments: args });

describe.each(ERAS)('%s', (era) => {
  test('a result is sent again to a call with equal input, however it was written', async () => {
    const probe = await connect(era, { tools: [lookUp(numbered)] });
    const first = await call(probe, { id: 'a' });
    expect(first.text).toBe('a 1');
    expect(await call(probe, { id: 'a' })).toEqual(first);
    expect((await call(probe, { size: 1, id: 'a', unknown: true })).text).toBe('a 1');
    expect((await call(probe, { id: 'b' })).text).toBe('b 2');
    expect((await call(probe, { id: 'a', size: 2 })).text).toBe('a 3');
    expect(probe.audit.map(({ cache }) => cache)).toEqual(['miss', 'hit', 'hit', 'miss', 'miss']);
  });

  test('only for what declares it', async () => {
    const plain = { ...lookUp(numbered), cache: undefined };
    const probe = await connect(era, { tools: [plain] });
    await call(probe);
    expect((await call(probe)).text).toBe('a 2');
    expect(probe.audit.every((record) => !('cache' in record))).toBe(true);
  });

  test.each([
    ['later', async (run: number, id: string) => numbered(run, id)],
    ['at once', numbered],
  ])('until its time is up, for a handler that answers %s', async (_when, answer) => {
    const pass = stopClock();
    const probe = await connect(era, { tools: [lookUp(answer, { ttlMs: 1000 })] });
    await call(probe);
    pass(999);
    expect((await call(probe)).text).toBe('a 1');
    pass(1);
    expect((await call(probe)).text).toBe('a 2');
    pass(999);
    expect((await call(probe)).text).toBe('a 2');
    expect(probe.audit.map(({ cache }) => cache)).toEqual(['miss', 'hit', 'miss', 'hit']);
  });

  test('a hit is validated and counted like any other call', async () => {
    const probe = await connect(
      era,
      { tools: [lookUp(numbered)] },
      { rateLimit: { limit: era === '2025' ? 5 : 4, windowMs: 60_000 } },
    );
    await call(probe);
    await call(probe);
    expect((await call(probe, { id: 5 })).text).toContain('Invalid arguments');
    const outcomes = [await call(probe), await call(probe), await call(probe)].map(({ text }) => text);
    expect(outcomes.at(-1)).toContain('Rate limit reached');
    expect(probe.audit.at(-1)).toMatchObject({ outcome: 'error', errorType: 'limited' });
    expect(probe.audit.at(-1)).not.toHaveProperty('cache');
  });

  test('structured content and its text come again as they were, and no caller can change them', async () => {
    const structuredContent = { list: [{ deep: 1 }], note: 'é "quoted" \u2028' };
    const tool = defineTool({
      name: 'look_up',
      description: 'Looks something up.',
      output: z.object({ list: z.array(z.object({ deep: z.number() })), note: z.string() }),
      annotations: READ_ONLY,
      cache: MINUTE,
      handler: () => ({ structuredContent, _meta: { source: 'a' } }),
    });
    const probe = await connect(era, { tools: [tool] });
    const first = await call(probe);
    expect(first.result).toMatchObject({ structuredContent, _meta: { source: 'a' } });
    try {
      Object.assign(first.result?.structuredContent ?? {}, { list: [] });
    } catch {
      // It is frozen, as far as the client hands it out as it came.
    }
    structuredContent.note = 'changed by the handler';
    expect((await call(probe)).result).toMatchObject({
      structuredContent: { list: [{ deep: 1 }], note: 'é "quoted" \u2028' },
      _meta: { source: 'a' },
    });
  });

  test('personal data is masked in what is kept, and the key does not hold it', async () => {
    const probe = await connect(era, { tools: [lookUp((_, id) => text(`mail ${id} or jane@example.com`))] });
    for (const expected of ['miss', 'hit']) {
      expect((await call(probe, { id: 'joe@example.com' })).text).toBe('mail [EMAIL] or [EMAIL]');
      expect(probe.audit.at(-1)).toMatchObject({ cache: expected });
    }
    expect(JSON.stringify([probe.audit, probe.log])).not.toContain('@example.com');
  });

  test('a result under the policies of one sink is not served under those of another', async () => {
    const sinks = { tool_result: { all: () => '<tool>' }, prompt: { all: () => '<prompt>' } };
    const sanitizer = createSanitizer({ policies: { sinks } });
    const body = 'jane@example.com';
    const parts = {
      tools: [
        defineTool({
          name: 'one',
          description: 'Reads.',
          annotations: READ_ONLY,
          cache: MINUTE,
          handler: () => body,
        }),
      ],
      resources: [defineResource({ name: 'one', uri: 'note://one', cache: MINUTE, handler: () => body })],
      prompts: [definePrompt({ name: 'one', cache: MINUTE, handler: () => body })],
    };
    const { ask, audit } = await connect(era, parts, { sanitizer });
    for (const _round of ['miss', 'hit']) {
      expect((await ask('tools/call', { name: 'one' })).text).toBe('<tool>');
      expect((await ask('resources/read', { uri: 'note://one' })).text).toBe('[EMAIL]');
      expect((await ask('prompts/get', { name: 'one' })).text).toBe('<prompt>');
    }
    expect(audit.map(({ cache }) => cache)).toEqual(['miss', 'miss', 'miss', 'hit', 'hit', 'hit']);
  });

  test('a result that personal data has made unfit is not kept', async () => {
    const tool = defineTool({
      name: 'look_up',
      description: 'Looks something up.',
      output: z.object({ phone: z.number() }),
      annotations: READ_ONLY,
      cache: MINUTE,
      handler: () => ({ structuredContent: { phone: 15_551_234_567 } }),
    });
    const sanitizer = { redact: (words: string) => words, sanitize: maskNumbers };
    const probe = await connect(era, { tools: [tool] }, { sanitizer });
    for (let round = 0; round < 2; round++) expect((await call(probe)).isError).toBe(true);
    expect(probe.audit.map(({ cache }) => cache)).toEqual(['miss', 'miss']);
  });

  test('resources are kept by their URI, prompts by their arguments', async () => {
    let runs = 0;
    const { ask } = await connect(era, {
      resources: [
        defineResource({
          name: 'one',
          uri: 'note://{id}',
          cache: MINUTE,
          handler: ({ uri }) => `${uri} ${++runs}`,
        }),
      ],
      prompts: [
        definePrompt({
          name: 'write',
          args: z.object({ to: z.string() }),
          cache: MINUTE,
          handler: ({ to }) => `${to} ${++runs}`,
        }),
        definePrompt({ name: 'free', cache: MINUTE, handler: () => `free ${++runs}` }),
      ],
    });
    const said = async () => [
      (await ask('resources/read', { uri: 'note://a' })).text,
      (await ask('resources/read', { uri: 'note://b' })).text,
      (await ask('prompts/get', { name: 'write', arguments: { to: 'a' } })).text,
      (await ask('prompts/get', { name: 'write', arguments: { to: 'b' } })).text,
      (await ask('prompts/get', { name: 'free' })).text,
      (await ask('prompts/get', { name: 'free', arguments: { to: 'a' } })).text,
    ];
    const first = await said();
    expect(first).toEqual(['note://a 1', 'note://b 2', 'a 3', 'b 4', 'free 5', 'free 6']);
    expect(await said()).toEqual(first);
  });

  test('what failed is not kept: an error, an isError result, a result that is too large', async () => {
    const probe = await connect(
      era,
      {
        tools: [
          lookUp((run, id) => {
            if (id === 'thrown') throw notFound(`No ${run}.`);
            if (id === 'broken') throw new Error('password=hunter2');
            if (id === 'large') return text('x'.repeat(5000));
            return { ...text(`${run}`), isError: true };
          }),
        ],
      },
      { maxResultChars: 4000 },
    );
    for (const id of ['thrown', 'broken', 'large', 'failed', 'thrown', 'broken', 'large', 'failed']) {
      expect(await call(probe, { id })).toMatchObject({ isError: true });
    }
    expect(probe.audit.map(({ cache }) => cache)).toEqual(Array(8).fill('miss'));
    expect((await call(probe, { id: 'thrown' })).text).toBe('No 9.');
    expect((await call(probe, { id: 'failed' })).text).toBe('10');
  });

  test('what asks the client for input is not kept, nor what came of its answer', async () => {
    let asked = 0;
    const tool = lookUp((run, _id, context) => {
      if (context.inputResponses !== undefined) return text(`done ${run}`);
      asked++;
      return inputRequired({
        inputRequests: { name: elicit('Name?', { type: 'object', properties: {} }) },
      }) as never;
    });
    const probe = await connect(
      era,
      { tools: [tool] },
      {
        capabilities: { elicitation: {} },
        prepare: (client) => answerElicitations(era, client as Listens, { action: 'accept', content: {} }),
      },
    );
    expect((await call(probe)).text).toBe('done 2');
    expect((await call(probe)).text).toBe('done 4');
    expect(asked).toBe(2);
  });

  test('input of which not all can be seen is not kept', async () => {
    let runs = 0;
    const tool = defineTool({
      name: 'look_up',
      description: 'Looks something up.',
      input: z.object({ id: z.string().transform((id) => new Map([['id', id]])) }),
      annotations: READ_ONLY,
      cache: MINUTE,
      handler: ({ id }) => `${id.get('id')} ${++runs}`,
    });
    const probe = await connect(era, { tools: [tool] });
    expect((await call(probe, { id: 'a' })).text).toBe('a 1');
    expect((await call(probe, { id: 'b' })).text).toBe('b 2');
    expect((await call(probe, { id: 'a' })).text).toBe('a 3');
    expect(probe.audit.every((record) => !('cache' in record))).toBe(true);
  });
});

describe.each(ERAS)('%s, dropping', (era) => {
  /** A server whose parts say how often they ran, its probe and the context that it started with. */
  async function start() {
    let runs = 0;
    let context: StartContext | undefined;
    const tool = lookUp((_, id) => text(`${id} ${++runs}`));
    const other = defineTool({
      name: 'other',
      description: 'Another.',
      input: z.object({ id: z.string() }),
      annotations: READ_ONLY,
      cache: MINUTE,
      handler: ({ id }) => `other ${id} ${++runs}`,
    });
    const slow = defineTool({
      name: 'slow',
      description: 'Checks its input asynchronously.',
      input: z.object({ id: z.string().refine(async () => true) }),
      annotations: READ_ONLY,
      cache: MINUTE,
      handler: ({ id }) => `slow ${id} ${++runs}`,
    });
    const note = defineResource({
      name: 'note',
      uri: 'note://{id}',
      cache: MINUTE,
      handler: ({ uri }) => `${uri} ${++runs}`,
    });
    const write = definePrompt({ name: 'write', cache: MINUTE, handler: () => `write ${++runs}` });
    const plain = defineTool({ name: 'plain', description: 'Keeps nothing.', handler: () => 'plain' });
    const drop = defineTool({
      name: 'drop',
      description: 'Drops what is kept of "a".',
      // What a handler takes out of its context works without it.
      handler: (_input, { invalidate }) => {
        invalidate(tool, { id: 'a' });
        return 'dropped';
      },
    });
    const probe = await connect(era, {
      tools: [tool, other, slow, plain, drop],
      resources: [note],
      prompts: [write],
      onStart: (given) => {
        context = given;
      },
    });
    const said = async () => [
      (await call(probe, { id: 'a' })).text,
      (await call(probe, { id: 'b' })).text,
      (await probe.ask('tools/call', { name: 'other', arguments: { id: 'a' } })).text,
      (await probe.ask('tools/call', { name: 'slow', arguments: { id: 'a' } })).text,
      (await probe.ask('resources/read', { uri: 'note://a' })).text,
      (await probe.ask('resources/read', { uri: 'note://b' })).text,
      (await probe.ask('prompts/get', { name: 'write' })).text,
    ];
    const first = ['a 1', 'b 2', 'other a 3', 'slow a 4', 'note://a 5', 'note://b 6', 'write 7'];
    expect(await said()).toEqual(first);
    expect(await said()).toEqual(first);
    const { notify, invalidate } = context as StartContext;
    return { said, first, probe, notify, invalidate, tool, other, slow, note, write, plain };
  }

  test('one entry, by the arguments as a client sends them', async () => {
    const { said, first, invalidate, tool } = await start();
    invalidate(tool, { id: 'a' });
    expect(await said()).toEqual(['a 8', ...first.slice(1)]);
    invalidate(tool, { size: 1, id: 'b' });
    invalidate(tool, { id: 'none' });
    expect(await said()).toEqual(['a 8', 'b 9', ...first.slice(2)]);
  });

  test('by a handler', async () => {
    const { said, first, probe } = await start();
    await probe.ask('tools/call', { name: 'drop' });
    expect(await said()).toEqual(['a 8', ...first.slice(1)]);
  });

  test('all of a tool, a prompt, a resource, and of no other', async () => {
    const { said, first, invalidate, tool, note, write } = await start();
    invalidate(tool);
    expect(await said()).toEqual(['a 8', 'b 9', ...first.slice(2)]);
    invalidate(note);
    invalidate(write);
    expect(await said()).toEqual([
      'a 8',
      'b 9',
      'other a 3',
      'slow a 4',
      'note://a 10',
      'note://b 11',
      'write 12',
    ]);
  });

  test('all of a tool whose arguments are checked asynchronously', async () => {
    const { said, first, invalidate, slow } = await start();
    invalidate(slow, { id: 'b' });
    expect(await said()).toEqual([...first.slice(0, 3), 'slow a 8', ...first.slice(4)]);
  });

  test('a resource that is announced, and no other', async () => {
    const { said, first, notify } = await start();
    notify.resourceUpdated('note://a');
    notify.resourceUpdated('note://unheard-of');
    notify.resourceListChanged();
    notify.toolListChanged();
    notify.promptListChanged();
    expect(await said()).toEqual([...first.slice(0, 4), 'note://a 8', ...first.slice(5)]);
  });

  test('says what it cannot do', async () => {
    const { invalidate, tool, note, plain } = await start();
    expect(() => invalidate(plain)).toThrow('This server has no tool "plain" with a `cache`');
    expect(() => invalidate(tool, { id: 5 })).toThrow(
      'Expected what tool "look_up" takes: Invalid arguments',
    );
    expect(() => invalidate(note, { uri: 'note://a' })).toThrow('notify.resourceUpdated(uri)');
  });
});

describe('limits', () => {
  const said = async (probe: Probe, ids: string) => {
    const texts = [];
    for (const id of ids) texts.push((await call(probe, { id })).text);
    return texts;
  };

  test('as many results as there may be; the one that was not asked for the longest goes first', async () => {
    const probe = await connect('2025', { tools: [lookUp(numbered)] }, { cache: { maxEntries: 2 } });
    expect(await said(probe, 'abab')).toEqual(['a 1', 'b 2', 'a 1', 'b 2']);
    expect(await said(probe, 'acab')).toEqual(['a 1', 'c 3', 'a 1', 'b 4']);
  });

  test('one', async () => {
    const probe = await connect('2026', { tools: [lookUp(numbered)] }, { cache: { maxEntries: 1 } });
    expect(await said(probe, 'aaba')).toEqual(['a 1', 'a 1', 'b 2', 'a 3']);
  });

  // {"content":[{"type":"text","text":"a 1"}]}
  const CHARS = 42;

  test('as many characters as there may be, and one fewer', async () => {
    const four = await connect('2025', { tools: [lookUp(numbered)] }, { cache: { maxChars: 4 * CHARS } });
    expect(await said(four, 'abcdabcd')).toEqual(['a 1', 'b 2', 'c 3', 'd 4', 'a 1', 'b 2', 'c 3', 'd 4']);
    // A quarter of it is not enough for one.
    const none = await connect('2025', { tools: [lookUp(numbered)] }, { cache: { maxChars: 4 * CHARS - 1 } });
    expect(await said(none, 'aa')).toEqual(['a 1', 'a 2']);
    // Together they are one too many.
    const wide = lookUp((run, id) => text(`${id} ${run}${'x'.repeat(id === 'd' ? 1 : 0)}`));
    const three = await connect('2025', { tools: [wide] }, { cache: { maxChars: 4 * CHARS + 4 } });
    expect(await said(three, 'abcdabc')).toEqual(['a 1', 'b 2', 'c 3', 'd 4x', 'a 1', 'b 2', 'c 3']);
    const fewer = lookUp((run, id) => text(`${id} ${run}${'x'.repeat(id === 'd' ? 1 : 0)}`));
    const tight = await connect('2025', { tools: [fewer] }, { cache: { maxChars: 4 * (CHARS + 1) - 4 } });
    expect(await said(tight, 'abcd')).toEqual(['a 1', 'b 2', 'c 3', 'd 4x']);
    expect(await said(tight, 'abc')).toEqual(['a 1', 'b 2', 'c 3']);
  });

  test.each([{ maxEntries: 0 }, { maxEntries: 1.5 }, { maxChars: 0 }, { maxChars: '1' }, 5, false, null])(
    'refuses %j',
    async (cache) => {
      await expect(connect('2025', {}, { cache: cache as never })).rejects.toThrow(/Expected `cache/);
    },
  );
});

function maskNumbers<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, part) =>
    typeof part === 'number' ? '[PHONE]' : part,
  ) as T;
}

interface Listens {
  setRequestHandler(request: unknown, answer: () => Promise<object>): void;
}

/** Tells a client of `era` what to answer. */
function answerElicitations(era: string, client: Listens, answer: object): void {
  const request = z.object({ method: z.literal('elicitation/create'), params: z.looseObject({}).optional() });
  client.setRequestHandler(era === '2025' ? request : 'elicitation/create', async () => answer);
}
