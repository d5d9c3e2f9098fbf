// What is kept of results over real HTTP: who gets it, what a client is told of it, and the bytes.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { createHttpHandler } from '../../src/http.ts';
import {
  type AuditRecord,
  type CachePolicy,
  defineResource,
  defineServer,
  defineTool,
  inputRequired,
  type ToolResult,
} from '../../src/index.ts';
import { connectV1, connectV2 } from '../support/clients.ts';
import { initialize, legacy, modern, type Request, requestOf, serve } from './raw.ts';

const ERAS = ['2025', '2026'] as const;

/** Tools and resources that say how often they ran. */
function parts(answer: (run: number) => ToolResult | string = (run) => `run ${run}`) {
  const runs = { private: 0, public: 0, note: 0 };
  const tool = (name: 'private' | 'public') =>
    defineTool({
      name,
      description: 'Reads.',
      input: z.object({ id: z.string().default('') }),
      annotations: { readOnlyHint: true },
      cache: { ttlMs: 60_000, scope: name },
      handler: () => answer(++runs[name]),
    });
  const note = (name: string, cache?: CachePolicy) =>
    defineResource({
      name,
      uri: `${name}://{id}`,
      ...(cache && { cache }),
      handler: ({ params }, { inputResponses }) =>
        params.id === 'asks' && inputResponses === undefined
          ? inputRequired({ state: 1 })
          : `run ${++runs.note}`,
    });
  return {
    tools: [tool('private'), tool('public')],
    resources: [
      note('mine', { ttlMs: 60_000 }),
      note('ours', { ttlMs: 5000, scope: 'public' }),
      note('plain'),
    ],
  };
}

const from = (address: string) => ({ 'x-forwarded-for': address });
const proxied = { trustedProxies: ['127.0.0.1'] };

/** Asks for each in turn and gives the first text of each answer. */
async function texts(
  send: (request: Request) => Promise<{ body: { result?: unknown } }>,
  requests: Request[],
) {
  const said = [];
  for (const each of requests) {
    const { body } = await send(each);
    const { content, contents } = body.result as Record<string, { text: string }[]>;
    said.push((content ?? contents)?.[0]?.text);
  }
  return said;
}

