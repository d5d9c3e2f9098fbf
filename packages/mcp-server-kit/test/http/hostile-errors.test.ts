// An error may do anything when it is looked at. The client gets an id, the log what can be read, and the process lives.
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { describe, expect, test } from 'vitest';
import { createLogger, PublicError } from '../../src/index.ts';
import { run } from '../guards/probe.ts';
import { type Endpoint, initialize, legacy, modern, type Request, serve } from './raw.ts';

const SECRET = 'no row for jane@example.com';

/** An error whose `part` throws an error of the same kind. */
function throwing(part: string): Error {
  const error = new Error(SECRET);
  return Object.defineProperty(error, part, {
    enumerable: true,
    get() {
      throw throwing(part);
    },
  });
}

function throwingItself(): Error {
  const error = new Error(SECRET);
  return Object.defineProperty(error, 'details', {
    enumerable: true,
    get() {
      throw error;
    },
  });
}

const traps = (): object =>
  new Proxy(Object.create(null), {
    get: () => {
      throw traps();
    },
    ownKeys: () => {
      throw traps();
    },
    getPrototypeOf: () => {
      throw traps();
    },
  });

const ERRORS: Record<string, () => unknown> = {
  'a getter that throws': () => throwing('response'),
  'a getter that throws the error itself': throwingItself,
  'a stack that throws': () => throwing('stack'),
  'a message that throws': () => throwing('message'),
  'a cause that throws': () => throwing('cause'),
  'a proxy that refuses everything': traps,
};

const UNUSUAL = { 'io.modelcontextprotocol/clientCapabilities': { unusual: {} } };
const params = { name: 'run', arguments: {} };

/** Every way to call the tool; unusual requests go through the SDKs. */
const WAYS: Record<string, (endpoint: Endpoint) => Request | Promise<Request>> = {
  'without a session': () => legacy('tools/call', params),
  'in a session': async (endpoint) =>
    legacy('tools/call', params, { headers: { 'mcp-session-id': await initialize(endpoint) } }),
  'in a batch': () => ({
    headers: { 'mcp-protocol-version': '2025-03-26' },
    body: [legacy('tools/call', params).body],
  }),
  'in a batch of a session': async (endpoint) => ({
    headers: { 'mcp-protocol-version': '2025-03-26', 'mcp-session-id': await initialize(endpoint) },
    body: [legacy('tools/call', params).body],
  }),
  '2026-07-28': () => modern('tools/call', params),
  '2026-07-28, an unusual envelope': () => modern('tools/call', { ...params, _meta: UNUSUAL }),
};

describe.each(Object.entries(ERRORS))('%s', (_name, thrown) => {
  const handlers = {
    thrown: () => {
      throw thrown();
    },
    'thrown later': async () => {
      throw thrown();
    },
  };

  test.each(
    Object.entries(handlers).flatMap(([when, handler]) =>
      Object.entries(WAYS).map(([way, requestOf]) => [when, way, handler, requestOf] as const),
    ),
  )('%s, %s', async (_when, _way, handler, requestOf) => {
    const endpoint = await serve({ tools: [run(handler)] });
    const { text } = await endpoint.send(await requestOf(endpoint));
    const errorId = /Error id: ([a-z]{16})\./.exec(text)?.[1];
    expect(errorId).toBeDefined();
    expect(text).not.toMatch(/jane@|no row/);
    expect(endpoint.log.filter((line) => line.errorId === errorId)).toMatchObject([{ level: 'error' }]);
    expect(JSON.stringify(endpoint.log)).not.toContain('jane@');
  });

  test('as the cause of a public error', async () => {
    const endpoint = await serve({
      tools: [
        run(() => {
          throw new PublicError('not_found', 'There is none.', { cause: thrown() });
        }),
      ],
    });
    for (const requestOf of Object.values(WAYS)) {
      const { text } = await endpoint.send(await requestOf(endpoint));
      expect(text).toContain('There is none.');
      expect(text).not.toContain('jane@');
    }
  });
});

test('what can be read of such an error is in the log', async () => {
  const { send, log } = await serve({
    tools: [
      run(() => {
        throw throwing('response');
      }),
    ],
  });
  await send(legacy('tools/call', params));
  expect(log).toMatchObject([
    {
      method: 'tools/call',
      target: 'run',
      err: { name: 'Error', message: 'no row for [EMAIL]' },
      msg: 'a handler failed',
    },
  ]);
});

test('an error that a policy blocks is logged by its id', async () => {
  const sanitizer = createSanitizer({ policies: { types: { EMAIL: 'block' } } });
  const log: Record<string, unknown>[] = [];
  const logger = createLogger({ sanitizer, destination: { write: (line) => log.push(JSON.parse(line)) } });
  const tools = [
    run(() => {
      throw new Error(SECRET);
    }),
  ];
  const { send } = await serve({ tools }, { sanitizer, logger });
  const errorId = /Error id: ([a-z]{16})\./.exec((await send(legacy('tools/call', params))).text)?.[1];
  expect(log).toMatchObject([{ level: 'error', errorId, method: 'tools/call', target: 'run' }]);
  expect(JSON.stringify(log)).not.toContain('jane@');
});
