// Servers that fail: each failure is counted under its kind, and the run comes to its end.
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { bench } from '../../src/bench/bench.ts';
import type { BenchOptions } from '../../src/bench/options.ts';
import type { BenchReport } from '../../src/bench/report.ts';
import type { Era } from '../../src/report.ts';
import { commandOf, startChild } from '../fixtures/child.ts';
import { type Json, type RawOptions, type Started, startRaw } from '../fixtures/raw-server.ts';

const open: Started[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const ECHO = { tool: 'echo', arguments: { text: 'hello' } };
const ERAS: Era[] = ['2025', '2026'];
const OK = { resultType: 'complete', content: [{ type: 'text', text: 'hello' }] };
// What opens a session is smaller.
const LARGE = { resultType: 'complete', content: [{ type: 'text', text: 'x'.repeat(5_000) }] };
/** Whether the client was busy depends on the machine. */
const warningsOf = ({ warnings }: BenchReport) =>
  warnings.filter((warning) => !warning.startsWith('The client was busy'));

type Respond = (response: ServerResponse, id: unknown, calls: number) => boolean;

/** A server that answers calls of tools with `respond`, or as usual when that gives false. */
async function start(respond: Respond, options: RawOptions = {}): Promise<string> {
  let calls = 0;
  const server = await startRaw({
    ...options,
    respond: ({ id, method }, response) => {
      if (method !== 'tools/call') return false;
      calls += 1;
      return respond(response, id, calls);
    },
  });
  open.push(server);
  return server.url;
}

const send = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
  return true;
};
const errorOf = (id: unknown, code: number, message = 'Failed', data?: unknown) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message, data },
});
const resultOf = (id: unknown, result: Json = OK) => ({ jsonrpc: '2.0', id, result });
const eventOf = (message: unknown) => `event: message\ndata: ${JSON.stringify(message)}\n\n`;
const openStream = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' });

const EACH_THIRD: [string, Respond, Json][] = [
  ['HTTP 500', (response) => send(response, 'Oh no', 500), { kind: 'http', code: 500, example: 'Oh no' }],
  [
    'HTTP 404',
    (response, id) => send(response, errorOf(id, -32001, 'Gone'), 404),
    { code: 404, example: 'Gone' },
  ],
  ['a redirect', (response) => send(response, '', 307, { location: '/' }), { kind: 'http', code: 307 }],
  [
    'a JSON-RPC error',
    (response, id) => send(response, errorOf(id, -32603)),
    { kind: 'rpc', code: -32603, example: 'Failed' },
  ],
  [
    'a JSON-RPC error without a code',
    (response, id) => send(response, { jsonrpc: '2.0', id, error: { message: 5 } }),
    { kind: 'rpc', example: '' },
  ],
  [
    'a tool error',
    (response, id) =>
      send(response, resultOf(id, { content: [{ type: 'text', text: 'No such city' }], isError: true })),
    { kind: 'tool', example: 'No such city' },
  ],
  [
    'a tool error without text',
    (response, id) => send(response, resultOf(id, { content: 5, isError: true })),
    { kind: 'tool', example: '' },
  ],
  [
    'a request for input',
    (response, id) => send(response, resultOf(id, { resultType: 'input_required', inputRequests: {} })),
    { kind: 'input-required' },
  ],
  ['garbage', (response) => send(response, '<html>'), { kind: 'invalid' }],
  ['nothing', (response) => send(response, '', 202), { kind: 'invalid' }],
  ['the answer to another call', (response) => send(response, resultOf(1)), { kind: 'invalid' }],
  ['no result', (response, id) => send(response, resultOf(id, null as unknown as Json)), { kind: 'invalid' }],
  [
    'a stream without the answer',
    (response) => Boolean(openStream(response).end(eventOf(resultOf(1)))),
    { kind: 'invalid', example: 'the stream ended without an answer to the call' },
  ],
  ['a hang-up', (response) => Boolean(response.socket?.destroy()), { kind: 'connection' }],
  ['a reset', (response) => Boolean(response.socket?.resetAndDestroy()), { kind: 'connection' }],
  [
    'a hang-up half way',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
      return response.write('{"jsonrpc"', () => response.socket?.destroy()) || true;
    },
    { kind: 'connection' },
  ],
  [
    'a hang-up half way through a stream',
    (response) => openStream(response).write('data: {', () => response.socket?.destroy()) || true,
    { kind: 'connection' },
  ],
  [
    'what is no HTTP',
    (response) => response.socket?.end('SMTP ready\r\n\r\n') !== undefined,
    { kind: 'connection' },
  ],
  [
    'a switch of protocols',
    (response) =>
      response.socket?.end(
        'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      ) !== undefined,
    { kind: 'connection' },
  ],
];

