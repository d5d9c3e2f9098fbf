// JSON-RPC batches on stdio: 2025-03-26 has them, and no other revision does.
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test, vi } from 'vitest';
import { defineServer, type HandlerContext, type ToolDefinition } from '../src/index.ts';
import { type StdioOptions, serveStdio } from '../src/stdio.ts';
import { run } from './guards/probe.ts';
import { envelope } from './http/raw.ts';
import { collectMessages } from './support/lines.ts';

const rpc = (id: number, method: string, params = {}) => ({ jsonrpc: '2.0', id, method, params });
const cancelled = (requestId: number) => ({
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId },
});

const hello = (protocolVersion: string) =>
  rpc(0, 'initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } });

/** A connection that has negotiated `protocolVersion`, and everything that comes after the answer to that. */
async function open(protocolVersion: string, more: ToolDefinition[] = [], options: StdioOptions = {}) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const seen = collectMessages<unknown>(output);
  const signals: AbortSignal[] = [];
  const wait = (_input: object, { signal }: HandlerContext) => {
    signals.push(signal);
    return new Promise(() => {});
  };
  const tools = [...(more.length > 0 ? more : [run(async () => 'ok')]), run(wait, { name: 'wait' })];
  const definition = defineServer({ name: 'probe', version: '1.0.0', tools });
  const served = await serveStdio(definition, { input, output, audit: false, graceMs: 20, ...options });
  onTestFinished(() => served.close());
  const send = (message: unknown) => input.write(`${JSON.stringify(message)}\n`);
  send(hello(protocolVersion));
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  return {
    input,
    send,
    signals,
    next: () => vi.waitFor(() => expect(seen.length).toBeGreaterThan(1)).then(() => seen.splice(1)),
  };
}

test('2025-03-26: the answers come as one array; a notification has none', async () => {
  const { send, next } = await open('2025-03-26');
  const NOTICE = { jsonrpc: '2.0', method: 'notifications/initialized' };
  send([rpc(1, 'tools/call', { name: 'run' }), NOTICE, rpc(2, 'ping'), rpc(3, 'nope')]);
  const [answers, ...rest] = await next();
  expect(rest).toEqual([]);
  const sorted = (answers as { id: number }[]).toSorted((a, b) => a.id - b.id);
  expect(sorted).toMatchObject([
    { id: 1, result: { content: [{ text: 'ok' }] } },
    { id: 2, result: {} },
    { id: 3, error: { code: -32601 } },
  ]);
  send([NOTICE]);
  send(rpc(4, 'ping'));
  expect(await next()).toMatchObject([{ id: 4, result: {} }]);
});

test('a client that initializes again speaks what it has negotiated last', async () => {
  const { send, next } = await open('2025-06-18');
  send(hello('2025-03-26'));
  expect(await next()).toMatchObject([{ id: 0, result: { protocolVersion: '2025-03-26' } }]);
  send([rpc(1, 'tools/call', { name: 'run' })]);
  expect(await next()).toMatchObject([[{ id: 1, result: { content: [{ text: 'ok' }] } }]]);
});

test('2025-03-26: a call that is cancelled does not hold its batch back', async () => {
  const { send, next, signals } = await open('2025-03-26');
  send([rpc(1, 'tools/call', { name: 'wait' }), rpc(2, 'ping')]);
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  send(cancelled(1));
  expect(await next()).toMatchObject([[{ id: 2, result: {} }]]);
});

test('2025-03-26: the calls of a batch run one after another, and share the room for results', async () => {
  let running = 0;
  let most = 0;
  const say = run(async () => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    running--;
    return 'x'.repeat(400);
  });
  const { send, next } = await open('2025-03-26', [say], { maxResultChars: 1000 });
  const calls = (ids: number[]) => ids.map((id) => rpc(id, 'tools/call', { name: 'run' }));
  const texts = async () =>
    ((await next()) as { id: number; result: { content: { text: string }[] } }[][]).map((batch) =>
      batch.map(({ id, result }) => [id, result.content[0]?.text.slice(0, 24)]),
    );
  const full = 'The results of this batc';
  send(calls([1, 2, 3]));
  expect(await texts()).toEqual([
    [
      [1, 'x'.repeat(24)],
      [2, 'x'.repeat(24)],
      [3, full],
    ],
  ]);
  expect(most).toBe(1);
  // Another batch has room of its own; two requests with one id are both answered.
  send(calls([4, 4]));
  expect(await texts()).toMatchObject([
    [
      [4, 'x'.repeat(24)],
      [4, 'x'.repeat(24)],
    ],
  ]);
});

test('2025-03-26: what is cancelled before its turn never begins', async () => {
  const { send, next, signals } = await open('2025-03-26');
  const wait = (id: number) => rpc(id, 'tools/call', { name: 'wait' });
  send([wait(1), wait(2), rpc(3, 'ping')]);
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  send(cancelled(2));
  send(cancelled(1));
  expect(await next()).toMatchObject([[{ id: 3, result: {} }]]);
  expect(signals).toHaveLength(1);
});

test('2025-03-26: a client that has sent its batch and closed its end gets every answer', async () => {
  const { send, next, input } = await open('2025-03-26', [
    run(() => new Promise<string>((resolve) => setImmediate(resolve, 'ok'))),
  ]);
  send([1, 2, 3].map((id) => rpc(id, 'tools/call', { name: 'run' })));
  input.end();
  expect(await next()).toMatchObject([[{ id: 1 }, { id: 2 }, { id: 3 }]]);
});

test.each([
  ['initialize within one', '2025-03-26', [rpc(1, 'initialize', {})]],
  ['nothing in it', '2025-03-26', []],
  ['51 messages', '2025-03-26', Array.from({ length: 51 }, (_, id) => rpc(id, 'ping'))],
  ['something else in it', '2025-03-26', [rpc(1, 'ping'), 5]],
  ['another revision', '2025-06-18', [rpc(1, 'ping')]],
  ['a request of 2026-07-28 in it', '2025-03-26', [rpc(1, 'tools/list', { _meta: envelope() })]],
])('refused: %s', async (_name, version, batch) => {
  const { send, next } = await open(version);
  send(batch);
  expect(await next()).toMatchObject([{ id: null, error: { code: -32600 } }]);
});
