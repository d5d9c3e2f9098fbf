// What a handler throws is told to the log and never to the client, whichever way the client got there.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  definePrompt,
  defineResource,
  invalidArgument,
  notFound,
  PublicError,
  type PublicErrorCode,
} from '../../src/index.ts';
import { connect, ERAS, run } from './probe.ts';

const SECRET = 'connect ECONNREFUSED 10.0.0.5:5432 password=hunter2';

/** A server of which everything throws what `thrown` makes. */
function failing(thrown: () => unknown) {
  const fail = (): never => {
    throw thrown();
  };
  const later = async (): Promise<never> => fail();
  return {
    tools: [run(fail), run(later, { name: 'later' })],
    prompts: [
      definePrompt({
        name: 'write',
        args: z.object({ a: z.string() }),
        complete: { a: fail },
        handler: later,
      }),
    ],
    resources: [
      defineResource({ name: 'one', uri: 'note://one', handler: fail }),
      defineResource({ name: 'many', uri: 'note://many/{id}', list: fail, handler: later }),
    ],
  };
}

const DOORS = [
  ['a tool', 'tools/call', { name: 'run' }, 'run'],
  ['a tool that fails later', 'tools/call', { name: 'later' }, 'later'],
  ['a resource', 'resources/read', { uri: 'note://one' }, undefined],
  ['a resource of a template', 'resources/read', { uri: 'note://many/1' }, undefined],
  ['a prompt', 'prompts/get', { name: 'write', arguments: { a: 'x' } }, 'write'],
  ['a list', 'resources/list', {}, undefined],
  [
    'a completion',
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'write' }, argument: { name: 'a', value: 'x' } },
    undefined,
  ],
] as const;