const SILENT: [string, Respond][] = [
  ['silence', () => true],
  [
    'headers and then silence',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      return true;
    },
  ],
  ['a stream that stays silent', (response) => openStream(response).write(': still there\n\n') || true],
];

describe.each(ERAS)('%s, each third call over HTTP is answered with', (era) => {
  test.each(EACH_THIRD)('%s', async (_name, respond, error) => {
    const url = await start((response, id, calls) => calls % 3 === 0 && respond(response, id, calls));
    const report = await bench(url, { era, requests: 12, connections: 4, timeoutMs: 60_000, call: ECHO });
    expect(report).toMatchObject({ calls: 12, errors: 4, endedEarly: false });
    expect(report.errorsByKind).toMatchObject([{ count: 4, ...error }]);
    expect(report.limited).toBeUndefined();
  });
});

describe.each(ERAS)('%s, no call is answered in time:', (era) => {
  test.each(SILENT)('%s', async (_name, respond) => {
    const url = await start(respond);
    const report = await bench(url, { era, requests: 12, timeoutMs: 50, call: ECHO });
    expect(report).toMatchObject({ calls: 12, errors: 12 });
    expect(report.errorsByKind).toMatchObject([{ kind: 'timeout', count: 12, example: 'no answer in time' }]);
    // They have waited that long at least.
    expect(report.latencyMs?.min).toBeGreaterThan(45);
  });
});

describe('answers that are good all the same', () => {
  const good: [string, Respond][] = [
    ['a stream', (response, id) => Boolean(openStream(response).end(eventOf(resultOf(id))))],
    [
      'a stream with other messages first',
      (response, id) => {
        const request = { jsonrpc: '2.0', id, method: 'ping' };
        const notice = { jsonrpc: '2.0', method: 'notifications/message', params: {} };
        openStream(response).write(`id: 1\ndata:\n\n${eventOf(notice)}${eventOf(request)}`);
        response.end(eventOf(resultOf(id)));
        return true;
      },
    ],
    ['JSON over several lines', (response, id) => send(response, JSON.stringify(resultOf(id), null, 2))],
  ];
  test.each(good)('%s', async (_name, respond) => {
    const report = await bench(await start(respond), { requests: 10, timeoutMs: 60_000, call: ECHO });
    expect(report).toMatchObject({ calls: 10, errors: 0 });
    expect(warningsOf(report)).toEqual([]);
  });

  test('a stream that is left open after the answer, with a warning', async () => {
    const url = await start((response, id) => openStream(response).write(eventOf(resultOf(id))) || true);
    const report = await bench(url, { requests: 3, connections: 3, timeoutMs: 60_000, call: ECHO });
    expect(report).toMatchObject({ calls: 3, errors: 0 });
    expect(warningsOf(report)).toEqual([
      expect.stringContaining('3 answers came on a stream that the server left'),
    ]);
  });
});

describe('the size of an answer', () => {
  const id = 1_000_000_001;
  const size = Buffer.byteLength(JSON.stringify(resultOf(id, LARGE)));
  const forms: [string, Respond, number][] = [
    ['JSON', (response, callId) => send(response, resultOf(callId, LARGE)), size],
    [
      'a stream',
      (response, callId) => Boolean(openStream(response).end(eventOf(resultOf(callId, LARGE)))),
      Buffer.byteLength(eventOf(resultOf(id, LARGE))),
    ],
  ];
  test.each(forms)('%s: at the limit and one byte over it', async (_name, respond, bytes) => {
    const url = await start(respond);
    const options = { era: '2025', requests: 1, call: ECHO } as const;
    const atLimit = await bench(url, { ...options, maxMessageBytes: bytes });
    expect(atLimit).toMatchObject({ calls: 1, errors: 0, bytesPerAnswer: bytes });
    const over = await bench(url, { ...options, maxMessageBytes: bytes - 1 });
    expect(over.errorsByKind).toMatchObject([{ kind: 'too-large', count: 1 }]);
    expect(over.bytesPerAnswer).toBeUndefined();
  });

  test('a stream without an end is cut at the limit', async () => {
    const url = await start((response) => {
      openStream(response);
      const flood = () => {
        if (!response.destroyed) response.write(`: ${'x'.repeat(10_000)}\n\n`, () => setImmediate(flood));
      };
      flood();
      return true;
    });
    const options = { requests: 4, timeoutMs: 60_000, maxMessageBytes: 100_000, call: ECHO };
    const report = await bench(url, options);
    expect(report.errorsByKind).toMatchObject([{ kind: 'too-large', count: 4 }]);
  });

  test('a refusal without an end is an HTTP error', async () => {
    const url = await start((response) => {
      response.writeHead(503);
      const flood = () => {
        if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(flood));
      };
      flood();
      return true;
    });
    const report = await bench(url, { requests: 4, timeoutMs: 60_000, call: ECHO });
    expect(report.errorsByKind).toMatchObject([{ kind: 'http', code: 503, count: 4 }]);
    expect(report.errorsByKind[0]?.example).toHaveLength(400);
  });

  test('over stdio: at the limit and one byte over it', async () => {
    const options = { era: '2025', requests: 2, connections: 1, call: { tool: 'ping' } } as const;
    const target = { ...commandOf('raw-stdio.mjs'), env: { GREETING: 'x'.repeat(5_000) } };
    const { bytesPerAnswer: bytes = 0 } = await bench(target, options);
    expect(await bench(target, { ...options, maxMessageBytes: bytes })).toMatchObject({
      calls: 2,
      errors: 0,
    });
    const over = await bench(target, { ...options, maxMessageBytes: bytes - 1 });
    expect(over.errorsByKind).toMatchObject([
      { kind: 'connection', example: expect.stringContaining(`line over ${bytes - 1} bytes`) },
    ]);
    expect(warningsOf(over)).toEqual(['The process ended before the run did.']);
  });
});

