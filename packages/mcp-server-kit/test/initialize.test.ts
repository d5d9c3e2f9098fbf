// An `initialize` that says too little is told what is missing, over every way in.
import { PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { defineServer } from '../src/index.ts';
import { serveStdio } from '../src/stdio.ts';
import { run } from './guards/probe.ts';
import { legacy, type RpcBody, serve } from './http/raw.ts';
import { collectMessages } from './support/lines.ts';

const parts = { tools: [run(() => 'ok')] };
const GOOD = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'jane@example.com', version: '1' },
};

const WAYS = {
  'HTTP with sessions': async () => {
    const { send } = await serve(parts);
    return async (params: object) => (await send(legacy('initialize', { ...params }))).body;
  },
  'HTTP without sessions': async () => {
    const { send } = await serve(parts, { sessions: false });
    return async (params: object) => (await send(legacy('initialize', { ...params }))).body;
  },
  stdio: async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const seen = collectMessages<RpcBody>(output);
    const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
    await serveStdio(definition, { input, output, audit: false });
    return async (params: object) => {
      input.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
      await vi.waitFor(() => expect(seen).toHaveLength(1));
      return seen.pop();
    };
  },
};

describe.each(Object.entries(WAYS))('%s', (_name, open) => {
  // What a session keeps of its client would otherwise be as large as a body may be.
  test.each([
    ['a text', 32_768, (room: number) => 'a'.repeat(room)],
    ['values', 2000, (room: number) => Array(room - 40).fill([])],
    ['levels', 64, (room: number) => Array.from({ length: room - 5 }).reduce((inner) => [inner], [])],
  ])('%s: takes as much as it may hold, and not twice as much', async (what, most, make) => {
    const ask = await open();
    const hello = (value: unknown) => ({ ...GOOD, capabilities: { experimental: { x: { value } } } });
    const room = what === 'a text' ? most - JSON.stringify(hello('')).length : most;
    const refused = await ask(hello(make(what === 'a text' ? room + 1 : 2 * room)));
    expect(refused).toMatchObject({ id: 1, error: { code: -32602 } });
    expect(refused?.error?.message).toContain('more than 32768 characters');
    expect((await ask(hello(make(room))))?.result).toMatchObject({ protocolVersion: '2025-11-25' });
  });

  test.each([
    ['params.protocolVersion', { ...GOOD, protocolVersion: 5 }],
    ['params.capabilities', { ...GOOD, capabilities: undefined }],
    ['params.capabilities.sampling', { ...GOOD, capabilities: { sampling: 5 } }],
    ['params.clientInfo.version', { ...GOOD, clientInfo: { name: 'jane@example.com' } }],
  ])('names %s, and takes the next one', async (field, params) => {
    const ask = await open();
    const refused = await ask(params);
    expect(refused).toMatchObject({ id: 1, error: { code: -32602 } });
    expect(refused?.error?.message).toContain(`Invalid initialize: ${field}: `);
    expect(JSON.stringify(refused)).not.toContain('jane');
    expect((await ask(GOOD))?.result).toMatchObject({ protocolVersion: '2025-11-25' });
  });
});
