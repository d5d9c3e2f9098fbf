// What the kit answers itself is, to the letter, what the same request gets by way of an SDK's Server.
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { DirectRequest } from '../../src/bindings/direct.ts';
import {
  createLogger,
  definePrompt,
  defineResource,
  defineServer,
  defineTool,
  elicit,
  type HandlerContext,
  inputRequired,
  notFound,
  type ServerOptions,
} from '../../src/index.ts';
import { serveStdio } from '../../src/stdio.ts';
import { run } from '../guards/probe.ts';
import { type Endpoint, initialize, legacy, modern, type RpcBody, serve } from '../http/raw.ts';
import { collectMessages } from '../support/lines.ts';

type Message = Partial<RpcBody> & { method?: string; params?: Record<string, unknown> };
type Params = Record<string, unknown>;

/** Sends one request and gives all that was said about it, the answer last. */
type Way = (method: string, params: Params) => Promise<Message[]>;

/** A server with something of everything. `pause` runs before each handler goes on. */
function parts(pause: () => undefined | Promise<unknown>): Partial<ServerOptions> {
  const tool = (name: string, handler: (context: HandlerContext) => unknown) =>
    run(
      (_input, context) => {
        const paused = pause();
        return paused === undefined ? handler(context) : paused.then(() => handler(context));
      },
      { name },
    );
  return {
    instructions: 'Use it.',
    tools: [
      defineTool({
        name: 'echo',
        description: 'Echoes.',
        input: z.object({ text: z.string() }),
        handler: ({ text }) => text,
      }),
      tool('structured', () => ({ structuredContent: { total: 1 }, _meta: { source: 'here' } })),
      tool('refuses', () => {
        throw notFound('No such thing.');
      }),
      tool('throws', () => {
        throw new Error('password=hunter2');
      }),
      tool('talks', (context) => {
        context.progress(1, 2, 'half');
        context.log('debug', 'too low');
        context.log('warning', { mind: 'the gap' }, 'probe');
        context.progress(2, 2);
        return 'said';
      }),
      tool('context', ({ era, protocolVersion, meta, clientInfo, clientCapabilities, inputResponses }) =>
        JSON.stringify({
          era,
          protocolVersion,
          meta,
          clientInfo,
          capabilities: Object.keys(clientCapabilities ?? {}),
          inputResponses,
        }),
      ),
      tool('asks', ({ inputResponses }) =>
        inputResponses === undefined
          ? inputRequired({
              inputRequests: { name: elicit('Your name?', { type: 'object', properties: {} }) },
            })
          : 'thanks',
      ),
      tool('circular', () => {
        const circle: Params = {};
        circle.self = circle;
        return { content: [], _meta: circle };
      }),
    ],
    resources: [
      defineResource({ name: 'note', uri: 'note://{id}', handler: ({ params }) => `note ${params.id}` }),
      defineResource({ name: 'fixed', uri: 'fixed://one', handler: () => new Uint8Array([1, 2, 3]) }),
    ],
    prompts: [
      definePrompt({
        name: 'write',
        args: z.object({ to: z.string() }),
        complete: { to: () => ['Ann', 'Bob'] },
        handler: ({ to }) => `Write to ${to}`,
      }),
    ],
  };
}

const REQUESTS: readonly [string, Params][] = [
  ['tools/call', { name: 'echo', arguments: { text: 'hi' } }],
  ['tools/call', { name: 'echo', arguments: { text: 5 } }],
  ['tools/call', { name: 'echo', arguments: 'text' }],
  ['tools/call', { name: 'structured' }],
  ['tools/call', { name: 'refuses' }],
  ['tools/call', { name: 'throws' }],
  ['tools/call', { name: 'circular' }],
  ['tools/call', { name: 'nope' }],
  ['tools/call', { name: 'talks', _meta: { progressToken: 'token' } }],
  ['tools/call', { name: 'talks', _meta: { progressToken: 0 } }],
  ['tools/call', { name: 'talks' }],
  ['tools/call', { name: 'context', _meta: { progressToken: 7, 'example.com/own': 'x' } }],
  ['tools/call', { name: 'context', task: { ttl: 1000 } }],
  ['tools/list', {}],
  ['tools/list', { cursor: 'nope' }],
  ['prompts/list', {}],
  ['prompts/get', { name: 'write', arguments: { to: 'Ann' } }],
  ['prompts/get', { name: 'write' }],
  ['prompts/get', { name: 'nope' }],
  ['resources/list', {}],
  ['resources/templates/list', {}],
  ['resources/read', { uri: 'note://1' }],
  ['resources/read', { uri: 'fixed://one' }],
  ['resources/read', { uri: 'other://x' }],
  [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'write' }, argument: { name: 'to', value: '' } },
  ],
  ['completion/complete', { ref: { type: 'ref/prompt', name: 'nope' }, argument: { name: 'to', value: '' } }],
];