describe.each(ERAS)('%s', (era) => {
  const make = requestOf[era];

  test('in private a client gets what is its own, in public what was made for another', async () => {
    const { send } = await serve(parts(), proxied);
    const ask = (name: string, address: string) => make('tools/call', { name }, { headers: from(address) });
    const [one, other] = ['192.0.2.1', '198.51.100.1'];
    expect(
      await texts(send, [
        ask('private', one),
        ask('private', other),
        ask('private', one),
        ask('private', other),
      ]),
    ).toEqual(['run 1', 'run 2', 'run 1', 'run 2']);
    expect(await texts(send, [ask('public', one), ask('public', other)])).toEqual(['run 1', 'run 1']);
  });

  test('a client that cannot be told from others has nothing kept in private', async () => {
    const audit: AuditRecord[] = [];
    const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts() });
    const handler = await createHttpHandler(definition, { audit: (record) => audit.push(record) });
    const server = createServer((req, res) => void handler.handle(req, res));
    const socketPath = join(
      tmpdir(),
      `portcullis-${process.pid}-${Math.random().toString(36).slice(2)}.sock`,
    );
    await once(server.listen(socketPath), 'listening');
    onTestFinished(async () => {
      server.closeAllConnections();
      server.close();
      await handler.close();
    });
    // Through a Unix socket, as from a proxy on the same machine.
    const send = async ({ headers = {}, body }: Request) => {
      const all = {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        host: 'localhost',
      };
      const req = request({
        socketPath,
        path: '/mcp',
        method: 'POST',
        headers: { ...all, ...headers },
        agent: false,
      });
      req.end(JSON.stringify(body));
      const [res] = await once(req, 'response');
      let text = '';
      for await (const chunk of res.setEncoding('utf8')) text += chunk;
      return { body: JSON.parse(text) as { result?: unknown } };
    };
    const ask = (name: string) => make('tools/call', { name });
    expect(await texts(send, [ask('private'), ask('private'), ask('public'), ask('public')])).toEqual([
      'run 1',
      'run 2',
      'run 1',
      'run 1',
    ]);
    expect(audit.map(({ cache }) => cache)).toEqual([undefined, undefined, 'miss', 'hit']);
    expect(audit[0]?.client).toBe('client_unknown');
  });

  test('the bytes of a hit are those of the first answer, but for the id', async () => {
    const structuredContent = { text: 'é \u2028 "quoted" \\ \u{1f600}', list: [1, null, true, { '': '' }] };
    const results: (ToolResult | string)[] = [
      'plain',
      { content: [], structuredContent },
      { content: [{ type: 'text', text: '' }], _meta: { source: 'a' } },
      {},
    ];
    for (const result of results) {
      const { send } = await serve(parts(() => result));
      const uncached = await serve({
        tools: parts(() => result).tools.map((tool) => ({ ...tool, cache: undefined })),
      });
      const ask = (id: unknown) => make('tools/call', { name: 'public' }, { id });
      const miss = await send(ask(1));
      const hit = await send(ask('a "b" \u2028'));
      expect(hit.body).toEqual({ ...miss.body, id: 'a "b" \u2028' });
      expect(hit.headers['content-length']).toBe(String(Buffer.byteLength(hit.text)));
      expect((await uncached.send(ask(1))).body).toEqual(miss.body);
    }
  });

  test('the official client gets the same from the cache, over a connection of its own kind', async () => {
    const audit: AuditRecord[] = [];
    const { served } = await serve(parts(), { audit: (record) => audit.push(record) });
    const { client } = era === '2025' ? await connectV1(served.url) : await connectV2(served.url);
    onTestFinished(() => client.close());
    const first = await client.callTool({ name: 'private', arguments: {} });
    expect(first.content).toEqual([{ type: 'text', text: 'run 1' }]);
    expect((await client.callTool({ name: 'private', arguments: {} })).content).toEqual(first.content);
    expect(audit.filter(({ method }) => method === 'tools/call').map(({ cache }) => cache)).toEqual([
      'miss',
      'hit',
    ]);
  });
});

test('URIs that have the same bytes are still two', async () => {
  const { send } = await serve(parts());
  const read = (half: string) => legacy('resources/read', { uri: `ours://${half}` });
  const halves = ['\ud800', '\ud801', '\ufffd'];
  const expected = ['run 1', 'run 2', 'run 3'];
  expect(await texts(send, [...halves, ...halves].map(read))).toEqual([...expected, ...expected]);
});

test('clients of each revision have results of their own', async () => {
  const { send } = await serve(parts());
  const old = legacy('tools/call', { name: 'public' }, { headers: { 'mcp-protocol-version': '2025-06-18' } });
  const requests = [legacy('tools/call', { name: 'public' }), old, modern('tools/call', { name: 'public' })];
  expect(await texts(send, [...requests, ...requests])).toEqual([
    'run 1',
    'run 2',
    'run 3',
    'run 1',
    'run 2',
    'run 3',
  ]);
});

test('2025: what is private is so to a session; calls that go through an SDK are hits, too', async () => {
  const endpoint = await serve(parts());
  const sessions = [await initialize(endpoint), await initialize(endpoint)];
  const ask = (name: string, session = 0) =>
    legacy('tools/call', { name }, { headers: { 'mcp-session-id': sessions[session] ?? '' } });
  expect(
    await texts(endpoint.send, [ask('private'), ask('private', 1), ask('private'), ask('private', 1)]),
  ).toEqual(['run 1', 'run 2', 'run 1', 'run 2']);
  expect(await texts(endpoint.send, [ask('public'), ask('public', 1)])).toEqual(['run 1', 'run 1']);
});

