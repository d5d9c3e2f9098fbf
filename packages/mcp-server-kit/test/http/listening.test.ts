// What a subscription of 2026-07-28 may keep, and how many of them one client may have.
import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { defineResource, defineServer } from '../../src/index.ts';
import { serveStdio } from '../../src/stdio.ts';
import { run } from '../guards/probe.ts';
import { collectMessages } from '../support/lines.ts';
import { modern, type RpcBody, serve } from './raw.ts';

const parts = {
  tools: [run(() => 'ok')],
  resources: [defineResource({ name: 'home', uri: 'note://home', handler: () => 'home' })],
};

const listen = (resourceSubscriptions: unknown, more = {}) =>
  modern('subscriptions/listen', { notifications: { resourceSubscriptions }, ...more });

const uris = (count: number, length: number) => Array.from({ length: count }, () => 'a'.repeat(length));

test('as many URIs as a session of the 2025 era may have, and as many characters', async () => {
  const { open, send } = await serve(parts, { maxSubscriptionChars: 2000 });
  for (const few of [uris(1000, 2), uris(1, 2000)]) {
    const stream = await open(listen(few));
    expect(stream.headers['content-type']).toMatch('text/event-stream');
    stream.destroy();
  }
  for (const many of [uris(1001, 1), uris(2, 1001)]) {
    expect((await send(listen(many))).body.error).toMatchObject({
      code: -32000,
      message: expect.stringContaining('1000 resources whose URIs have 2000 characters together'),
    });
  }
});

test('whatever else its parameters hold is not kept either', async () => {
  const { send } = await serve(parts);
  const { body } = await send(listen(uris(1, 1), { _meta: { more: 'a'.repeat(200_000) } }));
  expect(body.error).toMatchObject({ code: -32602, message: expect.stringContaining('too large') });
});

test('one client has a tenth of them; what it closes makes room', async () => {
  const options = { rateLimit: false, trustedProxies: ['127.0.0.1'] } as const;
  const { open } = await serve(parts, options);
  const from = (client: string) => {
    const request = listen(['note://home']);
    return open({ ...request, headers: { ...request.headers, 'x-forwarded-for': client } });
  };
  const streams = await Promise.all(Array.from({ length: 103 }, () => from('192.0.2.1')));
  const [refused, ...others] = streams.filter(({ statusCode }) => statusCode !== 200);
  expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': '30' } });
  expect(others).toEqual([]);
  streams.push(await from('192.0.2.2'));
  expect(streams.at(-1)?.statusCode).toBe(200);
  for (const stream of streams) stream.destroy();
  await vi.waitFor(async () => {
    const stream = await from('192.0.2.1');
    stream.destroy();
    expect(stream.statusCode).toBe(200);
  });
});

test('over stdio too', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const seen = collectMessages<RpcBody>(output);
  const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
  const served = await serveStdio(definition, { input, output, audit: false, maxSubscriptionChars: 10 });
  input.write(`${JSON.stringify(listen(uris(2, 6)).body)}\n`);
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  expect(seen[0]).toMatchObject({ id: 1, error: { code: -32000 } });
  await served.close();
});
