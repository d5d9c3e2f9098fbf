// Bodies that do not end take no more memory than they may, and nobody's but their own client's.
import { type ClientRequest, request } from 'node:http';
import { promisify } from 'node:util';
import { createLoadShedder } from '@portcullis/health';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HttpOptions } from '../../src/http.ts';
import { createHttpHandler } from '../../src/http.ts';
import { DefinitionError, defineServer } from '../../src/index.ts';
import { run } from '../guards/probe.ts';
import { type Endpoint, legacy, serve } from './raw.ts';

// A body of 10,000 bytes; two of the 40,000 for one client, were it not for what each piece takes besides its bytes.
const LIMITS = { maxBodyBytes: 10_000, maxArrivingBytes: 80_000, trustedProxies: ['127.0.0.1'] };
const HELLO = legacy('tools/list').body;
const HELLO_LENGTH = JSON.stringify(HELLO).length;

async function start(options: HttpOptions = {}) {
  const endpoint = await serve({ tools: [run(() => 'ok')] }, { ...LIMITS, ...options });
  let requests = 0;
  endpoint.served.server.on('request', () => requests++);
  const seen = (count: number) => vi.waitFor(() => expect(requests).toBeGreaterThanOrEqual(count));
  return { ...endpoint, seen };
}

/** Sends `length` bytes of a body and no more. Resolves with the answer, if there is one. */
function begin({ served }: Endpoint, client: string, length: number, declared?: number) {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    connection: 'keep-alive',
    'x-forwarded-for': client,
    ...(declared !== undefined && { 'content-length': declared }),
  };
  const req: ClientRequest = request({
    port: served.port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/mcp',
    agent: false,
    headers,
  });
  onTestFinished(() => void req.destroy());
  const answer = new Promise<{ status: number | undefined; retryAfter: string | undefined }>((resolve) => {
    req.on('response', (res) => {
      res.resume();
      resolve({ status: res.statusCode, retryAfter: res.headers['retry-after'] });
    });
    req.on('error', () => resolve({ status: undefined, retryAfter: undefined }));
  });
  const sent = new Promise<void>((resolve) => req.write(Buffer.alloc(length, 32), () => resolve()));
  return { req, answer, sent };
}

const ask = ({ send }: Endpoint, client: string, more = {}) =>
  send({ ...legacy('tools/list', {}, { headers: { 'x-forwarded-for': client } }), ...more });

test('one client may have a quarter of it, and others go on', async () => {
  const endpoint = await start();
  // Each holds 9500 + 256.
  const two = [1, 2].map(() => begin(endpoint, '192.0.2.1', 9500));
  await Promise.all(two.map(({ sent }) => sent));
  await vi.waitFor(async () => {
    const third = begin(endpoint, '192.0.2.1', 9500);
    third.req.end();
    expect(await third.answer).toEqual({ status: 429, retryAfter: '1' });
  });
  expect((await ask(endpoint, '192.0.2.2', { chunked: true })).status).toBe(200);
  // What has arrived whole needs no room.
  expect((await ask(endpoint, '192.0.2.1')).status).toBe(200);
  two[0]?.req.end();
  expect(await two[0]?.answer).toMatchObject({ status: 400 });
  expect((await ask(endpoint, '192.0.2.1', { chunked: true })).status).toBe(200);
});

test('all clients together may have no more than all of it', async () => {
  const endpoint = await start();
  for (let client = 1; client <= 8; client++) await begin(endpoint, `192.0.2.${client}`, 9500).sent;
  // 80,000 - 8 × 9756 = 1952 are left.
  await vi.waitFor(async () => {
    const last = begin(endpoint, '192.0.2.9', 1697);
    last.req.end();
    expect(await last.answer).toEqual({ status: 503, retryAfter: '1' });
  });
  const fits = begin(endpoint, '192.0.2.9', 1696);
  fits.req.end();
  expect(await fits.answer).toMatchObject({ status: 400 });
  expect((await ask(endpoint, '192.0.2.10')).status).toBe(200);
});

test('a client that hangs up gives its room back', async () => {
  const endpoint = await start();
  for (let round = 0; round < 20; round++) {
    const { req, sent, answer } = begin(endpoint, '192.0.2.1', 9500);
    await sent;
    req.destroy();
    await answer;
  }
  await vi.waitFor(async () =>
    expect((await ask(endpoint, '192.0.2.1', { chunked: true })).status).toBe(200),
  );
});