describe('a server that limits', () => {
  const kinds: [string, Respond, Json][] = [
    [
      'with 429 and seconds',
      (response, id) => send(response, errorOf(id, -32000, 'Slow down'), 429, { 'retry-after': '3' }),
      { calls: 5, retryAfterMs: 3_000 },
    ],
    ['with 429 alone', (response) => send(response, '', 429), { calls: 5 }],
    [
      'with the tool error of the kit',
      (response, id) => {
        const text = 'Rate limit reached (600 calls). Try again in 1 second.';
        return send(response, resultOf(id, { isError: true, content: [{ type: 'text', text }] }));
      },
      { calls: 5, retryAfterMs: 1_000 },
    ],
    [
      'with the JSON-RPC error of the kit',
      (response, id) =>
        send(response, errorOf(id, -32000, 'Rate limit reached (600 calls).', { retryAfterMs: 250 })),
      { calls: 5, retryAfterMs: 250 },
    ],
  ];
  test.each(kinds)('%s', async (_name, respond, limited) => {
    const url = await start((response, id, calls) => calls > 5 && respond(response, id, calls));
    const report = await bench(url, { requests: 10, connections: 1, call: ECHO });
    expect(report).toMatchObject({ calls: 10, errors: 5 });
    expect(report.limited).toEqual(limited);
  });

  const kit: BenchOptions = { requests: 700, call: { tool: 'add', arguments: { a: 1, b: 2 } } };
  test.each(ERAS)('made with the kit, %s over HTTP', async (era) => {
    const server = await startChild('kit.mjs', 'ignore');
    try {
      const { errors, limited } = await bench(server.url, { ...kit, era });
      expect(errors).toBeGreaterThanOrEqual(100);
      expect(limited?.calls).toBe(errors);
      expect(limited?.retryAfterMs).toBeGreaterThan(0);
    } finally {
      await server.close();
    }
  });

  test.each(ERAS)('made with the kit, %s over stdio', async (era) => {
    const { errors, limited } = await bench(commandOf('kit.mjs', 'stdio'), { ...kit, era });
    expect(errors).toBeGreaterThanOrEqual(100);
    expect(limited?.calls).toBe(errors);
    expect(limited?.retryAfterMs).toBeGreaterThan(0);
  });
});

