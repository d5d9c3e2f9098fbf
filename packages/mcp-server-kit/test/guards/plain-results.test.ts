// What was looked at is what is sent: a value that says something else the second time, or to JSON, says it to nobody.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePrompt, defineResource, elicit, inputRequired } from '../../src/index.ts';
import { initialize, legacy, modern, serve } from '../http/raw.ts';
import { run } from './probe.ts';

const MAIL = 'jane@example.com';

/** Clean for the first `times` that it is asked. */
function turning(times: number): () => string {
  let asked = 0;
  return () => (asked++ < times ? 'clean' : MAIL);
}

class TextBlock {
  readonly type = 'text';
  readonly text = 'clean';
  readonly #mail = MAIL;
  toJSON() {
    return { type: 'text', text: this.#mail };
  }
}

class Failure extends Error {
  readonly #mail = MAIL;
  toJSON() {
    return { mail: this.#mail };
  }
}

const withJson = <T extends object>(value: T, toJSON: (key?: string) => unknown): T =>
  Object.assign(value, { toJSON });
const structured = (value: unknown) => ({ structuredContent: { value } });
const getter = (times: number) => {
  const next = turning(times);
  return Object.defineProperty({}, 'value', { enumerable: true, get: next });
};

const RESULTS: Record<string, () => unknown> = {
  'a block of a class with toJSON': () => ({ content: [new TextBlock()] }),
  'a block with a toJSON of its own': () => ({
    content: [withJson({ type: 'text', text: 'clean' }, () => ({ type: 'text', text: MAIL }))],
  }),
  'a list of blocks with toJSON': () => ({
    content: withJson([{ type: 'text', text: 'clean' }], () => [{ type: 'text', text: MAIL }]),
  }),
  'a result with toJSON': () =>
    withJson({ content: [] }, () => ({ content: [{ type: 'text', text: MAIL }] })),
  'a list with toJSON': () => structured(withJson(['clean'], () => [MAIL])),
  'a list whose iterator says something else': () =>
    structured(Object.assign([MAIL], { [Symbol.iterator]: () => ['clean'].values() })),
  'a function with toJSON': () =>
    structured(
      withJson(
        () => 1,
        () => MAIL,
      ),
    ),
  'an error with toJSON': () => structured(new Failure('clean')),
  'a date with toJSON': () => structured(withJson(new Date(0), () => MAIL)),
  'bytes with toJSON': () => structured(withJson(Buffer.from('clean'), () => MAIL)),
  'a toJSON that is told its key': () =>
    structured({ toJSON: (key?: string) => (key === undefined ? 'clean' : MAIL) }),
  'a boxed string': () => structured(withJson(new String('clean'), () => new String(MAIL))),
  _meta: () => ({
    content: [],
    _meta: {
      note: withJson(
        () => 1,
        () => MAIL,
      ),
    },
  }),
  ...Object.fromEntries(
    [1, 2, 3, 4].flatMap((times) => [
      [`a getter that turns after ${times}`, () => structured(getter(times))],
      [`a getter of a block that turns after ${times}`, () => ({ content: [blockWith(getter(times))] })],
      [`a toJSON that turns after ${times}`, () => structured({ toJSON: turning(times) })],
      [`a proxy that turns after ${times}`, () => ({ content: [proxied(turning(times))] })],
    ]),
  ),
};

function blockWith(value: object): object {
  return Object.defineProperty({ type: 'text' }, 'text', {
    enumerable: true,
    get: () => (value as { value: string }).value,
  });
}

function proxied(text: () => string): object {
  return new Proxy(
    { type: 'text', text: '' },
    { get: (target, key) => (key === 'text' ? text() : Reflect.get(target, key)) },
  );
}

test.each(Object.entries(RESULTS))('a tool: %s', async (_name, make) => {
  const { send } = await serve({ tools: [run(make)] });
  for (const requestOf of [legacy, modern]) {
    const { text, body } = await send(requestOf('tools/call', { name: 'run' }));
    expect(text).not.toContain('jane@');
    expect(body.result).toBeDefined();
  }
});

test('what an output schema lets through', async () => {
  const output = z.object({ a: z.any() }) as never;
  const handler = () => ({ structuredContent: { a: withJson(['clean'], () => [MAIL]) } });
  const { send } = await serve({ tools: [run(handler, { output })] });
  const { text } = await send(legacy('tools/call', { name: 'run' }));
  expect(text).toContain('[EMAIL]');
  expect(text).not.toContain('jane@');
});

test('what JSON shows of dates, URLs, boxes, holes and keys stays as it is', async () => {
  const odd = JSON.parse('{"__proto__":{"a":1},"b":[null]}') as object;
  const value = {
    odd,
    date: new Date(0),
    url: new URL('https://a.example/'),
    boxes: [new Number(1), new Boolean(false), new String('a')],
    holes: [undefined, () => 1, Symbol('a'), Number.NaN],
    absent: undefined,
    map: new Map([[1, 2]]),
    bare: Object.assign(Object.create(null), { a: 1 }) as object,
    bytes: Buffer.from('ab'),
    view: new Uint8Array([1]),
  };
  const { send } = await serve({ tools: [run(() => ({ structuredContent: value }))] });
  const { text } = await send(legacy('tools/call', { name: 'run' }));
  expect(text).toContain(`"structuredContent":${JSON.stringify(value)}`);
});

test('prompts, resources, lists, completion and questions', async () => {
  const args = z.object({ a: z.string() });
  const listed = () => [
    withJson({ uri: 'note://1', name: 'clean' }, () => ({ uri: 'note://1', name: MAIL })),
  ];
  const parts = {
    tools: [
      run(() => {
        const request = withJson(elicit('clean', {}), () => elicit(MAIL, {}));
        return inputRequired({ inputRequests: { a: request } });
      }),
    ],
    prompts: [
      definePrompt({
        name: 'write',
        args,
        complete: { a: () => [MAIL] },
        handler: () => ({ messages: [{ role: 'user', content: new TextBlock() as never }] }),
      }),
    ],
    resources: [
      defineResource({
        name: 'one',
        uri: 'note://{id}',
        list: listed,
        handler: () => Object.defineProperty({ text: '' }, 'text', { get: turning(1) }),
      }),
    ],
  };
  const { send } = await serve(parts);
  const ref = { type: 'ref/prompt', name: 'write' };
  for (const [method, params] of [
    ['tools/call', { name: 'run' }],
    ['prompts/get', { name: 'write', arguments: { a: 'a' } }],
    ['resources/read', { uri: 'note://1' }],
    ['resources/list', {}],
    ['completion/complete', { ref, argument: { name: 'a', value: '' } }],
  ] as const) {
    const { text } = await send(modern(method, params, { capabilities: { elicitation: {} } }));
    expect(text, method).not.toContain('jane@');
    expect(text, method).toContain('[EMAIL]');
  }
});

describe('what is changed afterwards', () => {
  test('a result that waits for the rest of its batch', async () => {
    const shared = { note: 'clean' };
    const tools = [
      run(() => ({ structuredContent: shared })),
      run(
        () => {
          shared.note = MAIL;
          return 'changed';
        },
        { name: 'later' },
      ),
    ];
    const { send } = await serve({ tools });
    const { text } = await send({
      headers: { 'mcp-protocol-version': '2025-03-26' },
      body: ['run', 'later'].map((name, id) => legacy('tools/call', { name }, { id }).body),
    });
    expect(text).toContain('changed');
    expect(text).not.toContain('jane@');
  });

  test.each([
    ['at once', () => undefined],
    ['later', () => new Promise((resolve) => setImmediate(resolve))],
  ])('a log of a session, %s', async (_when, wait) => {
    const tool = run(async (_input, { log }) => {
      const record: Record<string, unknown> = { step: 'begin', deep: { list: [] } };
      log('info', record);
      await wait();
      record.mail = MAIL;
      (record.deep as { list: unknown[] }).list.push(MAIL);
      return 'done';
    });
    const endpoint = await serve({ tools: [tool] });
    const session = { 'mcp-session-id': await initialize(endpoint) };
    const { text } = await endpoint.send(legacy('tools/call', { name: 'run' }, { headers: session }));
    expect(text).toContain('"data":{"step":"begin","deep":{"list":[]}}');
    expect(text).toContain('done');
    expect(text).not.toContain('jane@');
  });
});

test('a log that JSON cannot carry does not fail the call', async () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const throwing = Object.defineProperty({}, 'a', {
    enumerable: true,
    get() {
      throw new Error(MAIL);
    },
  });
  const tool = run((_input, { log }) => {
    for (const data of [circle, 5n, throwing, 'x'.repeat(5_000_000), { fine: 1 }]) log('info', data);
    return 'done';
  });
  const endpoint = await serve({ tools: [tool] });
  const session = { 'mcp-session-id': await initialize(endpoint) };
  const { text } = await endpoint.send(legacy('tools/call', { name: 'run' }, { headers: session }));
  expect(text.match(/"data":"\[not sent: not JSON, or too deep\]"/g)).toHaveLength(3);
  expect(text).toContain('"data":"[not sent: too large]"');
  expect(text).toContain('"data":{"fine":1}');
  expect(text).toContain('done');
});
