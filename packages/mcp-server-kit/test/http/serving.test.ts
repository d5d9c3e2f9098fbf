// What is served over HTTP: batches, sessions, answers on one connection, what cannot be sent.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHealth } from '@portcullis/health';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { createHttpHandler, serveHttp } from '../../src/http.ts';
import { DefinitionError, defineResource, defineServer, defineTool } from '../../src/index.ts';
import { run } from '../guards/probe.ts';
import {
  type Endpoint,
  initialize,
  legacy,
  modern,
  type Request,
  type RpcBody,
  requestOf,
  serve,
} from './raw.ts';

afterEach(() => {
  vi.useRealTimers();
});

const parts = {
  tools: [
    run(() => 'ok'),
    run(async () => 'later', { name: 'later' }),
    run(
      async (_input, context) => {
        await new Promise((resolve) => setImmediate(resolve));
        context.progress(1, 2, 'half');
        return 'told';
      },
      { name: 'tell' },
    ),
    run(() => Promise.reject(new Error('boom')), { name: 'broken' }),
  ],
  resources: [
    defineResource({ name: 'one', uri: 'note://{id}', handler: ({ params }) => `note ${params.id}` }),
  ],
};

const rpc = (id: unknown, method: string, params: Record<string, unknown> = {}) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});
const callOf = (id: unknown, name: string, more = {}) => rpc(id, 'tools/call', { name, ...more });
const NOTIFICATION = { jsonrpc: '2.0', method: 'notifications/initialized' };
const batch = (body: unknown[], headers = {}): Request => ({
  headers: { 'mcp-protocol-version': '2025-03-26', ...headers },
  body,
});

/** Every message of a reply, whether it was one body, a batch or a stream. */
function messagesOf(text: string): (RpcBody & { method?: string })[] {
  if (text.startsWith('[') || text.startsWith('{')) return [JSON.parse(text)].flat();
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice('data: '.length)));
}

