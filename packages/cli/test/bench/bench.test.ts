// Good servers, over HTTP and stdio, in both eras: what is called, how often, with what, and what the report says.
import { afterEach, describe, expect, test } from 'vitest';
import { bench } from '../../src/bench/bench.ts';
import type { BenchCall, BenchOptions } from '../../src/bench/options.ts';
import { UsageError } from '../../src/errors.ts';
import type { Target } from '../../src/options.ts';
import type { Era } from '../../src/report.ts';
import { commandOf, startChild } from '../fixtures/child.ts';
import { type Json, type RawOptions, type Started, startRaw } from '../fixtures/raw-server.ts';

const open: Started[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: RawOptions = {}) {
  const messages: Json[] = [];
  const server = await startRaw({
    ...options,
    respond: (message, response, request) => {
      messages.push(message);
      return options.respond?.(message, response, request) ?? false;
    },
  });
  open.push(server);
  const sent = (method: string) => messages.filter((message) => message.method === method);
  return { url: server.url, sent };
}

const ECHO = { tool: 'echo', arguments: { text: 'hello' } };
const ERAS: [Era, string][] = [
  ['2025', '2025-11-25'],
  ['2026', '2026-07-28'],
];
const CALLS: [BenchCall | undefined, string, Json][] = [
  [undefined, 'tools/list', {}],
  [ECHO, 'tools/call echo', { name: 'echo', arguments: { text: 'hello' } }],
  [{ resource: 'docs://guide' }, 'resources/read docs://guide', { uri: 'docs://guide' }],
  [
    { prompt: 'greet', arguments: { who: 'you' } },
    'prompts/get greet',
    { name: 'greet', arguments: { who: 'you' } },
  ],
];

describe.each(ERAS)('%s over HTTP', (era, protocolVersion) => {
  test.each(CALLS)('calls %o and nothing else', async (call, name, params) => {
    const server = await start();
    const report = await bench(server.url, { era, requests: 25, ...(call === undefined ? {} : { call }) });
    expect(report).toMatchObject({
      target: server.url,
      era,
      protocolVersion,
      server: { name: 'raw', version: '1.0.0' },
      call: name,
      connections: 8,
      calls: 25,
      errors: 0,
      errorsByKind: [],
      endedEarly: false,
    });
    expect(report.limited).toBeUndefined();
    const [method = ''] = name.split(' ');
    const sent = server.sent(method).slice(-25);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(25);
    for (const message of sent) expect(message.params ?? {}).toMatchObject(params);
    for (const other of ['tools/call', 'resources/read', 'prompts/get'])
      expect(server.sent(other)).toHaveLength(other === method ? 25 : 0);
  });
});

test('the figures agree with each other', async () => {
  const server = await start();
  const report = await bench(server.url, { requests: 50 });
  const { min, p50, p90, p99, p999, max } = report.latencyMs!;
  const ascending = [0, min, p50, p90, p99, p999, max];
  expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
  expect(report.callsPerSecond).toBeGreaterThan(0);
  expect(report.clientUtilization).toBeGreaterThanOrEqual(0);
  expect(report.clientUtilization).toBeLessThanOrEqual(1);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('the size of an answer is that of its body, and of its line', async () => {
  let body = 0;
  const server = await start({
    respond: ({ id, method }, response) => {
      if (method !== 'tools/call') return false;
      const text = JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'ü' }] } });
      body = Buffer.byteLength(text);
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
      return true;
    },
  });
  expect((await bench(server.url, { era: '2025', requests: 3, call: ECHO })).bytesPerAnswer).toBe(body);
  const line = '{"jsonrpc":"2.0","id":1000000001,"result":{"content":[{"type":"text","text":"ü"}]}}';
  const target = { ...commandOf('raw-stdio.mjs'), env: { GREETING: 'ü' } };
  const report = await bench(target, { era: '2025', requests: 3, call: { tool: 'ping' } });
  expect(report.bytesPerAnswer).toBe(Buffer.byteLength(line));
});

test('as many calls outstanding, and sockets open, as there are connections', async () => {
  const sockets = new Set<unknown>();
  const waiting: (() => void)[] = [];
  const server = await start({
    respond: ({ id, method }, response, { socket }) => {
      if (method !== 'tools/call') return false;
      sockets.add(socket);
      const result = { resultType: 'complete', content: [] };
      const answer = () => response.writeHead(200).end(JSON.stringify({ jsonrpc: '2.0', id, result }));
      // Nothing is answered until three calls wait: with fewer connections this would time out.
      waiting.push(answer);
      if (waiting.length === 3) for (const each of waiting.splice(0)) each();
      return true;
    },
  });
  const report = await bench(server.url, { connections: 3, requests: 30, call: ECHO });
  expect(report).toMatchObject({ calls: 30, errors: 0 });
  expect(sockets.size).toBe(3);
});

