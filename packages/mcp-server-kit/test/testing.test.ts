// The client in memory: the official one of each era, through every guard.

import type { Client as V2Client } from '@modelcontextprotocol/client';
import type { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { definePrompt, defineResource, defineServer, defineTool, type Era } from '../src/index.ts';
import { connectTestClient } from '../src/testing.ts';

const parts = {
  tools: [defineTool({ name: 'hi', description: 'Greets.', handler: () => 'hello jane@example.com' })],
  prompts: [definePrompt({ name: 'write', handler: () => 'Write.' })],
  resources: [defineResource({ name: 'one', uri: 'note://one', handler: () => 'one' })],
};
const definition = defineServer({ name: 'probe', version: '1.2.3', instructions: 'Say hi.', ...parts });
const quiet = { audit: false } as const;

describe.each(['2025', '2026'] as const)('%s', (era) => {
  const connect = (server = definition, options = {}) =>
    connectTestClient(server, { ...quiet, ...options, era } as { era: '2025' });

  test('the client knows the server, and what it gets is guarded', async () => {
    const client = await connect();
    expect(client.getServerVersion()).toMatchObject({ name: 'probe', version: '1.2.3' });
    expect(client.getInstructions()).toBe('Say hi.');
    expect(client.getServerCapabilities()).toMatchObject({ tools: {}, prompts: {}, resources: {} });
    expect(await client.callTool({ name: 'hi' })).toMatchObject({ content: [{ text: 'hello [EMAIL]' }] });
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['hi']);
    await client.close();
  });

  test('closing it runs onStop', async () => {
    const onStart = vi.fn();
    const onStop = vi.fn();
    const client = await connect(
      defineServer({ name: 'probe', version: '1.0.0', ...parts, onStart, onStop }),
    );
    expect(onStart).toHaveBeenCalledOnce();
    expect(onStop).not.toHaveBeenCalled();
    await client.close();
    await vi.waitFor(() => expect(onStop).toHaveBeenCalledOnce());
  });

  test('a server that fails to start fails the test', async () => {
    const onStart = () => Promise.reject(new Error('no database'));
    await expect(connect(defineServer({ name: 'probe', version: '1.0.0', onStart }))).rejects.toThrow(
      'no database',
    );
  });

  test('two clients of one definition have nothing in common but the definition', async () => {
    const rateLimit = { limit: 1, windowMs: 60_000 };
    const [one, two] = await Promise.all([
      connect(definition, { rateLimit }),
      connect(definition, { rateLimit }),
    ]);
    expect(await one.callTool({ name: 'hi' })).not.toHaveProperty('isError');
    expect(await two.callTool({ name: 'hi' })).not.toHaveProperty('isError');
    expect(await one.callTool({ name: 'hi' })).toMatchObject({ isError: true });
    await one.close();
    expect(await two.callTool({ name: 'hi' })).toMatchObject({ isError: true });
    await two.close();
  });
});

test('the type of the client follows from the era', async () => {
  const one = await connectTestClient(definition, { ...quiet, era: '2025' });
  const two = await connectTestClient(definition, { ...quiet, era: '2026' });
  expectTypeOf(one).toEqualTypeOf<V1Client>();
  expectTypeOf(two).toEqualTypeOf<V2Client>();
  await Promise.all([one.close(), two.close()]);
});

test('an era that is not known before is taken, and gives either client', async () => {
  for (const era of ['2025', '2026'] as Era[]) {
    const client = await connectTestClient(definition, { ...quiet, era, prepare: (made) => void made });
    expectTypeOf(client).toEqualTypeOf<V1Client | V2Client>();
    await client.close();
  }
});
