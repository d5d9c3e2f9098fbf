// A load shedder of @portcullis/health at the endpoint: who is refused, and how.
import { connect } from 'node:net';
import { createHealth, createLoadShedder } from '@portcullis/health';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HttpOptions } from '../../src/http.ts';
import { elicit, inputRequired } from '../../src/index.ts';
import { run } from '../guards/probe.ts';
import { initialize, legacy, modern, type RpcBody, requestOf, serve } from './raw.ts';

/** A server with one place, and a tool that keeps it. */
async function full() {
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const tool = run(async () => {
    enter();
    await gate;
    return 'served';
  });
  const shedder = createLoadShedder({ maxInFlight: 1, maxEventLoopDelayMs: 0, random: () => 0 });
  const endpoint = await serve({ tools: [tool] }, { shedder, health: createHealth() });
  return { ...endpoint, shedder, release, entered };
}

test.each(['2025', '2026'] as const)(
  'a call of %s that finds no place is refused, and told when to come back',
  async (era) => {
    const { send, release, entered, shedder } = await full();
    const first = send(requestOf[era]('tools/call', { name: 'run' }));
    await entered;
    const refused = await send(requestOf[era]('tools/list'));
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { error: { code: -32000 } },
    });
    expect(await send({ method: 'GET', path: '/ready' })).toMatchObject({ status: 200 });
    release();
    expect(await first).toMatchObject({ status: 200 });
    expect(await send(requestOf[era]('tools/list'))).toMatchObject({ status: 200 });
    expect(shedder.refused).toEqual({ 'in-flight': 1, 'event-loop': 0 });
  },
);

test('open streams hold no place', async () => {
  const { open, send, served } = await full();
  const listen = await open(modern('subscriptions/listen', { notifications: { toolsListChanged: true } }));
  expect(listen.statusCode).toBe(200);
  expect(await send(legacy('tools/list'))).toMatchObject({ status: 200 });
  await served.close();
});