describe('a batch of 2025-03-26', () => {
  test('is answered by a batch: one answer for each request, none for a notification', async () => {
    const { send } = await serve(parts);
    const { status, text } = await send(
      batch([
        callOf('a', 'run'),
        NOTIFICATION,
        callOf(2, 'later'),
        callOf('c', 'nope'),
        rpc(4, 'tools/list'),
      ]),
    );
    expect(status).toBe(200);
    const answers = new Map((JSON.parse(text) as RpcBody[]).map((answer) => [answer.id, answer]));
    expect([...answers.keys()].sort()).toEqual([2, 4, 'a', 'c']);
    expect(answers.get('a')?.result).toMatchObject({ content: [{ text: 'ok' }] });
    expect(answers.get(2)?.result).toMatchObject({ content: [{ text: 'later' }] });
    expect(answers.get('c')?.error?.code).toBe(-32602);
  });

  test('of one is answered by a batch of one', async () => {
    const { send } = await serve(parts);
    expect(JSON.parse((await send(batch([callOf(1, 'run')]))).text)).toMatchObject([{ id: 1 }]);
  });

  test('with notifications and answers only is accepted with 202 and no body', async () => {
    const { send } = await serve(parts);
    const reply = await send(batch([NOTIFICATION, { jsonrpc: '2.0', id: 1, result: {} }]));
    expect({ status: reply.status, text: reply.text }).toEqual({ status: 202, text: '' });
  });

  test('may have 50 messages, not 51', async () => {
    const { send } = await serve(parts, { rateLimit: false });
    const calls = Array.from({ length: 51 }, (_, id) => callOf(id, 'run'));
    expect(JSON.parse((await send(batch(calls.slice(0, 50)))).text)).toHaveLength(50);
    const refused = await send(batch(calls));
    expect(refused).toMatchObject({ status: 400, body: { error: { code: -32600 } } });
  });

  test('may use one id twice: both are answered', async () => {
    const { send } = await serve(parts);
    const { text } = await send(batch([callOf(1, 'run'), callOf(1, 'later')]));
    const results = (JSON.parse(text) as RpcBody[])
      .map(({ result }) => JSON.stringify(result?.content))
      .sort();
    expect(results).toEqual(['[{"type":"text","text":"later"}]', '[{"type":"text","text":"ok"}]']);
  });

  test('counts every call for the limit', async () => {
    const { send } = await serve(parts, { rateLimit: { limit: 2, windowMs: 60_000 } });
    const { text } = await send(batch([1, 2, 3].map((id) => callOf(id, 'run'))));
    expect(text.match(/Rate limit reached/g)).toHaveLength(1);
  });

  test('in which one call reports progress loses no answer', async () => {
    const { send } = await serve(parts);
    const told = callOf(2, 'tell', { _meta: { progressToken: 'p' } });
    const messages = messagesOf((await send(batch([callOf(1, 'run'), told, callOf(3, 'later')]))).text);
    expect(messages.filter(({ method }) => method === 'notifications/progress')).toHaveLength(1);
    expect(messages.flatMap(({ id }) => id ?? []).sort()).toEqual([1, 2, 3]);
  });

  test.each(['without a session', 'in a session'])(
    'may hold no more than one result, and what fits after one that does not is sent: %s',
    async (where) => {
      const say = defineTool({
        name: 'say',
        description: 'Says so much.',
        input: z.object({ length: z.number() }),
        handler: async ({ length }) => 'x'.repeat(length),
      });
      const endpoint = await serve({ tools: [say] }, { maxResultChars: 1000 });
      const id = where === 'in a session' ? await initialize(endpoint) : undefined;
      const lengths = async (...all: number[]) => {
        const calls = all.map((length, at) => callOf(at, 'say', { arguments: { length } }));
        const { text } = await endpoint.send(batch(calls, { 'mcp-session-id': id }));
        const texts = messagesOf(text).map(
          ({ result }) => (result as { content: { text: string }[] }).content,
        );
        return texts.map(([block]) => (/^x+$/.test(block?.text ?? '') ? block?.text.length : block?.text));
      };
      const refusal =
        'The results of this batch are larger than the limit of 1000 characters together. Send the request by itself.';
      // What a result takes besides its text.
      let more = 0;
      while ((await lengths(1000 - more))[0] !== 1000 - more) more++;
      expect(more).toBeLessThan(100);
      const half = 500 - more;
      expect(await lengths(half, half)).toEqual([half, half]);
      expect(await lengths(half, 1000 - half - 2 * more)).toEqual([half, 1000 - half - 2 * more]);
      expect(await lengths(half, 1001 - half - 2 * more)).toEqual([half, refusal]);
      expect(await lengths(500, 500, 100, 900, 200)).toEqual([500, refusal, 100, refusal, 200]);
    },
  );

  test('whose client hangs up goes no further', async () => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<AbortSignal>();
    let calls = 0;
    const tool = run(async (_input, { signal }) => {
      calls++;
      enter(signal);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    const { send } = await serve({ tools: [tool] });
    const hangUp = new AbortController();
    const reply = send({ ...batch([callOf(1, 'run'), callOf(2, 'run')]), signal: hangUp.signal });
    const signal = await entered;
    hangUp.abort();
    await reply.catch(() => {});
    await vi.waitFor(() => expect(signal.aborted).toBe(true));
    expect(calls).toBe(1);
  });

  test.each([
    ['the first', [1]],
    ['one that waits for its turn', [2]],
    ['all but one, in one batch', [1, 2]],
    ['all', [1, 2, 3]],
  ])('in a session, of which %s is cancelled, ends with the other answers', async (_name, cancelled) => {
    const signals: AbortSignal[] = [];
    const { promise: going, resolve: go } = Promise.withResolvers<string>();
    // It does not care that it was cancelled.
    const slow = run(
      (_input, { signal }) => {
        signals.push(signal);
        return going;
      },
      { name: 'slow' },
    );
    const endpoint = await serve({ tools: [slow, ...parts.tools] });
    const headers = { 'mcp-session-id': await initialize(endpoint) };
    const calls = [callOf(1, 'slow'), callOf(2, 'slow'), callOf(3, 'later')];
    const reply = endpoint.send(batch(calls, headers));
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    const notices = cancelled.toReversed().map((requestId) => ({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId },
    }));
    expect((await endpoint.send(batch(notices, headers))).status).toBe(202);
    if (!cancelled.includes(1)) go('slow');
    else expect(signals[0]?.aborted).toBe(true);
    if (cancelled.includes(1) && !cancelled.includes(2)) {
      await vi.waitFor(() => expect(signals).toHaveLength(2));
      go('slow');
    }
    const answered = messagesOf((await reply).text).map(({ id, result }) => [id, result?.isError]);
    expect(answered).toEqual([1, 2, 3].filter((id) => !cancelled.includes(id)).map((id) => [id, undefined]));
    await vi.waitFor(() => expect(endpoint.served.inFlight).toBe(0));
    // The session goes on, and its ids may be used again.
    const again = await endpoint.send(batch([callOf(1, 'run')], headers));
    expect(messagesOf(again.text)).toMatchObject([{ id: 1, result: { content: [{ text: 'ok' }] } }]);
    go('slow');
  });

  test('in a session, which cancels one of its own calls, ends with the other answers', async () => {
    const endpoint = await serve({
      tools: [run(() => new Promise(() => {}), { name: 'wait' }), ...parts.tools],
    });
    const headers = { 'mcp-session-id': await initialize(endpoint) };
    const notice = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
    const { text } = await endpoint.send(batch([callOf(1, 'wait'), notice, callOf(2, 'later')], headers));
    expect(messagesOf(text).map(({ id }) => id)).toEqual([2]);
  });

  test('may not open a session', async () => {
    const { send } = await serve(parts);
    const reply = await send(batch([rpc(1, 'initialize'), callOf(2, 'run')]));
    expect(reply).toMatchObject({ status: 400, body: { error: { code: -32600 } } });
  });

  test('of the new revision is refused', async () => {
    const { send } = await serve(parts);
    const { headers, body } = modern('tools/list');
    const reply = await send({ headers: headers ?? {}, body: [body, body] });
    expect(reply.status).toBe(400);
    expect(reply.body.error).toBeDefined();
  });
});

