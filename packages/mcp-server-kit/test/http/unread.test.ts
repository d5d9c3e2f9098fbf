// Clients that ask and do not read: what they are owed waits in the server's memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createLoadShedder } from '@portcullis/health';
import { expect, onTestFinished, test, vi } from 'vitest';
import { run } from '../guards/probe.ts';
import { initialize, legacy, type Request, requestOf, serve } from './raw.ts';

/** Machines are busy with others. */
const PATIENT = { timeout: 10_000 };

/** Sends `request` and reads nothing of the answer. */
function ask(port: number, { headers = {}, body }: Request): Socket {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    host: 'localhost',
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  socket.pause().write(`POST /mcp HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
  return socket;
}

test('a stream that has ended and is not read keeps nothing alive, and the process lives on', async () => {
  const main = fileURLToPath(new URL('../support/hasty-main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const [port] = await once(child.stdout, 'data');
  ask(Number(port), legacy('tools/call', { name: 'report', _meta: { progressToken: 1 } }));
  const reply = await fetch(`http://127.0.0.1:${Number(port)}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify(legacy('tools/call', { name: 'wait' }).body),
  });
  expect(await reply.text()).toContain('a minute');
  expect(child.exitCode).toBe(null);
});

test.each(['2025', '2026', 'session', 'batch of a session'] as const)(
  'a stream of which too much waits is cut, and its call with it unless it is in a session: %s',
  async (era) => {
    let sent = 0;
    let end = '';
    const chatty = run(async (_input, context) => {
      const { signal } = context;
      while (!signal.aborted && sent < 200) {
        context.progress(++sent, 200, 'x'.repeat(100_000));
        await new Promise((resolve) => setImmediate(resolve));
      }
      end = signal.aborted ? 'aborted' : 'ended';
    });
    const endpoint = await serve({ tools: [chatty] }, { maxUnreadBytes: 1_000_000 });
    const params = { name: 'run', _meta: { progressToken: 1 } };
    const isInSession = era === 'session' || era === 'batch of a session';
    const headers = isInSession ? { 'mcp-session-id': await initialize(endpoint) } : {};
    const closed = vi.fn();
    endpoint.served.server.on('request', (_req, res) => res.on('close', closed));
    const request = requestOf[era === '2026' ? era : '2025']('tools/call', params, { headers });
    ask(endpoint.served.port, era === 'batch of a session' ? { ...request, body: [request.body] } : request);
    await vi.waitFor(() => expect(closed).toHaveBeenCalled(), PATIENT);
    await vi.waitFor(() => expect(end).toBe(isInSession ? 'ended' : 'aborted'), PATIENT);
  },
);