const MODERN_REQUESTS: typeof REQUESTS = [
  ...REQUESTS,
  ['tools/call', { name: 'asks' }],
  ['tools/call', { name: 'asks', inputResponses: { name: { action: 'decline' } } }],
  ['tools/call', { name: 'asks', requestState: 'forged' }],
  ['tools/call', { name: 'asks', requestState: 5 }],
  ['tools/call', { name: 'context', inputResponses: { a: { action: 'cancel' }, b: { method: 'x' }, c: 5 } }],
  ['tools/call', { name: 'context', inputResponses: [] }],
];

const CLIENT = { name: 'raw', version: '1' };
const CAPABILITIES = { elicitation: { form: {} }, experimental: { probe: {} } };
/** Valid, but more than the kit looks into: the SDK judges it. */
const UNUSUAL = { ...CAPABILITIES, experimental: { probe: { deep: { nested: true } } } };

function envelopeOf(capabilities: Params, meta: unknown): Params {
  return {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': capabilities,
    'io.modelcontextprotocol/clientInfo': CLIENT,
    'io.modelcontextprotocol/logLevel': 'info',
    ...(meta as Params),
  };
}

/** What was said, without what may differ: ids, and the random names of masked errors. */
function comparable(messages: readonly Message[]): unknown[] {
  return messages.map(({ id: _id, ...rest }) =>
    JSON.parse(JSON.stringify(rest).replaceAll(/\b[a-hjkmnp-s]{16}\b/g, '(error id)')),
  );
}

function messagesIn(text: string): Message[] {
  if (text.startsWith('{') || text.startsWith('[')) return [JSON.parse(text)].flat() as Message[];
  return [...text.matchAll(/^data: (.+)$/gm)].map(([, data = '']) => JSON.parse(data) as Message);
}

