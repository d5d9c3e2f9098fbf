// A handler that needs input gets it in both eras, and only from the client that it asked.

import type { Client as V2Client } from '@modelcontextprotocol/client';
import type { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import {
  definePrompt,
  defineResource,
  defineTool,
  elicit,
  elicitUrl,
  inputRequired,
  listRoots,
  sample,
} from '../../src/index.ts';
import { initialize, legacy, modern, serve } from '../http/raw.ts';
import { connect, ERAS, type ProbeOptions, run } from './probe.ts';

const SCHEMA = { type: 'object', properties: { name: { type: 'string' } } };
const ask = elicit('What is your name?', SCHEMA);

/** A tool that asks for a name until it has one. */
const greet = run((_input, { inputResponses, state }) => {
  const answer = inputResponses?.name as { content?: { name?: string } } | undefined;
  if (answer?.content?.name === undefined)
    return inputRequired({ inputRequests: { name: ask }, state: { asked: 1 } });
  return `Hello ${answer.content.name} ${JSON.stringify(state)}`;
});

/** A client that answers every form, and what it was asked. */
function answering(content: Record<string, unknown>): ProbeOptions & { asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    capabilities: { elicitation: {} },
    prepare: (client) => {
      const answer = async ({ params }: { params: unknown }) => {
        asked.push(params);
        return { action: 'accept' as const, content };
      };
      if ('listen' in client) (client as V2Client).setRequestHandler('elicitation/create', answer as never);
      else (client as V1Client).setRequestHandler(ElicitRequestSchema, answer as never);
    },
  };
}