test('a body that has been refused is not kept', async () => {
  const endpoint = await start();
  for (let count = 0; count < 9; count++) {
    const { answer } = begin(endpoint, '192.0.2.1', 9500, 20_000);
    expect(await answer).toMatchObject({ status: 413 });
  }
  expect((await ask(endpoint, '192.0.2.1', { chunked: true })).status).toBe(200);
});

test('many small pieces count for more than their bytes', async () => {
  const endpoint = await start();
  const { req, answer } = begin(endpoint, '192.0.2.1', 1);
  for (let piece = 0; piece < 100; piece++) req.write(' ');
  expect(await answer).toEqual({ status: 429, retryAfter: '1' });
});

test('one client may have only so many bodies arriving, however small, and others go on', async () => {
  const endpoint = await start({ maxArrivingBodiesPerClient: 2 });
  const two = [1, 2].map(() => begin(endpoint, '192.0.2.1', 1, HELLO_LENGTH));
  await endpoint.seen(2);
  // Those two are not refused: the next one is, whose connection is not kept.
  const third = begin(endpoint, '192.0.2.1', 1, HELLO_LENGTH);
  expect(await third.answer).toEqual({ status: 429, retryAfter: '1' });
  const connections = promisify(endpoint.served.server.getConnections.bind(endpoint.served.server));
  await vi.waitFor(async () => expect(await connections()).toBe(2));
  expect(await Promise.race([...two.map(({ answer }) => answer), 'waiting'])).toBe('waiting');
  // What comes whole is let in, for others may have the same address.
  expect((await ask(endpoint, '192.0.2.1')).status).toBe(200);
  const other = begin(endpoint, '192.0.2.2', 1, HELLO_LENGTH);
  await other.sent;
  for (const { req, answer } of [...two, other]) {
    req.end(' '.repeat(HELLO_LENGTH - 1));
    expect(await answer).toMatchObject({ status: 400 });
  }
  const again = begin(endpoint, '192.0.2.1', 1, HELLO_LENGTH);
  await again.sent;
  again.req.end(' '.repeat(HELLO_LENGTH - 1));
  expect(await again.answer).toMatchObject({ status: 400 });
});

test('a client that hangs up may have other bodies arriving', async () => {
  const endpoint = await start({ maxArrivingBodiesPerClient: 1 });
  for (let round = 0; round < 20; round++) {
    const { req, sent, answer } = begin(endpoint, '192.0.2.1', 1, HELLO_LENGTH);
    await sent;
    req.destroy();
    await answer;
  }
  await vi.waitFor(async () => {
    const { req, sent, answer } = begin(endpoint, '192.0.2.1', 1, HELLO_LENGTH);
    await sent;
    req.end(' '.repeat(HELLO_LENGTH - 1));
    expect(await answer).toMatchObject({ status: 400 });
  });
});

test('a body that has not arrived takes no place of the shedder', async () => {
  const shedder = createLoadShedder({ maxInFlight: 1, maxEventLoopDelayMs: 0 });
  const endpoint = await start({ shedder });
  const { req, answer } = begin(endpoint, '192.0.2.1', 1, HELLO_LENGTH);
  await endpoint.seen(1);
  for (const client of ['192.0.2.1', '192.0.2.2']) expect((await ask(endpoint, client)).status).toBe(200);
  expect(shedder.refused['in-flight']).toBe(0);
  // It finds one when it is there.
  req.end(' '.repeat(HELLO_LENGTH - 1));
  expect(await answer).toMatchObject({ status: 400 });
  await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
});

test('a client may always send one whole body', async () => {
  const endpoint = await start({ maxArrivingBytes: 12_000 });
  const body = JSON.stringify(HELLO).padEnd(9700);
  expect((await ask(endpoint, '192.0.2.1', { chunked: true, body })).status).toBe(200);
});

test.each([
  [
    { maxArrivingBodiesPerClient: 0 },
    'Expected `maxArrivingBodiesPerClient` to be a positive integer, got 0',
  ],
  [{ maxArrivingBytes: 0 }, 'Expected `maxArrivingBytes` to be a positive integer, got 0'],
  [{ maxArrivingBytes: 9 }, 'Expected `maxArrivingBytes` to be at least `maxBodyBytes`, got 9 and 4194304'],
])('refuses %j', async (options, message) => {
  const making = createHttpHandler(defineServer({ name: 'a', version: '1' }), options);
  await expect(making).rejects.toThrow(new DefinitionError(message));
});
