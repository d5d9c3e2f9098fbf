// Stopping: what is in flight ends, nothing new comes in, streams are closed, and onStop runs last.
import { Agent, request } from 'node:http';
import { createDrain } from '@portcullis/health';
import { describe, expect, test, vi } from 'vitest';
import { run } from '../guards/probe.ts';
import { initialize, legacy, modern, requestOf, serve } from './raw.ts';

/** A tool that waits until it is told to go on. */
function gate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<string>();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const seen: { signal?: AbortSignal } = {};
  const tool = run((_input, { signal }) => {
    seen.signal = signal;
    enter();
    return opened;
  });
  return { tool, entered, open, seen };
}

describe.each(['2025', '2026'] as const)('%s', (era) => {
  test('a call in flight is answered, then onStop runs, once', async () => {
    const order: string[] = [];
    const { tool, entered, open } = gate();
    const { served, send } = await serve({ tools: [tool], onStop: () => void order.push('stopped') });
    const reply = send(requestOf[era]('tools/call', { name: 'run' })).then((given) => {
      order.push('answered');
      return given;
    });
    await entered;
    const closed = served.close();
    expect(served.close()).toBe(closed);
    open('in time');
    await closed;
    expect((await reply).text).toContain('in time');
    expect(order).toEqual(['answered', 'stopped']);
  });

  test('a call that takes longer than the grace is cut, and its signal aborts', async () => {
    const { tool, entered, seen } = gate();
    const { served, send } = await serve({ tools: [tool] });
    const reply = send(requestOf[era]('tools/call', { name: 'run' })).then(
      ({ text }) => text,
      (error: NodeJS.ErrnoException) => error.code,
    );
    await entered;
    await served.close({ graceMs: 30 });
    expect(await reply).not.toContain('"result":{"content"');
    await vi.waitFor(() => expect(seen.signal?.aborted).toBe(true));
  });

  test('new connections are refused while an old call goes on', async () => {
    const { tool, entered, open } = gate();
    const { served, send } = await serve({ tools: [tool] });
    const reply = send(requestOf[era]('tools/call', { name: 'run' }));
    await entered;
    const closed = served.close();
    await expect(send(requestOf[era]('tools/list'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    open('done');
    await closed;
    expect((await reply).status).toBe(200);
  });

  test('hanging up aborts the call, and it is no longer in flight', async () => {
    const { tool, entered, seen } = gate();
    const { served, send } = await serve({ tools: [tool] });
    const hangUp = new AbortController();
    const reply = send({ ...requestOf[era]('tools/call', { name: 'run' }), signal: hangUp.signal });
    await entered;
    hangUp.abort();
    await expect(reply).rejects.toThrow();
    await vi.waitFor(() => expect(seen.signal?.aborted).toBe(true));
    // A call that hung would be waited for.
    await served.close({ graceMs: 60_000 });
  });
});

test('a kept connection is told to close', async () => {
  const { tool, entered, open } = gate();
  const { served } = await serve({ tools: [tool, run(() => 'quick', { name: 'quick' })] });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (name: string) =>
    new Promise<{ connection: string | undefined; text: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const req = request(served.url, { method: 'POST', agent, headers }, async (res) => {
        let text = '';
        for await (const chunk of res.setEncoding('utf8')) text += chunk;
        resolve({ connection: res.headers.connection, text });
      });
      req.on('error', reject);
      req.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name } }));
    });
  expect((await post('quick')).connection).toBe('keep-alive');
  const slow = post('run');
  await entered;
  const closed = served.close();
  open('slow');
  expect((await slow).text).toContain('slow');
  await closed;
  agent.destroy();
});

test('streams end with a last event: of a session, and of a subscription with its result', async () => {
  const endpoint = await serve({ tools: [run(() => 'ok')] });
  const session = await initialize(endpoint);
  const headers = { 'mcp-session-id': session, accept: 'text/event-stream' };
  const get = await endpoint.open({ method: 'GET', headers });
  const params = { notifications: { toolsListChanged: true } };
  const listen = await endpoint.open(modern('subscriptions/listen', params));
  expect([get.statusCode, listen.statusCode]).toEqual([200, 200]);
  const ended = [get, listen].map(async (stream) => {
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    return text;
  });
  // They are not in flight: nobody waits for them.
  await endpoint.served.close({ graceMs: 60_000 });
  const [session2025 = '', subscription = ''] = await Promise.all(ended);
  expect(session2025).toMatch(/event: shutdown\ndata: {}\n\n/);
  expect(subscription).toMatch(/event: shutdown\ndata: {}\n\n[\s\S]*"result":/);
});