describe.each(ERAS)('%s', (era) => {
  test('one handler asks and is called again with the answer and its state', async () => {
    const { asked, ...options } = answering({ name: 'Ada' });
    const { ask, audit } = await connect(era, { tools: [greet] }, options);
    expect((await ask('tools/call', { name: 'run' })).text).toBe('Hello Ada {"asked":1}');
    expect(asked).toMatchObject([{ mode: 'form', message: 'What is your name?', requestedSchema: SCHEMA }]);
    expect(audit.every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  test('a prompt and a resource ask as well', async () => {
    const handler = (_args: unknown, { inputResponses }: { inputResponses: unknown }) =>
      inputResponses === undefined
        ? inputRequired({ inputRequests: { name: elicit('Name?', SCHEMA) } })
        : 'done';
    const { asked, ...options } = answering({ name: 'Ada' });
    const parts = {
      prompts: [definePrompt({ name: 'write', handler })],
      resources: [defineResource({ name: 'one', uri: 'note://one', handler })],
    };
    const { ask } = await connect(era, parts, options);
    expect((await ask('prompts/get', { name: 'write' })).text).toBe('done');
    expect((await ask('resources/read', { uri: 'note://one' })).text).toBe('done');
    expect(asked).toHaveLength(2);
  });

  test('what the client is asked is sanitised', async () => {
    const { asked, ...options } = answering({ name: 'Ada' });
    const nosy = run((_input, { inputResponses }) =>
      inputResponses
        ? 'done'
        : inputRequired({ inputRequests: { name: elicit('Are you jane@example.com?', SCHEMA) } }),
    );
    const { ask } = await connect(era, { tools: [nosy] }, options);
    expect((await ask('tools/call', { name: 'run' })).text).toBe('done');
    expect(asked).toMatchObject([{ message: 'Are you [EMAIL]?' }]);
  });

  test.each([
    ['elicitation', elicit('Name?', SCHEMA)],
    ['elicitation', elicitUrl('Pay here', 'https://pay.example/1')],
    ['sampling', sample({ messages: [], maxTokens: 10 })],
    ['roots', listRoots()],
  ])('a client without %s is told that it is needed, and is not asked', async (capability, request) => {
    const handler = vi.fn(() => inputRequired({ inputRequests: { it: request } }));
    const { ask, log } = await connect(era, { tools: [run(handler)] });
    const outcome = await ask('tools/call', { name: 'run' });
    if (era === '2025') {
      expect(outcome).toMatchObject({
        isError: true,
        text: `This call needs a client that supports ${capability}.`,
      });
    } else {
      expect(outcome).toMatchObject({ code: -32021, data: { requiredCapabilities: { [capability]: {} } } });
    }
    expect(handler).toHaveBeenCalledOnce();
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a client with forms only is not sent to a URL', async () => {
    const { asked, ...options } = answering({});
    const pay = run(() =>
      inputRequired({ inputRequests: { it: elicitUrl('Pay', 'https://pay.example/1') } }),
    );
    const { ask } = await connect(era, { tools: [pay] }, options);
    const outcome = await ask('tools/call', { name: 'run' });
    expect(outcome.isError === true || outcome.code === -32021).toBe(true);
    expect(asked).toEqual([]);
  });

  test('arguments are parsed from what the client sent in each round, not from what the handler made of them', async () => {
    const seen: unknown[] = [];
    const tool = defineTool({
      name: 'run',
      description: 'Runs.',
      input: z.object({ text: z.string().transform((text) => `${text}!`) }),
      handler: (input, { inputResponses }) => {
        seen.push(input.text);
        return inputResponses ? input.text : inputRequired({ inputRequests: { name: ask } });
      },
    });
    const { asked, ...options } = answering({ name: 'Ada' });
    const probe = await connect(era, { tools: [tool] }, options);
    expect((await probe.ask('tools/call', { name: 'run', arguments: { text: 'a' } })).text).toBe('a!');
    expect(seen).toEqual(['a!', 'a!']);
    expect(asked).toHaveLength(1);
  });
});

describe('2025', () => {
  test.each([
    [8, 'done'],
    [9, 'The call asked for input more than 8 times.'],
  ])('%i rounds end with: %s', async (rounds, text) => {
    let calls = 0;
    const tool = run(() => (calls++ < rounds ? inputRequired({ inputRequests: { name: ask } }) : 'done'));
    const { asked, ...options } = answering({ name: 'Ada' });
    const probe = await connect('2025', { tools: [tool] }, options);
    expect(await probe.ask('tools/call', { name: 'run' })).toMatchObject({ text });
    expect(asked).toHaveLength(8);
  });

  test('a client that refuses to answer ends the call with a sentence', async () => {
    const prepare = (client: unknown) =>
      (client as V1Client).setRequestHandler(ElicitRequestSchema, () => {
        throw new Error('password=hunter2');
      });
    const { ask } = await connect('2025', { tools: [greet] }, { capabilities: { elicitation: {} }, prepare });
    expect(await ask('tools/call', { name: 'run' })).toMatchObject({
      isError: true,
      text: 'The client did not answer elicitation/create.',
    });
  });

  test('the time that a person takes is not the deadline of the handler', async () => {
    const options: ProbeOptions = {
      timeoutMs: 10,
      capabilities: { elicitation: {} },
      prepare: (client) =>
        (client as V1Client).setRequestHandler(ElicitRequestSchema, async () => {
          await new Promise((resolve) => setTimeout(resolve, 40));
          return { action: 'accept', content: { name: 'Ada' } };
        }),
    };
    const { ask } = await connect('2025', { tools: [greet] }, options);
    expect((await ask('tools/call', { name: 'run' })).text).toContain('Hello Ada');
  });

  test('without a session there is nobody to ask', async () => {
    const { send } = await serve({ tools: [greet] });
    const { status, body } = await send(legacy('tools/call', { name: 'run' }));
    expect(status).toBe(200);
    expect(body.result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/session|supports/) }],
    });
  });

  test('over HTTP the question comes on the stream of the call, in the session that called', async () => {
    const endpoint = await serve({ tools: [greet] });
    const session = await initialize(endpoint, { elicitation: {} });
    const headers = { 'mcp-session-id': session };
    const stream = await endpoint.open(legacy('tools/call', { name: 'run' }, { headers }));
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) {
      text += chunk;
      const question = /data: (\{.*"elicitation\/create".*\})/.exec(text);
      if (question === null || text.includes('Hello')) continue;
      const { id } = JSON.parse(question[1] ?? '') as { id: number };
      const result = { action: 'accept', content: { name: 'Ada' } };
      const reply = await endpoint.send({ headers, body: { jsonrpc: '2.0', id, result } });
      expect(reply.status).toBe(202);
    }
    expect(text).toContain('Hello Ada');
  });
});