describe.each(ERAS)('%s', (era) => {
  describe.each(DOORS)('%s that throws', (_door, method, params, target) => {
    test('shows the client an id that is in the log, and nothing else', async () => {
      const { ask, log, audit } = await connect(
        era,
        failing(() => new Error(SECRET)),
      );
      const outcome = await ask(method, params);
      const errorId = /Error id: ([a-z]{16})\./.exec(outcome.text)?.[1];
      expect(errorId).toBeDefined();
      expect(JSON.stringify(outcome)).not.toMatch(/ECONN|10\.0\.0\.5|5432|hunter2|password|at .*\.ts/);
      if (method === 'tools/call') expect(outcome).toMatchObject({ isError: true });
      else expect(outcome).toMatchObject({ code: -32603, data: { errorId } });

      const [line, ...others] = log.filter(({ level }) => level === 'error');
      expect(others).toEqual([]);
      expect(line).toMatchObject({ errorId, method, msg: 'a handler failed' });
      expect(line?.target).toBe(target);
      // The log has the whole of it, less what is secret.
      expect(line?.err).toMatchObject({
        message: 'connect ECONNREFUSED [IP_ADDRESS]:5432 password=[REDACTED]',
      });
      expect(line?.err).toHaveProperty('stack', expect.stringContaining('mask-errors.test.ts'));
      expect(JSON.stringify(log)).not.toContain('hunter2');
      expect(audit.at(-1)).toMatchObject({ outcome: 'error', errorId });
    });

    test.each([
      ['a string', SECRET],
      ['nothing', undefined],
      ['null', null],
      ['a number', 5432],
      ['an object', { message: SECRET, code: -32000 }],
      ['an object with a result in it', { content: [{ type: 'text', text: SECRET }] }],
      ['a subclass', new (class Custom extends TypeError {})(SECRET)],
      ['an error with a cause', new Error('outer', { cause: new Error(SECRET) })],
      ['several errors', new AggregateError([new Error(SECRET)], SECRET)],
    ])('%s is masked just the same', async (_name, thrown) => {
      const { ask, log } = await connect(
        era,
        failing(() => thrown),
      );
      const outcome = await ask(method, params);
      expect(outcome.text).toMatch(/Internal error\. Error id: [a-z]{16}\. The operator finds/);
      expect(JSON.stringify(outcome)).not.toMatch(/hunter2|ECONN/);
      expect(JSON.stringify(log)).not.toContain('hunter2');
    });

    test('two failures have two ids', async () => {
      const { ask } = await connect(
        era,
        failing(() => new Error(SECRET)),
      );
      expect((await ask(method, params)).text).not.toBe((await ask(method, params)).text);
    });
  });

  describe('what the kit cannot send is masked too', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const bad = {
      'nothing at all': undefined,
      null: null,
      'a number': 5,
      'a block that is null': { content: [null] },
      'content that is no list': { content: 'text' },
      'a bigint': { structuredContent: { big: 5n } },
      'a bigint in _meta': { content: [], _meta: { big: 5n } },
      'a circle': { structuredContent: circular },
      'a getter that throws': {
        structuredContent: {
          get secret() {
            throw new Error(SECRET);
          },
        },
      },
      'a toJSON that throws': {
        content: [],
        _meta: {
          toJSON: () => {
            throw new Error(SECRET);
          },
        },
      },
    };

    test.each(Object.entries(bad))('from a tool: %s', async (_name, value) => {
      const { ask } = await connect(era, { tools: [run(() => value)] });
      const outcome = await ask('tools/call', { name: 'run' });
      // A result that could be sent is as good; raw words of an exception are not.
      if (outcome.code !== undefined || outcome.isError) {
        expect(outcome.text).toMatch(/Internal error\. Error id: [a-z]{16}\./);
      }
      expect(outcome.text).not.toMatch(/hunter2|TypeError|BigInt|circular|undefined|null/i);
    });

    test.each([
      ['no messages', {}],
      ['a message that is null', { messages: [null] }],
      ['a message without content', { messages: [{ role: 'user' }] }],
      ['a number', 5],
    ])('from a prompt: %s', async (_name, value) => {
      const prompt = definePrompt({ name: 'write', handler: () => value as unknown as string });
      const { ask } = await connect(era, { prompts: [prompt] });
      expect((await ask('prompts/get', { name: 'write' })).text).toMatch(/Error id: [a-z]{16}\./);
    });

    test.each([
      ['nothing', undefined],
      ['an object without a body', {}],
      ['a list with a hole', [undefined]],
      ['a blob that is text', { blob: SECRET }],
    ])('from a resource: %s', async (_name, value) => {
      const resource = defineResource({
        name: 'one',
        uri: 'note://one',
        handler: () => value as unknown as string,
      });
      const { ask } = await connect(era, { resources: [resource] });
      const { text } = await ask('resources/read', { uri: 'note://one' });
      expect(text).toMatch(/Error id: [a-z]{16}\./);
    });

    test('from a sanitizer that fails', async () => {
      const fail = (): never => {
        throw new Error(SECRET);
      };
      // Only at the handler's text: the definition itself has to pass.
      const sanitizer = {
        redact: (text: string) => (text === 'boom' ? fail() : text),
        sanitize: <T>(value: T): T => (value === 'boom' ? fail() : value),
      };
      const { ask } = await connect(era, { tools: [run(() => 'boom')] }, { sanitizer });
      const outcome = await ask('tools/call', { name: 'run' });
      expect(JSON.stringify(outcome)).not.toMatch(/hunter2|boom/);
      expect(outcome.text).toMatch(/Error id: [a-z]{16}\./);
    });
  });

  describe('a public error', () => {
    const sentence = 'No document is called "x". Write to jane@example.com, or use search.';
    const shown = 'No document is called "x". Write to [EMAIL], or use search.';

    test('reaches the caller of a tool as a result, sanitised', async () => {
      const { ask, audit, log } = await connect(
        era,
        failing(() => notFound(sentence)),
      );
      for (const name of ['run', 'later']) {
        expect(await ask('tools/call', { name })).toMatchObject({ text: shown, isError: true });
      }
      expect(audit.map(({ outcome, errorType, errorId }) => [outcome, errorType, errorId])).toEqual([
        ['error', 'not_found', undefined],
        ['error', 'not_found', undefined],
      ]);
      expect(log.filter(({ level }) => level === 'error')).toEqual([]);
    });

    test.each([
      ['not_found', -32602],
      ['invalid_argument', -32602],
      ['limited', -32000],
      ['timeout', -32000],
      ['too_large', -32000],
      ['unavailable', -32000],
    ] as const)('%s reaches the reader of a prompt with code %i', async (word, code) => {
      const { ask, audit } = await connect(
        era,
        failing(() => new PublicError(word as PublicErrorCode, sentence)),
      );
      const outcome = await ask('prompts/get', { name: 'write', arguments: { a: 'x' } });
      expect(outcome.code).toBe(code);
      expect(outcome.text).toContain(shown);
      expect(audit.at(-1)).toMatchObject({ outcome: 'error', errorType: word });
    });

    test('of a resource that is not there has the code of its era, and its uri', async () => {
      const { ask } = await connect(
        era,
        failing(() => notFound(sentence)),
      );
      const outcome = await ask('resources/read', { uri: 'note://many/1' });
      expect(outcome).toMatchObject({
        code: era === '2025' ? -32002 : -32602,
        data: { uri: 'note://many/1' },
      });
      expect(outcome.text).toContain(shown);
    });

    test('hides its cause from the client and shows it to the log', async () => {
      const { ask, log } = await connect(era, {
        tools: [
          run(() => {
            throw new PublicError('unavailable', 'The index is away.', { cause: new Error(SECRET) });
          }),
        ],
      });
      const outcome = await ask('tools/call', { name: 'run' });
      expect(outcome.result).toEqual(
        expect.objectContaining({ content: [{ type: 'text', text: 'The index is away.' }], isError: true }),
      );
      expect(JSON.stringify(outcome)).not.toContain('ECONN');
      const [line] = log.filter(({ level }) => level === 'warn');
      expect(line).toMatchObject({ code: 'unavailable', msg: 'The index is away.' });
      expect(JSON.stringify(line)).toContain('ECONNREFUSED');
      expect(JSON.stringify(line)).not.toContain('hunter2');
    });

    test('sends when to try again', async () => {
      const limited = () => new PublicError('limited', 'Slow down.', { retryAfterMs: 1500 });
      const { ask } = await connect(era, failing(limited));
      expect(await ask('resources/read', { uri: 'note://one' })).toMatchObject({
        code: -32000,
        data: { retryAfterMs: 1500 },
      });
    });

    test('of invalidArgument has the word invalid_argument', () => {
      expect(invalidArgument('x')).toMatchObject({
        code: 'invalid_argument',
        name: 'PublicError',
        message: 'x',
      });
      expect(notFound('x').retryAfterMs).toBeUndefined();
    });
  });

  test('a name that nothing has is refused with where to look', async () => {
    const { ask, audit, log } = await connect(
      era,
      failing(() => new Error(SECRET)),
    );
    expect(await ask('tools/call', { name: 'nope' })).toMatchObject({ code: -32602 });
    expect((await ask('tools/call', { name: 'nope' })).text).toContain(
      'Unknown tool: "nope". Use tools/list',
    );
    expect((await ask('prompts/get', { name: 'nope' })).text).toContain(
      'Unknown prompt: "nope". Use prompts/list',
    );
    expect(await ask('resources/read', { uri: 'note://nope' })).toMatchObject({
      code: era === '2025' ? -32002 : -32602,
      data: { uri: 'note://nope' },
    });
    expect(audit.map(({ target }) => target)).toEqual([undefined, undefined, undefined, undefined]);
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('an unknown name is echoed sanitised and short', async () => {
    const { ask } = await connect(
      era,
      failing(() => new Error(SECRET)),
    );
    expect((await ask('tools/call', { name: 'jane@example.com' })).text).toContain('Unknown tool: "[EMAIL]"');
    expect((await ask('tools/call', { name: 'x'.repeat(5000) })).text.length).toBeLessThan(250);
  });
});