test('2026: a request that the SDK has to look at is answered with the same', async () => {
  const { send } = await serve(parts());
  // More than the kit itself looks into.
  const clientInfo = {
    name: 'a',
    version: '1',
    icons: [{ src: 'https://a.example/icon.png', sizes: ['any'] }],
  };
  const _meta = { 'io.modelcontextprotocol/clientInfo': clientInfo };
  const plain = modern('resources/read', { uri: 'ours://a' });
  const first = await send(plain);
  const other = await send(modern('resources/read', { uri: 'ours://a', _meta }));
  expect(other.body.result).toEqual({ ...first.body.result, ttlMs: expect.any(Number) });
  expect(other.body.result).toMatchObject({ cacheScope: 'public', contents: [{ text: 'run 1' }] });
});

describe('what a client of 2026-07-28 is told', () => {
  const read = (uri: string, params = {}) => modern('resources/read', { uri, ...params });

  test('how long it may keep a resource and for whom; later, what is left of it', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { send } = await serve(parts());
    const hints = async (uri: string) => {
      const { ttlMs, cacheScope, contents } = (await send(read(uri))).body.result ?? {};
      return [ttlMs, cacheScope, (contents as { text: string }[])[0]?.text];
    };
    expect(await hints('mine://a')).toEqual([60_000, 'private', 'run 1']);
    expect(await hints('ours://a')).toEqual([5000, 'public', 'run 2']);
    vi.advanceTimersByTime(4999.5);
    expect(await hints('mine://a')).toEqual([55_000, 'private', 'run 1']);
    expect(await hints('ours://a')).toEqual([0, 'public', 'run 2']);
    vi.advanceTimersByTime(0.5);
    expect(await hints('ours://a')).toEqual([5000, 'public', 'run 3']);
    expect(await hints('plain://a')).toEqual([0, 'private', 'run 4']);
  });

  test('nothing to keep of what came of an answer, or while it is asked', async () => {
    const { send } = await serve(parts());
    const asked = (await send(read('ours://asks'))).body.result;
    expect(asked).toMatchObject({ resultType: 'input_required' });
    expect(asked).not.toHaveProperty('ttlMs');
    const again = read('ours://asks', { requestState: asked?.requestState, inputResponses: {} });
    expect((await send(again)).body.result).toMatchObject({
      ttlMs: 0,
      cacheScope: 'private',
      contents: [{ text: 'run 1' }],
    });
  });

  test('nothing of a tool, and no client of the 2025 era anything', async () => {
    const { send } = await serve(parts());
    for (const each of [
      modern('tools/call', { name: 'public' }),
      legacy('resources/read', { uri: 'ours://a' }),
    ]) {
      for (let round = 0; round < 2; round++) {
        const { result } = (await send(each)).body;
        expect(result).not.toHaveProperty('ttlMs');
        expect(result).not.toHaveProperty('cacheScope');
      }
    }
  });
});

test('a batch holds no more for what comes from the cache', async () => {
  const kept = parts(() => 'x'.repeat(100));
  const plain = { tools: kept.tools.map((tool) => ({ ...tool, cache: undefined })) };
  const call = { jsonrpc: '2.0', method: 'tools/call', params: { name: 'public' } };
  const body = [1, 2, 3, 4].map((id) => ({ ...call, id }));
  const headers = { 'mcp-protocol-version': '2025-03-26' };
  const refused = async ({ send }: Awaited<ReturnType<typeof serve>>) => {
    const results = (await send({ headers, body })).body as unknown as { result: { isError?: boolean } }[];
    return results.map(({ result }) => result.isError === true);
  };
  const expected = [false, false, false, true];
  expect(await refused(await serve(plain, { maxResultChars: 400 }))).toEqual(expected);
  const endpoint = await serve(kept, { maxResultChars: 400 });
  expect(await refused(endpoint)).toEqual(expected);
  expect(await refused(endpoint)).toEqual(expected);
});