describe('2026', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const secret = 'a key of thirty-two bytes or more';
  const capabilities = { elicitation: { form: {} } };
  const tools = [
    defineTool({
      name: 'run',
      description: 'Runs.',
      input: z.object({ amount: z.int().default(0) }),
      handler: ({ amount }, { inputResponses, state }) =>
        state === undefined
          ? inputRequired({ inputRequests: { ok: ask }, state: { amount } })
          : `${JSON.stringify(state)} ${JSON.stringify(inputResponses)}`,
    }),
    run((_input, { state }) => (state === undefined ? inputRequired({ state: 1 }) : 'wrong'), {
      name: 'other',
    }),
  ];

  async function start(options = {}) {
    const endpoint = await serve({ tools }, { replicaKey: secret, ...options });
    const call = async (params: Record<string, unknown>) =>
      (await endpoint.send(modern('tools/call', { name: 'run', ...params }, { capabilities }))).body;
    const first = await call({ arguments: { amount: 5 } });
    return { call, first, token: first.result?.requestState as string };
  }

  const ok = { ok: { action: 'accept', content: { name: 'Ada' } } };

  test('the result has the question and the sealed state, and nothing of the handler', async () => {
    const { first } = await start();
    expect(first.result).toMatchObject({
      resultType: 'input_required',
      inputRequests: { ok: { method: 'elicitation/create', params: { message: 'What is your name?' } } },
      requestState: expect.stringMatching(/^[\w-]+$/),
    });
    const state = Buffer.from(String(first.result?.requestState), 'base64url');
    expect(state.includes('amount')).toBe(false);
    expect(first.result).not.toHaveProperty('content');
  });

  test('the same call with the state goes on', async () => {
    const { call, token } = await start();
    const body = await call({ arguments: { amount: 5 }, requestState: token, inputResponses: ok });
    expect(body.result?.content).toMatchObject([{ text: `{"amount":5} ${JSON.stringify(ok)}` }]);
  });

  test('state that is forged, or meant for another call, is refused and reaches no handler', async () => {
    const { call, token } = await start();
    const richer = Buffer.from(token, 'base64url');
    // The amount, had it been known where it stands.
    const at = 12 + '{"s":{"amount":'.length;
    richer[at] = (richer[at] ?? 0) ^ 1;
    const tries: Record<string, unknown>[] = [
      { arguments: { amount: 5 }, requestState: richer.toString('base64url') },
      { arguments: { amount: 5 }, requestState: `${token.slice(0, -4)}AAAA` },
      { arguments: { amount: 5 }, requestState: token.slice(0, -4) },
      { arguments: { amount: 5 }, requestState: token.slice(4) },
      { arguments: { amount: 5 }, requestState: '' },
      { arguments: { amount: 5 }, requestState: '.' },
      { arguments: { amount: 5 }, requestState: `${token}.${token}` },
      { arguments: { amount: 5 }, requestState: 'a'.repeat(100_000) },
      { arguments: { amount: 500 }, requestState: token },
      { requestState: token },
      { name: 'other', arguments: { amount: 5 }, requestState: token },
      { arguments: { amount: 5 }, requestState: 5 },
      { arguments: { amount: 5 }, requestState: { token } },
      { arguments: { amount: 5 }, requestState: [token] },
      { arguments: { amount: 5 }, requestState: null },
    ];
    for (const params of tries) {
      const body = await call({ inputResponses: ok, ...params });
      expect(body.error?.code, JSON.stringify(params).slice(0, 200)).toBe(-32602);
    }
  });

  test('state outlives its time by nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { call, token } = await start({ requestStateTtlMs: 60_000 });
    const again = { arguments: { amount: 5 }, requestState: token, inputResponses: ok };
    vi.setSystemTime(Date.now() + 60_000);
    expect((await call(again)).result).toHaveProperty('content');
    vi.setSystemTime(Date.now() + 1);
    expect((await call(again)).error).toMatchObject({
      code: -32602,
      message: 'Invalid or expired requestState: call again without it',
    });
  });

  test('another replica with the same key takes the state, one with another key does not', async () => {
    const { token } = await start();
    const again = { arguments: { amount: 5 }, requestState: token, inputResponses: ok };
    const stranger = await start({ replicaKey: `${secret} but another` });
    expect((await stranger.call(again)).error?.code).toBe(-32602);
    const random = await start({ replicaKey: undefined });
    expect((await random.call(again)).error?.code).toBe(-32602);
  });

  test('state that is too large to come back is not sent out', async () => {
    const large = run((_input, { state }) =>
      state === undefined ? inputRequired({ state: 'x'.repeat(100_000) }) : 'done',
    );
    const endpoint = await serve({ tools: [large] });
    const first = (await endpoint.send(modern('tools/call', { name: 'run' }))).body;
    if (first.result?.resultType === 'input_required') {
      const { requestState } = first.result;
      const second = (await endpoint.send(modern('tools/call', { name: 'run', requestState }))).body;
      expect(second.result?.content).toMatchObject([{ text: 'done' }]);
    } else expect(first.result).toMatchObject({ isError: true });
  });
});

test('an ordinary result that only looks like a question is sanitised like any other', async () => {
  const lookalike = () => ({
    resultType: 'input_required',
    requestState: 'jane@example.com',
    content: [{ type: 'text', text: 'jane@example.com' }],
  });
  const endpoint = await serve({
    tools: [run(lookalike)],
    prompts: [
      definePrompt({
        name: 'write',
        handler: () => ({
          ...lookalike(),
          messages: [{ role: 'user', content: { type: 'text', text: 'jane@example.com' } }],
        }),
      }),
    ],
  });
  for (const make of [legacy, modern]) {
    expect((await endpoint.send(make('tools/call', { name: 'run' }))).text).not.toContain('jane@');
    expect((await endpoint.send(make('prompts/get', { name: 'write' }))).text).not.toContain('jane@');
  }
});