test('a client that comes back to the stream of a session that was cut misses nothing', async () => {
  let sent = 0;
  let cutAt = 0;
  const chatty = run(async (_input, { progress }) => {
    for (let more = 3; more > 0 && sent < 200; more -= cutAt > 0 ? 1 : 0) {
      progress(++sent, 200, 'x'.repeat(100_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return 'done';
  });
  const endpoint = await serve({ tools: [chatty] }, { maxUnreadBytes: 1_000_000 });
  const headers = { 'mcp-session-id': await initialize(endpoint) };
  endpoint.served.server.once('request', (_req, res) => res.on('close', () => (cutAt = sent)));
  const params = { name: 'run', _meta: { progressToken: 1 } };
  const stream = await endpoint.open(legacy('tools/call', params, { headers }));
  let text = '';
  while (!/"progress":1,/.test(text)) text += String((await once(stream, 'data'))[0]);
  stream.pause();
  await vi.waitFor(() => expect(cutAt).toBeGreaterThan(0), PATIENT);
  // Each event has the number of the one before it, plus one.
  const [, events, first] = /^id: (.+_)(\d+)\ndata: .*"progress":1,/m.exec(text) ?? [];
  const last = cutAt - 3;
  await vi.waitFor(async () => {
    const lastId = `${events}${Number(first) + last - 1}`;
    const rest = await endpoint.send({ method: 'GET', headers: { ...headers, 'last-event-id': lastId } });
    const seen = Array.from(rest.text.matchAll(/"progress":(\d+)/g), ([, progress]) => Number(progress));
    expect(seen).toEqual(Array.from({ length: sent - last }, (_, at) => last + 1 + at));
  });
});

test('a stream of a session that its client came back to is cut, too', async () => {
  let hasEnded = false;
  const chatty = run(async (_input, { progress }) => {
    for (let sent = 1; sent <= 200; sent++) {
      progress(sent, 200, 'x'.repeat(100_000));
      if (sent === 1) await isBack.promise;
      await new Promise((resolve) => setImmediate(resolve));
    }
    hasEnded = true;
  });
  const isBack = Promise.withResolvers<void>();
  const endpoint = await serve({ tools: [chatty] }, { maxUnreadBytes: 1_000_000 });
  const headers = { 'mcp-session-id': await initialize(endpoint) };
  const params = { name: 'run', _meta: { progressToken: 1 } };
  const hasLeft = Promise.withResolvers<void>();
  endpoint.served.server.once('request', (_req, res) => res.on('close', hasLeft.resolve));
  const first = await endpoint.open(legacy('tools/call', params, { headers }));
  let text = '';
  while (!/^id: .+\ndata: .*"progress":1,/m.test(text)) text += String((await once(first, 'data'))[0]);
  first.destroy();
  await hasLeft.promise;
  const lastId = /^id: (.+)\ndata: .*"progress":1,/m.exec(text)?.[1];
  let isCut = false;
  endpoint.served.server.once('request', (_req, res) => res.on('close', () => (isCut = !hasEnded)));
  const rest = await endpoint.open({ method: 'GET', headers: { ...headers, 'last-event-id': lastId } });
  rest.pause();
  isBack.resolve();
  await vi.waitFor(() => expect(hasEnded).toBe(true), PATIENT);
  expect(isCut).toBe(true);
});

test('an event stream of 2024-11-05 of which too much waits is cut', async () => {
  const ended = Promise.withResolvers<boolean>();
  const chatty = run(async (_input, { signal, progress }) => {
    for (let sent = 0; sent < 200 && !signal.aborted; sent++) {
      progress(sent, 200, 'x'.repeat(100_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    ended.resolve(signal.aborted);
  });
  const endpoint = await serve({ tools: [chatty] }, { maxUnreadBytes: 1_000_000, legacySse: true });
  const accept = 'text/event-stream';
  const stream = await endpoint.open({ method: 'GET', path: '/sse', headers: { accept } });
  const [chunk] = await once(stream, 'data');
  stream.pause();
  const path = /^data: (.*)$/m.exec(String(chunk))?.[1] ?? '';
  const call = legacy('tools/call', { name: 'run', _meta: { progressToken: 1 } });
  expect(await endpoint.send({ ...call, path })).toMatchObject({ status: 202 });
  expect(await ended.promise).toBe(true);
});

test('a client that reads gets all of it, however much it is', async () => {
  const chatty = run(async (_input, context) => {
    for (let sent = 0; sent < 100; sent++) {
      context.progress(sent, 100, 'x'.repeat(100_000));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return 'all';
  });
  const { send } = await serve({ tools: [chatty] }, { maxUnreadBytes: 5_000_000 });
  const { text } = await send(legacy('tools/call', { name: 'run', _meta: { progressToken: 1 } }));
  expect(text.match(/^data: /gm)).toHaveLength(101);
});

const LARGE = run(() => 'word '.repeat(800_000), { name: 'large' });

test('an answer that is not read keeps no place of the load shedder', async () => {
  const shedder = createLoadShedder({ maxInFlight: 1, maxEventLoopDelayMs: 0 });
  const { served, send } = await serve({ tools: [LARGE] }, { shedder });
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  served.server.once('request', (_req, res) => resolve(res));
  ask(served.port, legacy('tools/call', { name: 'large' }));
  const res = await asked;
  await vi.waitFor(() => expect(res.writableEnded).toBe(true), PATIENT);
  expect(res.writableFinished).toBe(false);
  expect(await send(legacy('tools/list'))).toMatchObject({ status: 200 });
  expect(shedder.inFlight).toBe(0);
});

test.each(['2025', '2026', 'session'] as const)(
  'an answer of which nothing is read for its time is cut, after a stream that was idle for longer too: %s',
  async (era) => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const tool = run(async (_input, context) => {
      context.progress(1, 2);
      await gate;
      return 'word '.repeat(800_000);
    });
    const { served, ...endpoint } = await serve({ tools: [tool] }, { sendTimeoutMs: 100 });
    const headers = era === 'session' ? { 'mcp-session-id': await initialize({ served, ...endpoint }) } : {};
    let idle = 0;
    const closed = new Promise((resolve) => {
      served.server.once('request', (_req, res) => {
        res.on('timeout', () => {
          idle++;
          open();
        });
        res.on('close', () => resolve(res.writableFinished));
      });
    });
    const params = { name: 'run', _meta: { progressToken: 1 } };
    ask(served.port, requestOf[era === '2026' ? era : '2025']('tools/call', params, { headers }));
    expect(await closed).toBe(false);
    expect(idle).toBe(2);
  },
);

test('requests that come in behind an answer that is not read do not put the time off', async () => {
  const { served } = await serve({ tools: [LARGE] }, { sendTimeoutMs: 100, rateLimit: false });
  const closed = vi.fn();
  served.server.once('connection', (socket) => socket.on('close', closed));
  const socket = ask(served.port, legacy('tools/call', { name: 'large' }));
  const timer = setInterval(() => socket.write('GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n'), 20);
  onTestFinished(() => clearInterval(timer));
  await vi.waitFor(() => expect(closed).toHaveBeenCalled(), PATIENT);
});

test('an answer that is read slowly, but read, is not cut', async () => {
  const { served, open } = await serve({ tools: [LARGE] }, { sendTimeoutMs: 300 });
  let isCut = false;
  served.server.once('request', (_req, res) => res.on('close', () => (isCut = !res.writableFinished)));
  const stream = await open(legacy('tools/call', { name: 'large' }));
  let bytes = 0;
  const startedAt = performance.now();
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (performance.now() - startedAt < 900) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(bytes).toBeGreaterThan(4_000_000);
  expect(isCut).toBe(false);
});
