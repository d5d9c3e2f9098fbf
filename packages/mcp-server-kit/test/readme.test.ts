// The README's example runs, and its table knows every shared option.
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { createClient } from 'redis';
import { expect, onTestFinished, test, vi } from 'vitest';
import { REFUSAL_REASONS } from '../src/bindings/refusal-reason.ts';
import type { HttpOptions, ServedHttp } from '../src/http.ts';
import type { RuntimeOptions, ServerDefinition } from '../src/index.ts';
import type { StdioOptions } from '../src/stdio.ts';
import { connectTestClient } from '../src/testing.ts';
import { hasRedis, startRedis } from './support/redis.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

const [greeting = '', definitions = '', production = '', guarded = '', replicas = ''] = examples;

/** Runs the code against the source and gives what it calls `names`. */
async function runExample(code: string, names: string): Promise<Record<string, unknown>> {
  const file = new URL(`./readme-${names.replaceAll(/\W+/g, '-')}.tmp.ts`, import.meta.url);
  writeFileSync(
    file,
    `${code}\nexport { ${names} };\n`
      .replaceAll("'@portcullis/mcp-server-kit'", "'../src/index.ts'")
      .replaceAll(/'@portcullis\/mcp-server-kit\/(\w+)'/g, "'../src/$1.ts'"),
  );
  try {
    return await import(file.href);
  } finally {
    rmSync(file);
  }
}

async function greetingOf({ url }: ServedHttp): Promise<string | undefined> {
  const client = new Client({ name: 'reader', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)) as Transport);
  const { content } = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } });
  await client.close();
  return (content as { text: string }[])[0]?.text;
}

const [, said] = /The client reads `(.*)`/.exec(readme) ?? [];

test('the example greets without personal data', async () => {
  const { server } = (await runExample(greeting, 'server')) as { server: ServedHttp };
  expect(await greetingOf(server)).toBe(said);
  await server.close();
});

test('the example of definitions finds the order', async () => {
  const { result } = await runExample(definitions, 'result');
  const [, state] = /\.structuredContent\); \/\/ \{ state: '(\w+)' \}/.exec(definitions) ?? [];
  expect(result).toMatchObject({ structuredContent: { state } });
});

test('the example for production is ready, lets its host name in, and nothing that it is not told of', async () => {
  vi.stubEnv('PORT', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { shopServer } = (await runExample(`${definitions}${production}`, 'shopServer')) as {
    shopServer: ServedHttp;
  };
  const { port } = new URL(shopServer.url);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  const statusFor = async (host: string) => {
    const headers = {
      host,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
    const ask = request({ port, path: '/mcp', method: 'POST', headers }).end(body);
    const [answer] = (await once(ask, 'response')) as [IncomingMessage];
    answer.resume();
    return answer.statusCode;
  };
  // To load all of this may have kept the process too busy for its shedder, for a while.
  await vi.waitFor(async () => expect(await statusFor('shop.example.com')).toBe(200), { timeout: 10_000 });
  expect(await statusFor('elsewhere.example.com')).toBe(403);
  await shopServer.close();
});

test('the example of who may call tells a client without a token where to get one', async () => {
  const { server, guarded: served } = (await runExample(`${greeting}${guarded}`, 'server, guarded')) as {
    server: ServedHttp;
    guarded: ServedHttp;
  };
  const answer = await fetch(served.url, { method: 'POST' });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe(
    'Bearer scope="greet", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"',
  );
  await Promise.all([server.close(), served.close()]);
});

test('the example of the cache keeps a price until it is changed', async () => {
  const code = examples.find((example) => example.includes('cache: {')) ?? '';
  const { articles, prices } = (await runExample(code, 'articles, prices')) as {
    articles: ServerDefinition;
    prices: Map<string, number>;
  };
  const client = await connectTestClient(articles, { era: '2025', audit: false });
  onTestFinished(() => client.close());
  const call = async (name: string, args: Record<string, unknown>) => {
    const { content } = await client.callTool({ name, arguments: args });
    return (content as { text: string }[])[0]?.text;
  };
  expect(await call('get_price', { id: 'A-1' })).toBe('10 euro');
  prices.set('A-1', 11);
  expect(await call('get_price', { id: 'A-1' })).toBe('10 euro');
  await call('set_price', { id: 'A-1', price: 12 });
  expect(await call('get_price', { id: 'A-1' })).toBe('12 euro');
});

test.skipIf(!hasRedis)('the example for more than one replica counts in Redis', async () => {
  const { url } = await startRedis();
  vi.stubEnv('REDIS_URL', url);
  vi.stubEnv('REPLICA_KEY', 'a secret that all replicas of the server have');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { server, replica, redis } = (await runExample(
    `${greeting}${replicas}`,
    'server, replica, redis',
  )) as {
    server: ServedHttp;
    replica: ServedHttp;
    redis: ReturnType<typeof createClient>;
  };
  await vi.waitUntil(() => redis.isReady, 5000);
  expect(await greetingOf(replica)).toBe(said);
  expect(await redis.keys('greeter:*')).toHaveLength(1);
  redis.destroy();
  await Promise.all([server.close(), replica.close()]);
});

test('the table of refused requests has every reason and no other', () => {
  const [, section = ''] = readme.split('## Refused requests\n');
  const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual([...REFUSAL_REASONS].sort());
});

/** The options of each table. The compiler holds these lists to the types. */
const SHARED: Record<keyof RuntimeOptions, true> = {
  sanitizer: true,
  rateLimit: true,
  limitStore: true,
  telemetry: true,
  logger: true,
  audit: true,
  timeoutMs: true,
  maxResultChars: true,
  maxUnreadBytes: true,
  pageSize: true,
  maxDepth: true,
  maxValues: true,
  maxSubscriptionChars: true,
  cache: true,
  replicaKey: true,
  requestStateTtlMs: true,
};
const HTTP: Record<Exclude<keyof HttpOptions, keyof RuntimeOptions>, true> = {
  host: true,
  port: true,
  path: true,
  allowedHosts: true,
  allowedOrigins: true,
  trustedProxies: true,
  ipv6Prefix: true,
  maxBodyBytes: true,
  maxArrivingBytes: true,
  maxArrivingBodiesPerClient: true,
  maxConnections: true,
  maxConnectionsPerClient: true,
  sendTimeoutMs: true,
  health: true,
  shedder: true,
  auth: true,
  sessions: true,
  legacySse: true,
};
const STDIO: Record<Exclude<keyof StdioOptions, keyof RuntimeOptions>, true> = {
  input: true,
  output: true,
  maxLineBytes: true,
  graceMs: true,
};

test.each([
  ['Shared by all transports:', SHARED],
  ['HTTP adds:', HTTP],
  ['Stdio adds:', STDIO],
])('the table under "%s" has every option and no other', (heading, options) => {
  const [, table = ''] = readme.split(`${heading}\n\n`);
  const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(Object.keys(options).sort());
});