describe.each(ERAS)('%s over stdio', (era) => {
  const options: BenchOptions = {
    era,
    requests: 12,
    connections: 4,
    timeoutMs: 60_000,
    call: { tool: 'ping' },
  };

  test.each([
    ['error-each-third', { kind: 'rpc', code: -32602 }],
    ['limit-each-third', { kind: 'tool' }],
  ])('%s', async (fault, error) => {
    const report = await bench(commandOf('raw-stdio.mjs', fault), options);
    expect(report).toMatchObject({ calls: 12, errors: 4 });
    expect(warningsOf(report)).toEqual([]);
    expect(report.errorsByKind).toMatchObject([{ count: 4, ...error }]);
    const limited = fault === 'limit-each-third' ? { calls: 4, retryAfterMs: 7_000 } : undefined;
    expect(report.limited).toEqual(limited);
  });

  test('no call is answered in time', async () => {
    const report = await bench(commandOf('raw-stdio.mjs', 'hang'), { ...options, timeoutMs: 50 });
    expect(report.errorsByKind).toMatchObject([{ kind: 'timeout', count: 12 }]);
  });

  test('lines that are no JSON-RPC are no answers, and no errors', async () => {
    const report = await bench(commandOf('raw-stdio.mjs', 'noise-each-third'), options);
    expect(report).toMatchObject({ calls: 12, errors: 0 });
    expect(warningsOf(report)).toEqual([expect.stringContaining('not a JSON-RPC line')]);
  });

  test('a process that ends is an error, and ends the run', async () => {
    const report = await bench(commandOf('raw-stdio.mjs', 'crash'), { ...options, durationMs: 600_000 });
    expect(report.errors).toBe(4);
    expect(report.errorsByKind).toMatchObject([{ kind: 'connection', count: 4 }]);
    expect(warningsOf(report)).toEqual(['The process ended before the run did.']);
  });

  test('a process that ends during the warm-up leaves nothing to measure', async () => {
    const report = await bench(commandOf('raw-stdio.mjs', 'crash'), { ...options, warmupMs: 60_000 });
    expect(report).toMatchObject({ calls: 0, errors: 1, callsPerSecond: 0, elapsedMs: 0 });
    expect(report.errorsByKind).toMatchObject([{ kind: 'connection', count: 1 }]);
  });

  test('a process that stays is killed', async () => {
    const target = commandOf('raw-stdio.mjs', 'stay', 'stubborn');
    expect(await bench(target, { ...options, exitTimeoutMs: 100 })).toMatchObject({ calls: 12 });
  });
});

test('a process that does not read is not written to without end', async () => {
  // It answers what opens the session, and reads no more.
  const script = `
    setInterval(() => {}, 60_000);
    const readline = require('node:readline').createInterface({ input: process.stdin });
    readline.on('line', (line) => {
      const { id, method } = JSON.parse(line);
      if (method === 'tools/call') return process.stdin.pause();
      const result = { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 'a', version: '1' } };
      if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
    });`;
  const call = { tool: 'a', arguments: { text: 'x'.repeat(200_000) } };
  const options: BenchOptions = { era: '2025', requests: 60, connections: 20, timeoutMs: 100, call };
  const target = { command: process.execPath, args: ['-e', script] };
  const report = await bench(target, { ...options, exitTimeoutMs: 100 });
  expect(report.errorsByKind).toMatchObject([{ kind: 'timeout', count: 60 }]);
});

test('a server that goes away is asked on at a slower pace, and each call is counted', async () => {
  let server: Started;
  const url = await start((_response, _id, calls) => {
    if (calls === 5) void server.close();
    return false;
  });
  server = open.pop() as Started;
  const report = await bench(url, { requests: 20, connections: 2, call: ECHO });
  expect(report.calls).toBe(20);
  expect(report.errorsByKind.map(({ kind }) => kind)).toEqual(['connection']);
});

test.each(['http://127.0.0.1:1/mcp', { command: '/nonexistent/portcullis' }])(
  'not there: %o',
  async (target) => {
    const report = await bench(target);
    expect(report).toMatchObject({ calls: 0, errors: 1, callsPerSecond: 0, endedEarly: false });
    expect(report.errorsByKind[0]).toMatchObject({
      kind: 'connection',
      example: expect.stringMatching(/ECONNREFUSED|fetch failed|ENOENT/),
    });
  },
);

test('a process that ends while the call is prepared', async () => {
  const options: BenchOptions = { era: '2026', requests: 3, call: { tool: 'ping' } };
  const report = await bench(commandOf('raw-stdio.mjs', 'crash-after'), options);
  // Its end may be seen before the calls are prepared, or after.
  expect(report.errors).toBeGreaterThan(0);
  expect(report.errorsByKind).toMatchObject([{ kind: 'connection' }]);
});

test('a server that makes up codes fills no memory', async () => {
  const url = await start((response, id, calls) => send(response, errorOf(id, calls)));
  const report = await bench(url, { requests: 200, call: ECHO });
  expect(report.errors).toBe(200);
  expect(report.errorsByKind).toHaveLength(51);
  expect(report.errorsByKind[0]).toMatchObject({ kind: 'rpc', count: 150 });
  expect(report.errorsByKind[0]).not.toHaveProperty('code');
});

test('a server that never lets the session end does not hold the run', async () => {
  const server = await startRaw({
    http: ({ method }) => method === 'DELETE',
    respond: ({ method, id }, response) =>
      method === 'initialize' &&
      send(
        response,
        resultOf(id, {
          protocolVersion: '2025-11-25',
          capabilities: {},
          serverInfo: { name: 'a', version: '1' },
        }),
        200,
        { 'mcp-session-id': 's' },
      ),
  });
  open.push(server);
  expect(await bench(server.url, { era: '2025', requests: 3 })).toMatchObject({ calls: 3, errors: 0 });
});
