// A message with more values than a schema could refuse in good time is refused before it is parsed.
import { PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { defineServer, defineTool } from '../../src/index.ts';
import { serveStdio } from '../../src/stdio.ts';
import { collectMessages } from '../support/lines.ts';
import { initialize, legacy, modern, type RpcBody, serve } from './raw.ts';

const count = defineTool({
  name: 'count',
  description: 'Counts.',
  input: z.object({ ids: z.array(z.number()) }),
  handler: ({ ids }) => `${ids.length} ids`,
});
const parts = { tools: [count] };
const callWith = (ids: unknown[]) => ({ name: 'count', arguments: { ids } });

test.each([
  // The message, its four or five members, `name`, `arguments` and `ids`; 2026-07-28 has three more in `_meta`.
  ['2025', legacy, 8],
  ['2026', modern, 11],
] as const)('%s: as many values as it may hold, and one more', async (_era, make, others) => {
  const { send } = await serve(parts, { maxValues: 50 });
  const numbers = Array.from({ length: 50 - others }, () => 123);
  expect((await send(make('tools/call', callWith(numbers)))).text).toContain(`${50 - others} ids`);
  const refused = await send(make('tools/call', callWith([...numbers, 123]), { id: 'mine' }));
  expect(refused).toMatchObject({
    status: 413,
    body: { id: 'mine', error: { code: -32000, message: 'The body holds more than 50 values' } },
  });
});

test('by default, 10,000', async () => {
  const { send } = await serve(parts);
  expect((await send(legacy('tools/call', callWith(Array(9900).fill(1))))).text).toContain('9900 ids');
  expect((await send(legacy('tools/call', callWith(Array(10_000).fill(1))))).status).toBe(413);
});

describe('what an SDK would take seconds to refuse', () => {
  const many = Array.from({ length: 30_000 }, () => ({}));
  const client = { name: 'a', version: '1', icons: many };

  test.each([{}, { sessions: false }] as const)('an initialize: %j', async (options) => {
    const { send } = await serve(parts, options);
    const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: client };
    expect((await send(legacy('initialize', hello))).status).toBe(413);
  });

  test('requests of 2026-07-28', async () => {
    const { send } = await serve(parts);
    const _meta = { 'io.modelcontextprotocol/clientInfo': client };
    expect((await send(modern('tools/list', { _meta }))).status).toBe(413);
    const notifications = { resourceSubscriptions: many };
    expect((await send(modern('subscriptions/listen', { notifications }))).status).toBe(413);
  });

  test('an answer, and a batch, in a session', async () => {
    const endpoint = await serve(parts);
    const headers = { 'mcp-session-id': await initialize(endpoint) };
    const answer = { jsonrpc: '2.0', id: 0, result: { roots: many } };
    expect((await endpoint.send({ headers, body: answer })).status).toBe(413);
    expect((await endpoint.send({ headers, body: [answer] })).status).toBe(413);
  });
});

test('over stdio too, by its id', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const seen = collectMessages<RpcBody>(output);
  const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
  const served = await serveStdio(definition, { input, output, audit: false, maxValues: 50 });
  const call = { jsonrpc: '2.0', id: 'mine', method: 'tools/call', params: callWith(Array(60).fill(1)) };
  input.write(`${JSON.stringify(call)}\n`);
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  expect(seen[0]).toMatchObject({
    id: 'mine',
    error: { code: -32600, message: 'The message holds more than 50 values' },
  });
  await served.close();
});

test('more problems than Zod can count are the caller’s, and not the server’s', async () => {
  const field = z.string();
  const fields = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`field${at}`, field]));
  const wide = defineTool({
    name: 'wide',
    description: 'Takes much.',
    input: z.object({ items: z.array(z.object(fields)) }),
    handler: () => 'ok',
  });
  const { send } = await serve({ tools: [wide] }, { maxValues: 20_000 });
  const items = Array.from({ length: 15_000 }, () => ({}));
  const { body } = await send(legacy('tools/call', { name: 'wide', arguments: { items } }));
  expect(body.result).toMatchObject({
    isError: true,
    content: [{ text: 'Invalid arguments: more is wrong than can be told' }],
  });
});