/** A server with two places, and a tool that says how many of it ran at once. */
async function two(options: HttpOptions = {}) {
  let running = 0;
  const seen = { peak: 0, calls: 0 };
  const ends: (() => void)[] = [];
  const tool = run(async () => {
    seen.calls++;
    seen.peak = Math.max(seen.peak, ++running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
    return 'served';
  });
  const shedder = createLoadShedder({ maxInFlight: 2, maxEventLoopDelayMs: 0, random: () => 0 });
  const endpoint = await serve({ tools: [tool] }, { shedder, ...options });
  const endAll = (): void => {
    for (const end of ends.splice(0)) end();
  };
  return { ...endpoint, endpoint, shedder, seen, endAll };
}

const CALL = { jsonrpc: '2.0', method: 'tools/call', params: { name: 'run' } };
const BATCH = Array.from({ length: 5 }, (_, id) => ({ ...CALL, id }));

test.each(['without a session', 'in a session'])(
  'the calls of a batch take turns in one place: %s',
  async (where) => {
    const { endpoint, send, seen, endAll, shedder } = await two();
    const id = where === 'in a session' ? await initialize(endpoint) : undefined;
    const headers = { 'mcp-protocol-version': '2025-03-26', 'mcp-session-id': id };
    const reply = send({ headers, body: BATCH });
    for (let calls = 1; calls <= BATCH.length; calls++) {
      await vi.waitFor(() => expect(seen.calls).toBe(calls), { interval: 1 });
      expect(shedder.inFlight).toBe(1);
      endAll();
    }
    const { text } = await reply;
    const answers: RpcBody[] = text.startsWith('[')
      ? JSON.parse(text)
      : [...text.matchAll(/^data: (\{.*)$/gm)].map(([, data = '']) => JSON.parse(data));
    const texts = answers.map(({ result }) => (result?.content as { text: string }[] | undefined)?.[0]?.text);
    expect(texts).toEqual(BATCH.map(() => 'served'));
    expect(seen).toEqual({ calls: BATCH.length, peak: 1 });
    await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
  },
);

test.each(['2025', '2026', 'session'] as const)(
  'a call whose client hung up keeps its place as long as its handler runs: %s',
  async (era) => {
    const { endpoint, send, seen, endAll, shedder } = await two();
    const id = era === 'session' ? await initialize(endpoint) : undefined;
    const call =
      era === 'session'
        ? legacy('tools/call', { name: 'run' }, { headers: { 'mcp-session-id': id ?? '' } })
        : requestOf[era]('tools/call', { name: 'run' });
    for (const calls of [1, 2]) {
      const hangUp = new AbortController();
      const gone = send({ ...call, signal: hangUp.signal }).catch(() => {});
      await vi.waitFor(() => expect(seen.calls).toBe(calls));
      hangUp.abort();
      await gone;
    }
    await vi.waitFor(async () => expect((await send(legacy('tools/list'))).status).toBe(503));
    expect(shedder.inFlight).toBe(2);
    expect(seen).toEqual({ calls: 2, peak: 2 });
    endAll();
    await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
    expect((await send(legacy('tools/list'))).status).toBe(200);
  },
);

test('a handler that never ends gives its place back when its time is up', async () => {
  const { send, shedder, endAll } = await two({ timeoutMs: 100 });
  const reply = await send(legacy('tools/call', { name: 'run' }));
  expect(reply.text).toContain('took longer than 100 ms');
  await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
  endAll();
  expect((await send(legacy('tools/list'))).status).toBe(200);
  await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
});

test('requests that wait on their connection behind a stream keep no place', async () => {
  const { endpoint, send, served, shedder } = await two();
  const id = await initialize(endpoint);
  const socket = connect(served.port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  let requests = 0;
  served.server.on('request', () => requests++);
  const body = JSON.stringify(legacy('tools/list').body);
  const accept = 'Host: localhost\r\nAccept: application/json, text/event-stream\r\n';
  const post = `POST /mcp HTTP/1.1\r\n${accept}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  socket.write(`GET /mcp HTTP/1.1\r\n${accept}Mcp-Session-Id: ${id}\r\n\r\n${post}${post}`);
  await vi.waitFor(() => expect(requests).toBe(3));
  await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
  expect((await send(legacy('tools/list'))).status).toBe(200);
});

test('a request that the SDK answers takes one place', async () => {
  const { send, shedder, endAll, seen } = await two();
  // An envelope with something unusual in it is the SDK's to judge.
  const meta = { 'io.modelcontextprotocol/clientCapabilities': { experimental: { x: { y: 1 } } } };
  const calls = [1, 2].map(() => send(modern('tools/call', { name: 'run', _meta: meta })));
  await vi.waitFor(() => expect(seen.calls).toBe(2));
  expect(shedder.inFlight).toBe(2);
  endAll();
  for (const { text } of await Promise.all(calls)) expect(text).toContain('served');
  await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
});

test('a call that asks its client keeps no place while it waits', async () => {
  const asking = run((_input, { inputResponses }) =>
    inputResponses === undefined
      ? inputRequired({ inputRequests: { ok: elicit('May I?', { type: 'object', properties: {} }) } })
      : 'asked',
  );
  const shedder = createLoadShedder({ maxInFlight: 1, maxEventLoopDelayMs: 0, random: () => 0 });
  const endpoint = await serve({ tools: [asking] }, { shedder });
  const headers = { 'mcp-session-id': await initialize(endpoint, { elicitation: {} }) };
  const stream = await endpoint.open(legacy('tools/call', { name: 'run' }, { headers }));
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await vi.waitFor(() => expect(text).toContain('elicitation/create'));
  const { id } = JSON.parse(/^data: (.*elicitation.*)$/m.exec(text)?.[1] ?? '') as RpcBody;
  expect(shedder.inFlight).toBe(0);
  expect(await endpoint.send(legacy('tools/list'))).toMatchObject({ status: 200 });
  const answer = { jsonrpc: '2.0', id, result: { action: 'accept', content: {} } };
  await endpoint.send({ headers, body: answer });
  await vi.waitFor(() => expect(text).toContain('"text":"asked"'));
  await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
});