describe('progress', () => {
  test.each(['2025', '2026'] as const)('%s: turns the answer into a stream, in order', async (era) => {
    const { send } = await serve(parts);
    const params = { name: 'tell', _meta: { progressToken: 7 } };
    const reply = await send(requestOf[era]('tools/call', params));
    expect(reply.headers['content-type']).toMatch(/^text\/event-stream/);
    const [first, second, ...more] = messagesOf(reply.text);
    expect(first).toMatchObject({
      method: 'notifications/progress',
      params: { progressToken: 7, progress: 1, total: 2, message: 'half' },
    });
    expect(second?.result).toMatchObject({ content: [{ text: 'told' }] });
    expect(more).toEqual([]);
  });

  test.each(['2025', '2026'] as const)('%s: without a token the answer is one body', async (era) => {
    const { send } = await serve(parts);
    const reply = await send(requestOf[era]('tools/call', { name: 'tell' }));
    expect(reply.headers['content-type']).toMatch(/^application\/json/);
  });
});

describe('what cannot be sent is answered all the same', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const bad = {
    'a bigint': { structuredContent: { big: 5n } },
    'a bigint in a block': { content: [{ type: 'text', text: 'a', annotations: { priority: 5n } }] },
    'a bigint in _meta': { content: [], _meta: { big: 5n } },
    'a circle': { structuredContent: circle },
    'a circle in _meta': { content: [], _meta: circle },
    'a toJSON that throws': {
      content: [],
      _meta: {
        toJSON: () => {
          throw new Error('password=hunter2');
        },
      },
    },
  };

  test.each(Object.entries(bad))('%s', async (_name, value) => {
    const { send } = await serve({ tools: [run(() => value)] });
    for (const make of [legacy, modern]) {
      const { text, body } = await send(make('tools/call', { name: 'run' }));
      expect(body?.id).toBe(1);
      expect(text).not.toMatch(/hunter2|BigInt|circular|stack/i);
    }
  });
});