test('with a duration: calls are made until it is over, after a warm-up that is not counted', async () => {
  const server = await start();
  const report = await bench(server.url, { durationMs: 100, warmupMs: 50, call: ECHO });
  expect(report.errors).toBe(0);
  expect(report.elapsedMs).toBeGreaterThanOrEqual(99);
  expect(server.sent('tools/call').length).toBeGreaterThan(report.calls);
});

test('whichever of duration and number is reached first ends the run', async () => {
  const server = await start();
  const byNumber = await bench(server.url, { durationMs: 600_000, requests: 5, call: ECHO });
  expect(byNumber.calls).toBe(5);
  const byTime = await bench(server.url, { durationMs: 1, requests: 2 ** 31 - 1, call: ECHO });
  expect(byTime.calls).toBeLessThan(2 ** 31 - 1);
});

describe('an open loop', () => {
  test('makes rate times duration calls', async () => {
    const server = await start();
    const options = { ratePerSecond: 200, durationMs: 200, warmupMs: 0, call: ECHO };
    const report = await bench(server.url, options);
    expect(report).toMatchObject({ calls: 40, errors: 0, ratePerSecond: 200 });
    // Over the time that the calls were planned for, not until the last of them.
    expect(report.callsPerSecond).toBeLessThanOrEqual(200);
  });

  test('counts from when a call should have begun: a stall is seen by all calls that wait', async () => {
    const STALL_MS = 300;
    let isFirst = true;
    const server = await start({
      respond: ({ id, method }, response) => {
        if (method !== 'tools/call') return false;
        const result = { resultType: 'complete', content: [] };
        const answer = () => response.writeHead(200).end(JSON.stringify({ jsonrpc: '2.0', id, result }));
        if (isFirst) setTimeout(answer, STALL_MS);
        else answer();
        isFirst = false;
        return true;
      },
    });
    const report = await bench(server.url, {
      connections: 1,
      ratePerSecond: 1_000,
      requests: 20,
      call: ECHO,
    });
    expect(report).toMatchObject({ calls: 20, errors: 0 });
    // The last call was due 19 ms after the first. A closed loop would have seen one slow call.
    expect(report.latencyMs!.min).toBeGreaterThan(STALL_MS - 19 - 5);
  });

  test('a call that cannot be begun in time is a timeout, and counts with the time that was waited', async () => {
    const server = await start({ respond: ({ method }) => method === 'tools/call' });
    const options = { connections: 1, ratePerSecond: 1_000, requests: 20, timeoutMs: 60, call: ECHO };
    const report = await bench(server.url, options);
    expect(report).toMatchObject({ calls: 20, errors: 20, callsPerSecond: 0 });
    expect(report.errorsByKind).toMatchObject([{ kind: 'timeout', count: 20 }]);
    expect(report.latencyMs!.max).toBeGreaterThanOrEqual(55);
  });
});

describe('the era', () => {
  test('is 2026-07-28 where the server speaks it', async () => {
    const server = await start();
    expect((await bench(server.url, { requests: 1 })).era).toBe('2026');
    expect(server.sent('initialize')).toEqual([]);
  });

  test('is 2025 where it does not', async () => {
    const server = await start({ eras: ['2025'] });
    expect(await bench(server.url, { requests: 1 })).toMatchObject({ era: '2025', errors: 0 });
    const report = await bench(commandOf('raw-stdio.mjs', 'legacy-only'), { requests: 1 });
    expect(report).toMatchObject({ era: '2025', errors: 0 });
  });

  test('that was asked for and is not spoken is an error', async () => {
    const server = await start({ eras: ['2026'] });
    const report = await bench(server.url, { era: '2025', requests: 1 });
    expect(report).toMatchObject({ calls: 0, errors: 1, errorsByKind: [{ kind: 'connection' }] });
    expect(report.era).toBeUndefined();
  });
});

describe('servers made with the SDKs and with the kit', () => {
  const add = { tool: 'add', arguments: { a: 1, b: 2 } };
  const cases: [string, Era, BenchCall | undefined][] = [
    ['good-v1.mjs', '2025', add],
    ['good-v2.mjs', '2025', add],
    ['good-v2.mjs', '2026', add],
    // The client has to mirror this argument into a header.
    ['good-v2.mjs', '2026', { tool: 'route', arguments: { region: 'Österreich' } }],
    ['good-v2.mjs', '2026', { resource: 'docs://guide' }],
    ['kit.mjs', '2025', add],
    ['kit.mjs', '2026', add],
    ['kit.mjs', '2026', { prompt: 'greet', arguments: { who: 'Zoë' } }],
    ['kit.mjs', '2026', undefined],
  ];
  const check = async (target: Target, era: Era, call: BenchCall | undefined) => {
    const report = await bench(target, { era, requests: 40, ...(call === undefined ? {} : { call }) });
    expect(report).toMatchObject({ era, calls: 40, errors: 0, errorsByKind: [] });
  };

  test.each(cases)('%s, %s, %o over HTTP', async (name, era, call) => {
    const server = await startChild(name);
    try {
      await check(server.url, era, call);
    } finally {
      await server.close();
    }
  });

  test.each(cases)('%s, %s, %o over stdio', (name, era, call) => check(commandOf(name, 'stdio'), era, call));
});

