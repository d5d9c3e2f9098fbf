// What a session of the 2025 era may subscribe to, and how much of it.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineResource } from '../../src/index.ts';
import { initialize, legacy, serve } from './raw.ts';

const parts = {
  resources: [
    defineResource({ name: 'home', uri: 'note://home', handler: () => 'home' }),
    defineResource({
      name: 'one',
      uri: 'note://items/{id}',
      params: z.object({ id: z.string().regex(/^[a-z0-9]+$/, 'letters and digits only') }),
      handler: ({ params }) => params.id,
    }),
  ],
};

async function open(options = {}) {
  const endpoint = await serve(parts, options);
  const id = await initialize(endpoint);
  const ask = async (method: string, uri: unknown) =>
    (await endpoint.send(legacy(method, { uri }, { headers: { 'mcp-session-id': id } }))).body;
  return { subscribe: (uri: unknown) => ask('resources/subscribe', uri), ask };
}

test('takes URIs of resources and templates, and no others', async () => {
  const { subscribe } = await open();
  for (const uri of ['note://home', 'note://items/7']) expect(await subscribe(uri)).toHaveProperty('result');
  for (const uri of ['jane@example.com', 'x://y', 'note://items/a/b']) {
    expect((await subscribe(uri)).error).toMatchObject({ code: -32002 });
  }
  expect((await subscribe('jane@example.com')).error?.data).toEqual({ uri: '[EMAIL]' });
  expect((await subscribe('note://items/-')).error).toMatchObject({
    code: -32602,
    message: expect.stringContaining('letters and digits only'),
  });
  expect((await subscribe(5)).error?.code).toBe(-32602);
});

test('holds no more characters than it may; unsubscribing makes room', async () => {
  const { subscribe, ask } = await open({ maxSubscriptionChars: 40 });
  const [first, second] = ['note://items/1234567', 'note://items/7654321'];
  // Again is not more.
  for (const uri of [first, second, first]) expect(await subscribe(uri)).toHaveProperty('result');
  expect((await subscribe('note://home')).error).toMatchObject({
    code: -32000,
    message: expect.stringContaining('40 characters together'),
  });
  await ask('resources/unsubscribe', first);
  expect(await subscribe('note://home')).toHaveProperty('result');
});

test('subscribing counts as calling', async () => {
  const { subscribe } = await open({ rateLimit: { limit: 5, windowMs: 60_000 } });
  const answers = [];
  for (let id = 0; id < 7; id++) answers.push(await subscribe(`note://items/${id}`));
  expect(answers[0]).toHaveProperty('result');
  expect(answers.at(-1)?.error).toMatchObject({
    code: -32000,
    message: expect.stringContaining('Rate limit reached (5 calls)'),
    data: { retryAfterMs: expect.any(Number) },
  });
});