describe('sessions', () => {
  /** Opens one and a stream in it, so that it is in use. */
  async function useStream(endpoint: Endpoint): Promise<string> {
    const id = await initialize(endpoint);
    const stream = await endpoint.open({
      method: 'GET',
      headers: { 'mcp-session-id': id, accept: 'text/event-stream' },
    });
    onTestFinished(() => void stream.destroy());
    return id;
  }

  test('as many as the limit allows, then 503 and when to try again; ending one makes room', async () => {
    const endpoint = await serve(parts, { sessions: { maxSessions: 2, maxSessionsPerClient: 3 } });
    const first = await useStream(endpoint);
    await useStream(endpoint);
    const hello = legacy('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'a', version: '1' },
    });
    const refused = await endpoint.send(hello);
    expect(refused).toMatchObject({ status: 503, body: { error: { code: -32000 } } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await endpoint.send({ method: 'DELETE', headers: { 'mcp-session-id': first } });
    await useStream(endpoint);
    expect((await endpoint.send(hello)).status).toBe(503);
  });

  test('clients that come all at once do not get more of them', async () => {
    const endpoint = await serve(parts, { sessions: { maxSessions: 3, maxSessionsPerClient: 30 } });
    const hello = legacy('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'a', version: '1' },
    });
    const replies = await Promise.all(Array.from({ length: 30 }, () => endpoint.send(hello)));
    const opened = replies.flatMap(({ headers }) => headers['mcp-session-id'] ?? []);
    const statuses = await Promise.all(
      opened.map(
        async (id) =>
          (await endpoint.send(legacy('tools/list', {}, { headers: { 'mcp-session-id': String(id) } })))
            .status,
      ),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
  });

  test('a refused initialize leaves nothing behind', async () => {
    const endpoint = await serve(parts, { sessions: { maxSessions: 1 } });
    for (const params of [{}, { protocolVersion: 5 }, { capabilities: 'x' }]) {
      const reply = await endpoint.send(legacy('initialize', params));
      expect(reply.body.error ?? reply.body.result).toBeDefined();
    }
    const hello = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'a', version: '1' },
    };
    expect((await endpoint.send(legacy('initialize', hello))).status).toBe(200);
  });

  test('one that nobody uses ends after its time, one that is used does not', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    const endpoint = await serve(parts, { sessions: { idleMs: 60_000 } });
    const ask = async (id: string) =>
      (await endpoint.send(legacy('tools/call', { name: 'run' }, { headers: { 'mcp-session-id': id } })))
        .status;
    const idle = await initialize(endpoint);
    const used = await initialize(endpoint);
    vi.advanceTimersByTime(59_000);
    expect(await ask(used)).toBe(200);
    vi.advanceTimersByTime(61_000);
    expect(await ask(idle)).toBe(404);
    vi.advanceTimersByTime(61_000);
    expect(await ask(used)).toBe(404);
  });

  test('one with an open stream does not end', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    const endpoint = await serve(parts, { sessions: { idleMs: 60_000 } });
    const id = await initialize(endpoint);
    const headers = { 'mcp-session-id': id, accept: 'text/event-stream' };
    const stream = await endpoint.open({ method: 'GET', headers });
    vi.advanceTimersByTime(600_000);
    const reply = await endpoint.send(
      legacy('tools/call', { name: 'run' }, { headers: { 'mcp-session-id': id } }),
    );
    expect(reply.status).toBe(200);
    stream.destroy();
  });

  test('false serves the 2025 era without any', async () => {
    const { send } = await serve(parts, { sessions: false });
    const hello = {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'a', version: '1' },
    };
    const reply = await send(legacy('initialize', hello));
    expect(reply.headers).not.toHaveProperty('mcp-session-id');
    expect(reply.body.result).toMatchObject({
      protocolVersion: '2025-06-18',
      serverInfo: { name: 'probe' },
      capabilities: { resources: {} },
    });
    expect((await send(legacy('tools/call', { name: 'run' }))).body.result).toMatchObject({
      content: [{ text: 'ok' }],
    });
  });
});