test('a client that is busy is told', async () => {
  const server = await start({
    respond: ({ method }) => {
      // The server of this test shares the event loop of the client.
      const until = performance.now() + 20;
      while (method === 'tools/call' && performance.now() < until);
      return false;
    },
  });
  const report = await bench(server.url, { requests: 20, call: ECHO });
  const isTold = report.warnings.some((warning) => warning.startsWith('The client was busy'));
  expect(isTold).toBe(report.clientUtilization > 0.9);
});

test('headers reach the server in each request', async () => {
  const seen: unknown[] = [];
  const server = await start({
    respond: (_message, _response, { headers }) => {
      seen.push(headers.authorization);
      return false;
    },
  });
  await bench(server.url, { requests: 5, headers: { Authorization: 'Bearer abc' } });
  expect(new Set(seen)).toEqual(new Set(['Bearer abc']));
});

test('`signal` ends the run early, and what was measured is reported', async () => {
  const end = new AbortController();
  let calls = 0;
  const server = await start({
    respond: ({ method }) => {
      if (method === 'tools/call') calls += 1;
      // From then on nothing is answered: a run that waited for its calls would take ten minutes.
      if (calls > 40) end.abort();
      return method === 'tools/call' && calls > 40;
    },
  });
  const options: BenchOptions = { warmupMs: 0, durationMs: 600_000, timeoutMs: 600_000, call: ECHO };
  const report = await bench(server.url, { ...options, signal: end.signal });
  expect(report).toMatchObject({ endedEarly: true, errors: 0 });
  expect(report.calls).toBeGreaterThan(0);
  // Between two calls.
  const slow = { ...options, ratePerSecond: 0.01, call: { tool: 'ping' }, signal: AbortSignal.timeout(300) };
  expect(await bench(commandOf('raw-stdio.mjs'), slow)).toMatchObject({ endedEarly: true, errors: 0 });
  expect(await bench(server.url, { ...options, signal: AbortSignal.abort() })).toMatchObject({
    endedEarly: true,
    calls: 0,
  });
});

const THERE = 'http://127.0.0.1:1/mcp';
test.each<[Target, BenchOptions, RegExp]>([
  ['ftp://example.com', {}, /http or https URL/],
  [THERE, { connections: 0 }, /`connections` to be an integer from 1 to 10000, got 0/],
  [THERE, { connections: 10_001 }, /got 10001/],
  [THERE, { durationMs: 0 }, /`durationMs` to be an integer from 1 to 2147483647, got 0/],
  [THERE, { durationMs: Number.POSITIVE_INFINITY }, /got Infinity/],
  [THERE, { requests: 1.5 }, /`requests`.*got 1.5/],
  [THERE, { warmupMs: -1 }, /`warmupMs` to be an integer from 0 to 2147483647, got -1/],
  [THERE, { timeoutMs: 2 ** 31 }, /`timeoutMs`.*got 2147483648/],
  [THERE, { exitTimeoutMs: 0 }, /`exitTimeoutMs`/],
  [THERE, { maxMessageBytes: 0 }, /`maxMessageBytes`/],
  [THERE, { ratePerSecond: 0 }, /`ratePerSecond` to be above 0 and at most 100000, got 0/],
  [THERE, { ratePerSecond: 100_001 }, /got 100001/],
  [THERE, { ratePerSecond: Number.NaN }, /got NaN/],
  [THERE, { era: '2024' as Era }, /`era` to be 2025 or 2026, got 2024/],
  [THERE, { headers: { a: 'b\r\nc: d' } }, /valid HTTP header/],
  [THERE, { call: { tool: 'a', resource: 'b' } }, /one of `tool`, `resource` and `prompt`/],
  [THERE, { call: {} as BenchCall }, /one of `tool`/],
  [THERE, { call: { tool: '' } }, /`tool` to be a name/],
  [THERE, { call: { resource: '' } }, /`resource` to be a name or a URI/],
  [THERE, { call: { tool: 'a', arguments: [] as unknown as Json } }, /`arguments` to be a JSON object/],
  [THERE, { call: { tool: 'a', arguments: { b: 1n } } }, /`arguments` to be what JSON can say/],
  [THERE, { call: { prompt: 'a', arguments: { b: 1 as unknown as string } } }, /prompt to be a string/],
])('wrong use is a UsageError: %o %o', async (target, options, message) => {
  const failure = await bench(target, options).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect(failure).toMatchObject({ code: 'ERR_USAGE', message: expect.stringMatching(message) });
});
