// A client gets the log messages that it asked for: by session in the 2025 era, by request on 2026-07-28.
import type { LoggingLevel } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOG_LEVELS, type LogLevel } from '../src/definitions/context.ts';
import { type ServedHttp, serveHttp } from '../src/http.ts';
import { connectV1, connectV2, type Told } from './support/clients.ts';
import { notices } from './support/notices-definition.ts';

const LOG_LEVEL = 'io.modelcontextprotocol/logLevel';

let served: ServedHttp;

beforeAll(async () => {
  served = await serveHttp(notices, { port: 0, rateLimit: false, audit: false });
});

afterAll(() => served.close());

const TRANSPORTS = ['http', 'stdio'] as const;

const urlOf = (transport: string) => (transport === 'stdio' ? 'stdio' : served.url);

/** The notices of one `speak` when the client wants `level` and what is above it. */
function from(level: LogLevel): string[] {
  return LOG_LEVELS.slice(LOG_LEVELS.indexOf(level)).map((spoken) => `message ${spoken}`);
}

type Caller = { callTool(params: { name: string; _meta?: Record<string, unknown> }): Promise<unknown> };

/** What `speak` sends to this client. The messages come on the call's own stream, before its answer. */
async function heard(
  client: Caller,
  told: Told,
  _meta?: Record<string, unknown>,
): Promise<readonly string[]> {
  const before = told.notices.length;
  await client.callTool({ name: 'speak', ...(_meta && { _meta }) });
  return told.notices.slice(before);
}

describe('2025', () => {
  test('a session that sets no level gets info and above', async () => {
    const { client, told } = await connectV1(served.url);
    expect(await heard(client, told)).toEqual(from('info'));
    await client.close();
  });

  test.each(TRANSPORTS)(
    'logging/setLevel is remembered for the session, until the next one, over %s',
    async (transport) => {
      const { client, told } = await connectV1(urlOf(transport));
      for (const level of ['error', 'debug', 'emergency'] as const) {
        await client.setLoggingLevel(level);
        expect(await heard(client, told)).toEqual(from(level));
        expect(await heard(client, told)).toEqual(from(level));
      }
      await client.close();
    },
  );

  test('a level that does not exist is refused and changes nothing', async () => {
    const { client, told } = await connectV1(served.url);
    await client.setLoggingLevel('critical');
    await expect(client.setLoggingLevel('loud' as LoggingLevel)).rejects.toMatchObject({ code: -32602 });
    expect(await heard(client, told)).toEqual(from('critical'));
    await client.close();
  });
});

test('2025: one session does not change the level of another', async () => {
  const one = await connectV1(served.url);
  const two = await connectV1(served.url);
  await one.client.setLoggingLevel('alert');
  await two.client.setLoggingLevel('debug');
  expect(await heard(one.client, one.told)).toEqual(from('alert'));
  expect(await heard(two.client, two.told)).toEqual(from('debug'));
  const three = await connectV1(served.url);
  expect(await heard(three.client, three.told)).toEqual(from('info'));
  for (const { client } of [one, two, three]) await client.close();
});

test('2025 without sessions: no messages, and a level is refused instead of forgotten', async () => {
  const stateless = await serveHttp(notices, { port: 0, rateLimit: false, audit: false, sessions: false });
  const post = async (method: string, params: object) => {
    const response = await fetch(stateless.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    return response.text();
  };
  const opening = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 't', version: '1' },
  };
  expect(JSON.parse(await post('initialize', opening)).result.capabilities).not.toHaveProperty('logging');
  expect(JSON.parse(await post('logging/setLevel', { level: 'debug' })).error.code).toBe(-32601);
  const spoken = await post('tools/call', { name: 'speak' });
  expect(spoken).toContain('Spoken.');
  expect(spoken).not.toContain('notifications/message');
  await stateless.close();
});

describe('2026', () => {
  test('a request without logLevel gets none', async () => {
    const { client, told } = await connectV2(served.url);
    expect(await heard(client, told)).toEqual([]);
    await client.close();
  });

  test.each(TRANSPORTS)(
    'logLevel gets that level and above, for its own request only, over %s',
    async (transport) => {
      const { client, told } = await connectV2(urlOf(transport));
      for (const level of LOG_LEVELS) {
        expect(await heard(client, told, { [LOG_LEVEL]: level })).toEqual(from(level));
        expect(await heard(client, told)).toEqual([]);
      }
      await client.close();
    },
  );

  test('requests at the same time keep their own level', async () => {
    const { client, told } = await connectV2(served.url);
    await Promise.all([
      client.callTool({ name: 'speak' }),
      client.callTool({ name: 'speak', _meta: { [LOG_LEVEL]: 'emergency' } }),
      client.callTool({ name: 'speak' }),
    ]);
    expect(told.notices).toEqual(['message emergency']);
    await client.close();
  });
});