describe('the era of a request', () => {
  test.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    '%s is served without a session',
    async (version) => {
      const { send } = await serve(parts);
      const reply = await send(
        legacy('tools/call', { name: 'run' }, { headers: { 'mcp-protocol-version': version } }),
      );
      expect(reply.body.result).toEqual({ content: [{ type: 'text', text: 'ok' }] });
    },
  );

  test('2026-07-28 is answered alike whether a name can stand in a header as it is or not', async () => {
    const { send } = await serve(parts);
    const plain = await send(modern('resources/read', { uri: 'note://1' }));
    const uri = `note://${encodeURIComponent('é')}`;
    const encoded = { 'mcp-name': `=?base64?${Buffer.from(uri).toString('base64')}?=` };
    const careful = await send(modern('resources/read', { uri }, { headers: encoded }));
    expect(plain.body.result).toMatchObject({ resultType: 'complete', contents: [{ text: 'note 1' }] });
    expect(careful.body.result).toMatchObject({ resultType: 'complete', contents: [{ text: 'note é' }] });
    expect(Object.keys(careful.body.result ?? {}).sort()).toEqual(
      Object.keys(plain.body.result ?? {}).sort(),
    );
  });

  test.each(['2025', '2026'] as const)(
    '%s: answers keep the id of their request, whatever it is',
    async (era) => {
      const { send } = await serve(parts, { rateLimit: false });
      for (const id of [0, -1, 1.5, '', '0', 'jane@example.com', Number.MAX_SAFE_INTEGER, 'x'.repeat(256)]) {
        const { body } = await send(requestOf[era]('tools/call', { name: 'run' }, { id }));
        expect(body.id, String(id)).toBe(id);
        expect(body.result, String(id)).toBeDefined();
      }
    },
  );
});

test('health routes answer whatever the Host says, and the endpoint does not', async () => {
  const health = createHealth();
  const { send } = await serve(parts, { health });
  const headers = { host: '10.1.2.3:8080' };
  for (const path of ['/health', '/ready']) {
    expect((await send({ method: 'GET', path, headers })).status).toBe(200);
  }
  expect((await send({ ...legacy('tools/list'), headers })).status).toBe(403);
  health.startDraining();
  expect((await send({ method: 'GET', path: '/ready', headers })).status).toBe(503);
  expect((await send({ method: 'GET', path: '/health', headers })).status).toBe(200);
});