/** A connection over stdio; `hello` opens it as the 2025 era does. */
async function stdioWay(
  definition: Partial<ServerOptions>,
  hello: boolean,
  withMeta: (params: Params) => Params,
): Promise<Way> {
  const input = new PassThrough();
  const output = new PassThrough();
  const seen = collectMessages<Message>(output);
  const served = await serveStdio(defineServer({ name: 'probe', version: '1.0.0', ...definition }), {
    input,
    output,
    audit: false,
    rateLimit: false,
    graceMs: 1,
    logger: createLogger({ level: 'silent' }),
  });
  onTestFinished(() => served.close());
  let lastId = 0;
  const ask: Way = async (method, params) => {
    const id = ++lastId;
    seen.length = 0;
    input.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params: withMeta(params) })}\n`);
    await vi.waitFor(() => expect(seen.some((message) => message.id === id)).toBe(true), { interval: 1 });
    return [...seen];
  };
  if (hello) {
    await ask('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: CAPABILITIES,
      clientInfo: CLIENT,
    });
  }
  return ask;
}

const same = (params: Params): Params => params;

async function sessionHeaders(endpoint: Endpoint): Promise<Record<string, string>> {
  return { 'mcp-session-id': await initialize(endpoint, CAPABILITIES) };
}

async function compare(ways: Record<string, Way>, requests: typeof REQUESTS): Promise<void> {
  for (const [method, params] of requests) {
    const said: Record<string, unknown> = {};
    for (const [name, way] of Object.entries(ways)) said[name] = comparable(await way(method, params));
    const [first] = Object.values(said);
    const expected = Object.fromEntries(Object.keys(said).map((name) => [name, first]));
    expect(said, `${method} ${JSON.stringify(params)}`).toEqual(expected);
  }
}

const PACES = {
  'at once': () => undefined,
  'after promises': () => Promise.resolve().then(() => {}),
  'after a turn': () => turn(),
} as const;

describe.each(Object.entries(PACES))('handlers that answer %s', (_pace, pause) => {
  test('2025: in a session, alone or in a batch, and over stdio', async () => {
    const endpoint = await serve(parts(pause), { rateLimit: false });
    const headers = await sessionHeaders(endpoint);
    const alone: Way = async (method, params) =>
      messagesIn((await endpoint.send(legacy(method, params, { headers }))).text);
    // The SDK's transport takes batches apart; the kit does not look into them.
    const batch: Way = async (method, params) => {
      const { task: _task, ...rest } = params;
      const request = legacy(method, rest, { headers });
      return messagesIn((await endpoint.send({ ...request, body: [request.body] })).text);
    };
    const stdio = await stdioWay(parts(pause), true, same);
    await compare({ alone, batch, stdio }, REQUESTS);
  });

  test('2025: without a session, and over stdio without initialize', async () => {
    const endpoint = await serve(parts(pause), { rateLimit: false });
    const stateless: Way = async (method, params) =>
      messagesIn((await endpoint.send({ ...legacy(method, params), headers: {} })).text);
    // Log messages need a level that was set, or a default, and that is the session's.
    const quiet = REQUESTS.filter(([, { name, task }]) => name !== 'talks' && task === undefined);
    const bySdk = await stdioWay(parts(pause), false, same);
    await compare({ stateless, bySdk }, quiet);
  });

  test('2026: over HTTP and stdio, with an envelope that the kit reads and one that the SDK reads', async () => {
    const endpoint = await serve(parts(pause), { rateLimit: false });
    const http =
      (capabilities: Params): Way =>
      async (method, params) =>
        messagesIn(
          (await endpoint.send(modern(method, { ...params, _meta: envelopeOf(capabilities, params._meta) })))
            .text,
        );
    const meta = (capabilities: Params) => (params: Params) => ({
      ...params,
      _meta: envelopeOf(capabilities, params._meta),
    });
    const ways = {
      http: http(CAPABILITIES),
      httpBySdk: http(UNUSUAL),
      stdio: await stdioWay(parts(pause), false, meta(CAPABILITIES)),
      stdioBySdk: await stdioWay(parts(pause), false, meta(UNUSUAL)),
    };
    await compare(ways, MODERN_REQUESTS);
  });
});

test('in a session, what is over at once is JSON, and what waits or says more is a stream with ids', async () => {
  const kinds = new Map<string, string>();
  for (const [pace, pause] of Object.entries(PACES)) {
    const endpoint = await serve(parts(pause), { rateLimit: false });
    const headers = await sessionHeaders(endpoint);
    for (const name of ['structured', 'talks']) {
      const reply = await endpoint.send(legacy('tools/call', { name }, { headers }));
      expect(reply.headers['mcp-session-id']).toBe(headers['mcp-session-id']);
      const isStream = reply.headers['content-type']?.startsWith('text/event-stream') === true;
      expect(/^id: /m.test(reply.text)).toBe(isStream);
      kinds.set(`${name} ${pace}`, isStream ? 'stream' : 'JSON');
    }
  }
  expect(Object.fromEntries(kinds)).toEqual({
    'structured at once': 'JSON',
    'structured after promises': 'JSON',
    'structured after a turn': 'stream',
    'talks at once': 'stream',
    'talks after promises': 'stream',
    'talks after a turn': 'stream',
  });
});

async function textOf(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}

describe('a call in a session that waits', () => {
  /** Starts a call whose handler waits for its signal, and gives what it sees. */
  async function waiting(id: unknown = 5) {
    const started = Promise.withResolvers<AbortSignal>();
    const tool = run(
      (_input, { signal, progress }: HandlerContext) =>
        new Promise((_, reject) => {
          started.resolve(signal);
          signal.addEventListener('abort', () => {
            progress(1);
            reject(signal.reason);
          });
        }),
      { timeoutMs: 60_000 },
    );
    const endpoint = await serve({ tools: [tool] });
    const headers = await sessionHeaders(endpoint);
    const stream = await endpoint.open(
      legacy('tools/call', { name: 'run', _meta: { progressToken: 't' } }, { headers, id }),
    );
    return { endpoint, headers, stream, signal: await started.promise };
  }

  const cancel = (endpoint: Endpoint, headers: Record<string, string>, requestId: unknown) => {
    const params = { requestId, reason: 'no more' };
    return endpoint.send({ headers, body: { jsonrpc: '2.0', method: 'notifications/cancelled', params } });
  };

  test.each([5, 0, ''])(
    'is cancelled by its id, %j: its stream ends, with nothing more on it',
    async (id) => {
      const { endpoint, headers, stream, signal } = await waiting(id);
      expect((await cancel(endpoint, headers, id)).status).toBe(202);
      expect(signal.reason).toBe('no more');
      const text = await textOf(stream);
      expect(text).not.toMatch(/progress|"id":/);
      // Nothing is waited for, in a drain or for the end of the session.
      expect(endpoint.served.inFlight).toBe(0);
      const again = endpoint.send(legacy('tools/list', {}, { headers, id }));
      expect((await again).body).toMatchObject({ id, result: { tools: [{ name: 'run' }] } });
    },
  );

  test('is not cancelled by another id, nor by that of a request in another session', async () => {
    const { endpoint, headers, signal } = await waiting(5);
    for (const id of ['5', 6, null, undefined]) await cancel(endpoint, headers, id);
    await cancel(endpoint, await sessionHeaders(endpoint), 5);
    expect(signal.aborted).toBe(false);
  });

  test('that was cancelled is over for a client that comes back for the rest', async () => {
    const { endpoint, headers, stream } = await waiting(5);
    await cancel(endpoint, headers, 5);
    const lastEventId = /^id: (.+)$/m.exec(await textOf(stream))?.[1];
    const reply = await endpoint.send({
      method: 'GET',
      headers: { ...headers, 'last-event-id': lastEventId },
    });
    expect(reply).toMatchObject({ status: 204, text: '' });
  });

  test('that has asked the client for something takes the question back when it is cancelled', async () => {
    const tool = run(() =>
      inputRequired({ inputRequests: { name: elicit('Name?', { type: 'object', properties: {} }) } }),
    );
    const endpoint = await serve({ tools: [tool] });
    const headers = { 'mcp-session-id': await initialize(endpoint, { elicitation: {} }) };
    const stream = await endpoint.open(legacy('tools/call', { name: 'run' }, { headers, id: 5 }));
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const ended = new Promise((resolve) => stream.once('end', resolve));
    await vi.waitFor(() => expect(text).toContain('elicitation/create'));
    await cancel(endpoint, headers, 5);
    await ended;
    const messages = [...text.matchAll(/^data: (\{.+)$/gm)].map(([, data = '']) => JSON.parse(data));
    const [question, taken, ...rest] = messages as Message[];
    expect(question).toMatchObject({ method: 'elicitation/create' });
    expect(taken).toMatchObject({ method: 'notifications/cancelled', params: { requestId: question?.id } });
    expect(rest).toEqual([]);
  });

  test('is aborted when its session ends', async () => {
    const { endpoint, headers, signal } = await waiting();
    await endpoint.send({ method: 'DELETE', headers });
    await vi.waitFor(() => expect(signal.aborted).toBe(true));
  });

  test('is not aborted when the client loses its stream: it may come back for the rest', async () => {
    const { endpoint, headers, stream, signal } = await waiting();
    stream.destroy();
    const reply = await endpoint.send(legacy('tools/list', {}, { headers, id: 6 }));
    expect(reply.body.result).toBeDefined();
    expect(signal.aborted).toBe(false);
  });
});

test('a signal that is first looked at after the client has gone is aborted, with the reason', () => {
  const caller = { era: '2025', transport: 'http', clientKey: 'x', protocolVersion: undefined } as const;
  const said: unknown[] = [];
  const outlet = {
    answer: (message: unknown) => said.push(message),
    push: (message: unknown) => said.push(message),
  };
  const call = new DirectRequest(1, caller, outlet);
  call.cancel('gone');
  call.notify('notifications/progress', {});
  expect(call.signal.reason).toBe('gone');
  expect(said).toEqual([]);
});