test('an idle server closes at once, and again', async () => {
  const onStop = vi.fn();
  const { served } = await serve({ tools: [run(() => 'ok')], onStop });
  await served.close();
  await served.close();
  expect(onStop).toHaveBeenCalledOnce();
  expect(served.server.listening).toBe(false);
});

test('a request that is still coming when the server closes is answered', async () => {
  const { served } = await serve({ tools: [run(() => 'whole')] });
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run' } });
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const req = request(served.url, { method: 'POST', headers });
  const reply = new Promise<string>((resolve, reject) => {
    req.once('error', reject).once('response', async (res) => {
      let text = '';
      for await (const chunk of res.setEncoding('utf8')) text += chunk;
      resolve(`${res.headers.connection} ${text}`);
    });
  });
  const came = new Promise((resolve) => served.server.once('request', resolve));
  req.write(body.slice(0, 20));
  await came;
  const closed = served.close();
  req.end(body.slice(20));
  expect(await reply).toMatch(/^close .*whole/);
  await closed;
});

test('one that never comes is cut, and the server ends', async () => {
  const { served } = await serve({ tools: [run(() => 'ok')] });
  const req = request(served.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 1000 },
  });
  const ended = new Promise((resolve) => req.once('error', resolve).once('response', resolve));
  await new Promise<void>((resolve) =>
    req.once('socket', (socket) => socket.once('connect', () => resolve())),
  );
  req.write('{"jsonrpc":"2.0",');
  await served.close({ graceMs: 100 });
  await ended;
});

test('legacy SSE streams end too', async () => {
  const endpoint = await serve({ tools: [run(() => 'ok')] }, { legacySse: true });
  const stream = await endpoint.open({
    method: 'GET',
    path: '/sse',
    headers: { accept: 'text/event-stream' },
  });
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await vi.waitFor(() => expect(text).toMatch(/data: \/messages\?sessionId=/));
  const [, path = ''] = /data: (\S+)/.exec(text) ?? [];
  const hello = { protocolVersion: '2024-11-05', capabilities: {}, clientInfo: { name: 'a', version: '1' } };
  expect((await endpoint.send({ ...legacy('initialize', hello), path })).status).toBe(202);
  expect((await endpoint.send({ ...legacy('tools/call', { name: 'run' }), path })).status).toBe(202);
  await vi.waitFor(() => expect(text).toContain('"text":"ok"'));
  const unknown = await endpoint.send({ ...legacy('tools/list'), path: '/messages?sessionId=nope' });
  expect(unknown).toMatchObject({ status: 404, body: { error: { code: -32000 } } });
  const ended = new Promise((resolve) => stream.once('close', resolve));
  await endpoint.served.close({ graceMs: 60_000 });
  await ended;
});

test('a drain of @portcullis/health empties the server: it serves while it waits, and onStop runs once', async () => {
  const { tool, entered, open } = gate();
  const onStop = vi.fn();
  const { served, send } = await serve({ tools: [tool], onStop });
  const exit = vi.fn();
  const drain = createDrain({ server: served, delayMs: 0, graceMs: 10_000, signals: [], exit });
  drain.addHook('server', () => served.close());
  const reply = send(requestOf[2025]('tools/call', { name: 'run' }));
  await entered;
  const done = drain.start();
  expect(onStop).not.toHaveBeenCalled();
  open('in time');
  expect(await reply).toMatchObject({ status: 200, headers: { connection: 'close' } });
  expect(await done).toMatchObject({ cut: 0, exitCode: 0 });
  expect(onStop).toHaveBeenCalledOnce();
});

test('a drain counts the calls that it cuts', async () => {
  const { tool, entered, seen } = gate();
  const { served, send } = await serve({ tools: [tool] });
  const times = { delayMs: 0, graceMs: 100, hooksMs: 50 };
  const drain = createDrain({ server: served, ...times, signals: [], exit: () => {} });
  const reply = send(requestOf[2026]('tools/call', { name: 'run' })).catch((error: Error) => error);
  await entered;
  expect(await drain.start()).toMatchObject({ cut: 1 });
  expect(await reply).toBeInstanceOf(Error);
  await vi.waitFor(() => expect(seen.signal?.aborted).toBe(true));
});