test('the handler serves a node:http server of your own', async () => {
  const onStart = vi.fn();
  const onStop = vi.fn();
  const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts, onStart, onStop });
  const handler = await createHttpHandler(definition, { audit: false });
  expect(onStart).toHaveBeenCalledOnce();
  const server = createServer((req, res) => void handler.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reply = await fetch(`http://127.0.0.1:${port}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(callOf(1, 'run')),
  });
  expect(await reply.json()).toMatchObject({ id: 1, result: { content: [{ text: 'ok' }] } });
  await vi.waitFor(() => expect(handler.inFlight).toBe(0));
  await handler.closeStreams();
  await handler.close();
  server.close();
  expect(onStop).toHaveBeenCalledOnce();
});

test('what goes on until the server ends it is told from what is waited for', async () => {
  const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
  const handler = await createHttpHandler(definition, { audit: false, legacySse: true });
  const kinds: Record<string, boolean> = {};
  const server = createServer(async (req, res) => {
    const name = String(req.headers['x-name']);
    const writeHead = res.writeHead;
    res.writeHead = (...head: unknown[]) => {
      kinds[name] = handler.isStream(res);
      return writeHead.apply(res, head as never);
    };
    await handler.handle(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const send = (name: string, path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'x-name': name,
        ...init.headers,
      },
    });
  const post = ({ headers, body }: Request): RequestInit => ({
    method: 'POST',
    headers: headers as Record<string, string>,
    body: JSON.stringify(body),
  });
  const opening = await send(
    'initialize',
    '/mcp',
    post(
      legacy('initialize', {
        protocolVersion: '2025-11-25',
        capabilities: {},
        clientInfo: { name: 'c', version: '1' },
      }),
    ),
  );
  const session = { 'mcp-session-id': opening.headers.get('mcp-session-id') ?? '' };
  await send('call', '/mcp', post(legacy('tools/call', { name: 'run' })));
  await send(
    'told on the way',
    '/mcp',
    post(legacy('tools/call', { name: 'tell', _meta: { progressToken: 1 } })),
  );
  await send('elsewhere', '/elsewhere');
  await send('events of a session', '/mcp', { headers: session });
  await send('old events', '/sse');
  await send('listen', '/mcp', post(modern('subscriptions/listen', { notifications: {} })));
  await send('end of a session', '/mcp', { method: 'DELETE', headers: session });
  await handler.closeStreams();
  server.closeAllConnections();
  server.close();
  expect(kinds).toEqual({
    initialize: false,
    call: false,
    'told on the way': false,
    elsewhere: false,
    'events of a session': true,
    'old events': true,
    listen: true,
    'end of a session': false,
  });
});

describe('start', () => {
  test('a server that fails to start does not listen', async () => {
    const definition = defineServer({
      name: 'probe',
      version: '1.0.0',
      onStart: () => {
        throw new Error('no database');
      },
    });
    await expect(serveHttp(definition, { port: 0 })).rejects.toThrow('no database');
  });

  test('onStart can announce changes and write to the log', async () => {
    const { log } = await serve({
      ...parts,
      onStart: ({ logger, notify }) => {
        notify.toolListChanged();
        logger.info('ready for jane@example.com');
      },
    });
    expect(log).toMatchObject([{ level: 'info', msg: 'ready for [EMAIL]' }]);
  });

  test.each([-1, 70_000, 1.5, Number.NaN, 'x'])(
    'the port %s is refused before anything starts',
    async (port) => {
      const onStart = vi.fn();
      const definition = defineServer({ name: 'probe', version: '1.0.0', onStart });
      const served = serveHttp(definition, { port: port as number });
      await expect(served).rejects.toThrow(DefinitionError);
      await expect(served).rejects.toThrow(`Expected \`port\` to be an integer from 0 to 65535, got ${port}`);
      expect(onStart).not.toHaveBeenCalled();
    },
  );

  test.each([-1, 0, 1.5, 2 ** 31])('a grace of %s ms is refused, and the server goes on', async (graceMs) => {
    const { served, send } = await serve(parts);
    expect(() => served.close({ graceMs })).toThrow('Expected `graceMs` to be');
    expect((await send(legacy('tools/call', { name: 'run' }))).text).toContain('ok');
  });

  test('a port that is taken is an error as it is, and what onStart opened is closed', async () => {
    const { served } = await serve(parts);
    const onStop = vi.fn();
    const definition = defineServer({ name: 'probe', version: '1.0.0', onStart: () => {}, onStop });
    await expect(serveHttp(definition, { port: served.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(onStop).toHaveBeenCalledOnce();
  });

  test('the url has the address, the port and the path', async () => {
    const { served } = await serve(parts, { path: '/v1/tools' });
    expect(served.url).toBe(`http://127.0.0.1:${served.port}/v1/tools`);
    const v6 = await serve(parts, { host: '::1' });
    expect(v6.served.url).toBe(`http://[::1]:${v6.served.port}/mcp`);
    const reply = await new Promise<number | undefined>((resolve, reject) => {
      const req = request(v6.served.url, { method: 'GET' }, (res) => resolve(res.resume().statusCode));
      req.on('error', reject).end();
    });
    expect(reply).toBe(400);
  });
});
