// Clients that people use, against one server: each lists, calls, reads and gets.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMCPClient } from '@ai-sdk/mcp';
import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedHttp, serveHttp } from '../src/http.ts';
import { createLogger } from '../src/index.ts';
import { leaky } from './fixture/leaky-definition.ts';

const run = promisify(execFile);
const STDIO = {
  command: process.execPath,
  args: [pathOf('./fixture/stdio-main.ts')],
  stderr: 'ignore' as const,
};
const INFO = { name: 'test', version: '1.0.0' };

let served: ServedHttp;
beforeAll(async () => {
  served = await serveHttp(leaky, {
    port: 0,
    rateLimit: false,
    legacySse: true,
    audit: false,
    logger: createLogger({ level: 'silent' }),
  });
});
afterAll(() => served.close());

/** Asks for a tool, a resource and a prompt, and sees that nothing personal comes back. */
async function askEverything(client: ClientV1 | ClientV2): Promise<void> {
  expect((await client.listTools()).tools).toHaveLength(6);
  expect(JSON.stringify(await client.callTool({ name: 'everything', arguments: { note: 'hi' } }))).toContain(
    '[EMAIL]',
  );
  const { contents } = await client.readResource({ uri: 'resource://records/one' });
  expect(contents[0]).toMatchObject({
    uri: 'resource://records/one',
    text: expect.stringContaining('[PHONE]'),
  });
  const { messages } = await client.getPrompt({ name: 'write', arguments: { to: 'you' } });
  expect(JSON.stringify(messages)).toContain('Write to you. prompt: mail [EMAIL]');
}

describe('SDK v1', () => {
  test.each([
    ['streamable HTTP', () => new HttpV1(new URL(served.url))],
    ['HTTP+SSE of 2024-11-05', () => new SSEClientTransport(new URL('/sse', served.url))],
    ['a process over stdio', () => new StdioV1(STDIO)],
  ])('over %s', async (_name, transport) => {
    const client = new ClientV1(INFO);
    await client.connect(transport() as TransportV1);
    await askEverything(client);
    await client.close();
  });
});

describe('SDK v2, 2026-07-28', () => {
  test.each([
    ['streamable HTTP', () => new HttpV2(new URL(served.url))],
    ['a process over stdio', () => new StdioV2(STDIO)],
  ])('over %s', async (_name, transport) => {
    const client = new ClientV2(INFO, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
    await client.connect(transport());
    await askEverything(client);
    await client.close();
  });

  test('negotiates by itself, from either side', async () => {
    const client = new ClientV2(INFO, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new HttpV2(new URL(served.url)));
    expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
    await client.close();
    const legacy = new ClientV2(INFO);
    await legacy.connect(new HttpV2(new URL(served.url)));
    expect(legacy.getNegotiatedProtocolVersion()).toBe('2025-11-25');
    expect((await legacy.listTools()).tools).toHaveLength(6);
    await legacy.close();
  });
});

describe('the inspector', () => {
  const inspector = pathOf('../node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');

  async function inspect(...args: string[]): Promise<string> {
    const { stdout } = await run(process.execPath, [inspector, '--cli', served.url, ...args]);
    return stdout;
  }

  test.each(['legacy', 'modern'])('calls a tool, %s', { timeout: 30_000 }, async (era) => {
    const list = await inspect('--protocol-era', era, '--method', 'tools/list');
    expect(JSON.parse(list).tools).toHaveLength(6);
    const called = await inspect(
      ...[
        '--protocol-era',
        era,
        '--method',
        'tools/call',
        '--tool-name',
        'everything',
        '--tool-arg',
        'note=hi',
      ],
    );
    expect(JSON.parse(called).content[0].text).toContain('hi text: mail [EMAIL]');
  });
});

describe('@ai-sdk/mcp', () => {
  test('discovers, lists and calls', async () => {
    const client = await createMCPClient({ transport: { type: 'http', url: served.url } });
    const tools = await client.tools();
    expect(Object.keys(tools)).toEqual(['everything', 'kept', 'throws', 'refuses', 'fails', 'asks']);
    const result = await tools.everything?.execute?.(
      { note: 'hi' },
      { toolCallId: '1', messages: [], context: {} },
    );
    expect(JSON.stringify(result)).toContain('hi text: mail [EMAIL]');
    await client.close();
  });
});

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
