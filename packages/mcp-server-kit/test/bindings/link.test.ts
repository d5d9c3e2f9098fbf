// One connection, several who answer on it: what the client sent first counts first.
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLink } from '../../src/bindings/link.ts';
import type { RpcMessage } from '../../src/bindings/messages.ts';
import { createLogger, defineServer, type HandlerContext } from '../../src/index.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import { run } from '../guards/probe.ts';
import { envelope } from '../http/raw.ts';

const HELLO = {
  jsonrpc: '2.0',
  id: 'hello',
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
} as const;
const call = (id: number, name: string, meta?: Record<string, unknown>) =>
  ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, ...(meta && { _meta: meta }) } }) as const;

/** A connection in memory. Tools: `log` says something at `info`, `wait` waits until its signal aborts. */
function connect() {
  const said: RpcMessage[] = [];
  const reasons: unknown[] = [];
  const tools = [
    run(
      (_input, context) => {
        context.log('info', 'hello');
        return 'logged';
      },
      { name: 'log' },
    ),
    run(
      (_input, { signal }: HandlerContext) =>
        new Promise((_, reject) => {
          const stop = () => {
            reasons.push(signal.reason);
            reject(signal.reason);
          };
          if (signal.aborted) stop();
          else signal.addEventListener('abort', stop);
        }),
      { name: 'wait' },
    ),
  ];
  const runtime = createRuntime(defineServer({ name: 'probe', version: '1.0.0', tools }), {
    audit: false,
    logger: createLogger({ level: 'silent' }),
  });
  const link = createLink(runtime, { transport: 'memory', send: (message) => said.push(message) });
  onTestFinished(() => link.close());
  const answer = (id: unknown) =>
    vi.waitFor(
      () => {
        expect(said.map((message) => message.id)).toContain(id);
      },
      { interval: 1 },
    );
  return { link, said, reasons, answer };
}

/** What was said, in short. */
const short = (said: readonly RpcMessage[]) => said.map(({ id, method }) => method ?? id);

test('calls that come right behind initialize are answered after it', async () => {
  const { link, said, answer } = connect();
  for (const message of [HELLO, call(1, 'log'), call(2, 'log')]) link.receive(message);
  expect(link.pending).toBe(3);
  await answer(2);
  expect(short(said)).toEqual(['hello', 'notifications/message', 1, 'notifications/message', 2]);
  expect(link.pending).toBe(0);
});

test('a level that is set holds for the call right behind it, and no earlier', async () => {
  const { link, said, answer } = connect();
  link.receive(HELLO);
  await answer('hello');
  said.length = 0;
  const level = { jsonrpc: '2.0', id: 2, method: 'logging/setLevel', params: { level: 'error' } } as const;
  for (const message of [call(1, 'log'), level, call(3, 'log')]) link.receive(message);
  await answer(3);
  expect(short(said)).toEqual(['notifications/message', 1, 2, 3]);
});

test.each([
  ['2025', undefined],
  ['2026', envelope()],
])('%s: a call that is cancelled in the same breath is cancelled, with the reason', async (_era, meta) => {
  const { link, said, reasons, answer } = connect();
  const cancelled = {
    jsonrpc: '2.0',
    method: 'notifications/cancelled',
    params: { requestId: 1, reason: 'no more' },
  } as const;
  for (const message of [HELLO, call(1, 'wait', meta), cancelled, call(2, 'log', meta)])
    link.receive(message);
  await answer(2);
  expect(reasons).toEqual(['no more']);
  expect(short(said)).not.toContain(1);
  expect(link.pending).toBe(0);
});

test('closing aborts what the kit answers itself', async () => {
  const { link, reasons } = connect();
  link.receive(call(1, 'wait', envelope()));
  expect(link.pending).toBe(1);
  await link.close();
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toMatchObject({ name: 'AbortError' });
});

test('what is not a request as MCP has it is refused at once, by its id', async () => {
  const { link, said } = connect();
  const odd = [
    { ...call(1, 'log'), extra: true },
    { ...call(2, 'log'), params: { name: 'log', _meta: 5 } },
    { ...call(3, 'log'), id: 1.5 },
  ];
  for (const message of odd) link.receive(message as unknown as RpcMessage);
  expect(said.map(({ id, error }) => [id, error?.code])).toEqual([
    [1, -32600],
    [2, -32600],
    [1.5, -32600],
  ]);
});
