// The built program as a child process: what a person, a client and an orchestrator see of it.

import { execFile, spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMCPClient } from '@ai-sdk/mcp';
import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bannerText } from '../src/banner.ts';
import { freePort } from './support/free-port.ts';
import { HAS_REDIS, startRedis } from './support/redis.ts';
import { environment, MAIN, SAMPLES, startProcess } from './support/server-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { serverOver } from './support/test-library.ts';

const INFO = { name: 'test', version: '1.0.0' };
const STDIO = {
  command: process.execPath,
  args: [MAIN, '--docs', SAMPLES, '--stdio'],
  env: environment(),
  stderr: 'ignore' as const,
};
const ON_ANY_PORT = ['--docs', SAMPLES, '--port', '0'];

interface Answer {
  isError?: boolean;
  structuredContent?: { total: number; results: { id: string; title: string; uri: string }[] };
  content: { text: string }[];
}

async function startedUrl(
  args: readonly string[] = ON_ANY_PORT,
  env: Record<string, string> = {},
): Promise<string> {
  const server = startProcess(args, env);
  await server.ready;
  return server.url();
}

const modern = { versionNegotiation: { mode: { pin: '2026-07-28' } } } as const;
const CLIENTS = {
  'SDK v1 over HTTP': async () => {
    const client = new ClientV1(INFO);
    await client.connect(new HttpV1(new URL(await startedUrl())) as TransportV1);
    return client;
  },
  'SDK v1 over stdio': async () => {
    const client = new ClientV1(INFO);
    await client.connect(new StdioV1(STDIO));
    return client;
  },
  'SDK v2 over HTTP': async () => {
    const client = new ClientV2(INFO, modern);
    await client.connect(new HttpV2(new URL(await startedUrl())));
    return client;
  },
  'SDK v2 over stdio': async () => {
    const client = new ClientV2(INFO, modern);
    await client.connect(new StdioV2(STDIO));
    return client;
  },
};

describe.each(Object.entries(CLIENTS))('%s', (_name, connect) => {
  test('searches, reads, summarises, is refused, and sees no personal data', async () => {
    const client = await connect();
    onTestFinished(() => client.close());
    const search = async (query: string, limit = 10): Promise<Answer> =>
      (await client.callTool({ name: 'search_documents', arguments: { query, limit } })) as unknown as Answer;

    const found = await search('who was charged twice');
    expect(found.isError).toBeFalsy();
    expect(found.structuredContent?.results[0]?.title).toBe(
      'Incident report: invoices charged twice on 2 June 2026',
    );
    expect(found.content[0]?.text).toContain('"results"');

    const blank = await search('   ');
    expect(blank.isError).toBe(true);
    expect(blank.content[0]?.text).toContain('Query cannot be empty');

    const personal = JSON.stringify(await search('email test@example.com phone 555-123-4567', 5));
    expect(personal).toContain('[EMAIL]');
    expect(personal).toContain('[PHONE]');
    expect(personal).not.toMatch(/test@example\.com|555-123-4567/);

    const { id = '', uri = '' } =
      (await search('complaint letter alfalfa')).structuredContent?.results[0] ?? {};
    const letter = JSON.stringify(await client.readResource({ uri }));
    expect(letter).toContain('[CREDIT_CARD]');
    expect(letter).not.toMatch(/4111|carla\.mendes|555-0143/);
    const prompt = JSON.stringify(
      await client.getPrompt({ name: 'summarize_document', arguments: { doc_id: id } }),
    );
    expect(prompt).toContain('Title: Complaint letter from Brightwater Farms');
    await expect(client.readResource({ uri: 'resource://documents/nonsense' })).rejects.toThrow(
      'Invalid document ID format',
    );
  }, 30_000);
});

test('the Vercel AI SDK finds and calls the tool', async () => {
  const client = await createMCPClient({ transport: { type: 'http', url: await startedUrl() } });
  onTestFinished(() => client.close());
  const { search_documents: search } = await client.tools();
  const context = { toolCallId: '1', messages: [], context: {} };
  const result = await search?.execute?.({ query: 'rotate an access key' }, context);
  expect(JSON.stringify(result)).toContain('Information Security Policy');
}, 20_000);

test('in a terminal it prints a banner, without personal data', async () => {
  const folder = join(temporaryFolder({ 'jane.doe@example.com/a.md': '# A' }), 'jane.doe@example.com');
  const port = await freePort();
  // A terminal for the program, as util-linux has it.
  const command = `'${process.execPath}' '${MAIN}' --docs '${folder}' --port ${port}`;
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { env: environment() });
  onTestFinished(() => void terminal.kill('SIGKILL'));
  let shown = '';
  for await (const chunk of terminal.stdout) {
    shown += chunk;
    if (shown.includes('--tool-arg query=')) break;
  }
  expect(shown).toContain(`is ready at http://127.0.0.1:${port}/mcp`);
  expect(shown).toContain('documents  1 from ');
  expect(shown).not.toContain('jane.doe');
}, 30_000);

test('the command that it prints works', async () => {
  const { server } = await serverOver({});
  const facts = { folder: '.', documents: 0, skipped: {}, masked: {}, server };
  const printed = /npx @modelcontextprotocol\/inspector@(\S+) (--cli .*) --tool-arg query="(.*)"$/m.exec(
    bannerText({ url: await startedUrl(), ...facts }),
  );
  const root = new URL('../node_modules/@modelcontextprotocol/inspector/', import.meta.url);
  const { version, bin } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  expect(printed?.[1]).toBe(version);
  const inspector = fileURLToPath(new URL(bin['mcp-inspector'], root));
  const args = [...(printed?.[2]?.split(' ') ?? []), '--tool-arg', `query=${printed?.[3]}`];
  const env = environment({ HOME: temporaryFolder() });
  const { stdout } = await promisify(execFile)(process.execPath, [inspector, ...args], { env });
  expect(JSON.parse(stdout).structuredContent.results[0].title).toBe('Information Security Policy');
}, 30_000);

test('sends spans without personal data to the collector', async () => {
  const bodies: string[] = [];
  const collector = createServer((req, res) => {
    req.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
    req.on('end', () => res.end('{}'));
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void collector.close());
  const { port } = collector.address() as AddressInfo;
  const server = startProcess([...ON_ANY_PORT, '--otlp-endpoint', `http://127.0.0.1:${port}`], {
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=documents%20stage,deployment.environment=stage',
  });
  await server.ready;
  const client = new ClientV1({ name: 'jane@example.com', version: '1.0.0' });
  await client.connect(new HttpV1(new URL(server.url())) as TransportV1);
  await client.callTool({ name: 'search_documents', arguments: { query: 'call 218-555-0172' } });
  await client.readResource({ uri: 'resource://documents/jane@example.com' }).catch(() => {});
  await client.close();
  server.child.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
  const sent = bodies.join('');
  expect(sent).toContain('mcp.server.operation.duration');
  expect(sent).toContain('{"key":"service.name","value":{"stringValue":"documents stage"}}');
  expect(sent).toContain('{"key":"deployment.environment","value":{"stringValue":"stage"}}');
  expect(sent).toContain('tools/call search_documents');
  expect(sent).toContain('resources/read');
  expect(sent).not.toMatch(/jane|555-0172/);
}, 20_000);

test('answers Prometheus on a port of its own, without personal data', async () => {
  const server = startProcess([...ON_ANY_PORT, '--metrics-port', '0']);
  await server.ready;
  await server.logged('metrics are served');
  const client = new ClientV1(INFO);
  await client.connect(new HttpV1(new URL(server.url())) as TransportV1);
  await client.callTool({ name: 'search_documents', arguments: { query: 'jane@example.com' } });
  await client.callTool({ name: 'jane@example.com' }).catch(() => {});
  await client.close();
  const line =
    server
      .stderr()
      .split('\n')
      .find((each) => each.includes('metrics are served')) ?? '';
  const { url } = JSON.parse(line) as { url: string };
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const text = await (await fetch(url)).text();
  expect(text).toMatch(
    /^mcp_server_operation_duration_seconds_count\{.*gen_ai_tool_name="search_documents".*\} 1$/m,
  );
  expect(text).not.toContain('jane');
  expect((await fetch(new URL('/mcp', url), { method: 'POST' })).status).toBe(404);
  expect((await fetch(new URL('/metrics', server.url()))).status).not.toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
}, 20_000);

test('a port for metrics that is in use is named with its option', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const { code, stderr } = await startProcess([...ON_ANY_PORT, '--metrics-port', String(port)]).ended;
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use. Choose another with --metrics-port`);
}, 20_000);

test('tells what it serves and masked in the log, and answers probes', async () => {
  const server = startProcess(ON_ANY_PORT);
  await server.ready;
  const base = new URL(server.url()).origin;
  for (const path of ['/health', '/livez', '/ready', '/readyz', '/startupz']) {
    const probe = await fetch(base + path);
    expect([path, probe.status, await probe.text()]).toEqual([path, 200, '{"status":"pass"}']);
  }
  server.child.kill('SIGTERM');
  const { stdout, stderr, code } = await server.ended;
  expect(code).toBe(0);
  expect(stdout).toBe('');
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.find(({ msg }) => msg === 'ready')).toMatchObject({
    url: `${base}/mcp`,
    documents: 24,
    masked: expect.stringMatching(/^\d+ ADDRESS, \d+ CREDIT_CARD, \d+ EMAIL, /),
  });
}, 20_000);

test('does not index again after a restart, and notices what changed in between', async () => {
  const docs = temporaryFolder({ 'a.md': '# A\nalpha', 'b.md': '# B\nbeta', 'c.md': '# C\ngamma' });
  // Files of this very moment would be read again.
  for (const name of readdirSync(docs)) utimesSync(join(docs, name), 1_700_000_000, 1_700_000_000);
  const database = join(temporaryFolder(), 'index.db');
  const run = async (): Promise<Record<string, number>> => {
    const server = startProcess(['--docs', docs, '--port', '0', '--database', database]);
    await server.ready;
    await server.logged('the documents are indexed');
    server.child.kill('SIGTERM');
    const { stderr } = await server.ended;
    const line = stderr.split('\n').find((text) => text.includes('the documents are indexed'));
    const { added, updated, unchanged, removed } = JSON.parse(line ?? '{}');
    return { added, updated, unchanged, removed };
  };
  expect(await run()).toEqual({ added: 3, updated: 0, unchanged: 0, removed: 0 });
  expect(await run()).toEqual({ added: 0, updated: 0, unchanged: 3, removed: 0 });
  writeFileSync(join(docs, 'b.md'), '# B\nchanged');
  expect(await run()).toEqual({ added: 0, updated: 1, unchanged: 2, removed: 0 });
}, 30_000);

test('after a signal it serves for the delay and is not ready, then it finishes what is half read and exits', async () => {
  const server = startProcess([...ON_ANY_PORT, '--drain-delay-ms', '1000', '--shutdown-grace-ms', '10000']);
  await server.ready;
  const url = new URL(server.url());
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const half = request(url, { method: 'POST', headers });
  const reply = new Promise<IncomingMessage>((resolve, reject) =>
    half.once('response', resolve).once('error', reject),
  );
  await new Promise((resolve) => half.write(body.slice(0, 20), resolve));
  server.child.kill('SIGTERM');
  await server.logged('"stopping"');
  const statuses = await Promise.all(
    ['/ready', '/livez', '/startupz'].map(async (path) => (await fetch(url.origin + path)).status),
  );
  expect(statuses).toEqual([503, 200, 200]);
  const call = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect([call.status, call.headers.get('connection')]).toEqual([200, 'close']);
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 10_000 });
  half.end(body.slice(20));
  expect((await reply).statusCode).toBe(200);
  expect(await server.ended).toMatchObject({ code: 0, signal: null });
}, 30_000);

test('a request in flight has all of the grace before it is cut', async () => {
  const graceMs = 1200;
  const server = startProcess([...ON_ANY_PORT, '--shutdown-grace-ms', String(graceMs)]);
  await server.ready;
  const headers = { 'content-type': 'application/json', 'content-length': 100 };
  const half = request(new URL(server.url()), { method: 'POST', headers });
  const cut = new Promise((resolve) => half.once('error', resolve));
  await new Promise((resolve) => half.write('{', resolve));
  const stoppedAt = performance.now();
  server.child.kill('SIGTERM');
  await cut;
  expect(performance.now() - stoppedAt).toBeGreaterThanOrEqual(graceMs);
  const { code, stderr } = await server.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('requests were cut off');
}, 20_000);

test('refuses calls that find no place, and says when to come back; half a body takes none', async () => {
  const url = new URL(await startedUrl([...ON_ANY_PORT, '--max-in-flight', '1']));
  const headers = { 'content-type': 'application/json', 'mcp-protocol-version': '2025-03-26' };
  const search = (id: number) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'search_documents', arguments: { query: 'travel' } },
  });
  const half = request(url, { method: 'POST', headers: { ...headers, 'content-length': 100 } });
  half.on('error', () => {});
  onTestFinished(() => void half.destroy());
  await new Promise((resolve) => half.write('{"json', resolve));
  const call = async (body: unknown) =>
    (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).text();
  expect(await call(search(1))).not.toContain('overloaded');
  // The calls of a batch take turns in one place.
  expect(await call([search(1), search(2)])).not.toContain('overloaded');
  // The second request is there before the first has been answered.
  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  const type = 'Content-Type: application/json';
  const post = `POST /mcp HTTP/1.1\r\nHost: localhost\r\n${type}\r\nContent-Length: ${ping.length}\r\n\r\n${ping}`;
  const socket = connect(Number(url.port), url.hostname);
  onTestFinished(() => void socket.destroy());
  let both = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    both += chunk;
  });
  socket.write(post + post);
  await vi.waitFor(() => expect(both).toContain('The server is overloaded. Try again later.'));
  expect(both.match(/HTTP\/1\.1 \d+|^retry-after: \d/gim)).toEqual([
    'HTTP/1.1 200',
    'HTTP/1.1 503',
    expect.stringMatching(/^retry-after: [12]$/),
  ]);
  expect((await fetch(`${url.origin}/ready`)).status).toBe(200);
}, 20_000);

describe('exits', () => {
  test.each([
    ['0 for --help', ['--help'], 0, 'stdout', '(env: DOCS_DIR)'],
    ['0 for --version', ['--version'], 0, 'stdout', '.'],
    ['2 without a folder', [], 2, 'stderr', 'DOCS_DIR'],
    ['2 for a port out of range', ['--docs', SAMPLES, '--port', '99999'], 2, 'stderr', 'from 0 to 65535'],
    ['2 for two transports', ['--docs', SAMPLES, '--http', '1', '--stdio'], 2, 'stderr', 'choose one'],
    ['2 for an unknown option', ['--frobnicate'], 2, 'stderr', '--frobnicate'],
  ] as const)('with %s', async (_name, args, expected, stream, text) => {
    const outcome = await startProcess(args).ended;
    expect(outcome.code).toBe(expected);
    expect(outcome[stream]).toContain(text);
    if (expected !== 0) expect(outcome.stdout).toBe('');
  });

  test('with 1 for a port in use, and says how to choose another', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await startProcess(['--docs', SAMPLES, '--port', String(port)]).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use. Choose another with --port`);
  });

  test('with 1 for the database of another program, and leaves it alone', async () => {
    const database = join(temporaryFolder(), 'other.db');
    const other = new DatabaseSync(database);
    other.exec('CREATE TABLE t (a)');
    other.close();
    const before = readFileSync(database);
    const { code, stderr } = await startProcess([...ON_ANY_PORT, '--database', database]).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*another program.*--database/);
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('with 0 after %s, over stdio too', async (signal) => {
    for (const args of [ON_ANY_PORT, ['--docs', SAMPLES, '--stdio']]) {
      const server = startProcess(args);
      await server.logged('the documents are indexed');
      server.child.kill(signal);
      expect(await server.ended).toMatchObject({ code: 0, signal: null });
    }
  });

  test('with 0 when the client on standard input has gone', async () => {
    const server = startProcess(['--docs', SAMPLES, '--stdio']);
    await server.logged('the documents are indexed');
    server.child.stdin?.end();
    expect(await server.ended).toMatchObject({ code: 0, stdout: '' });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'at once after a second %s, with %i',
    async (signal, expected) => {
      // A collector that never answers keeps the first signal waiting for the last spans.
      const collector = createServer(() => {});
      await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => {
        collector.closeAllConnections();
        collector.close();
      });
      const { port } = collector.address() as AddressInfo;
      const grace = ['--shutdown-grace-ms', '600000', '--otlp-endpoint', `http://127.0.0.1:${port}`];
      const server = startProcess([...ON_ANY_PORT, ...grace]);
      await server.ready;
      const asked = new Promise<void>((resolve) => collector.once('request', () => resolve()));
      const client = new ClientV1(INFO);
      await client.connect(new HttpV1(new URL(server.url())) as TransportV1);
      await client.callTool({ name: 'search_documents', arguments: { query: 'water' } });
      await client.close();
      server.child.kill(signal);
      await asked;
      server.child.kill(signal);
      expect(await server.ended).toMatchObject({ code: expected });
    },
    20_000,
  );
});

test('keeps an audit log without arguments, a rate limit and a list of hosts', async () => {
  const auditLog = join(temporaryFolder(), 'audit.jsonl');
  const args = [...ON_ANY_PORT, '--audit-log', auditLog, '--rate-limit', '5']; // to connect takes two or three
  const server = startProcess(args);
  await server.ready;
  const client = new ClientV1(INFO);
  await client.connect(new HttpV1(new URL(server.url())) as TransportV1);
  const call = async () =>
    (await client.callTool({
      name: 'search_documents',
      arguments: { query: 'jane@example.com' },
    })) as unknown as Answer;
  const answers: Answer[] = [];
  for (let count = 0; count < 4; count++) answers.push(await call());
  expect(answers[1]?.isError).toBeFalsy();
  expect(answers[3]?.isError).toBe(true);
  await client.close();
  server.child.kill('SIGTERM');
  const { stderr } = await server.ended;
  const records = readFileSync(auditLog, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const calls = records.filter(({ method }) => method === 'tools/call');
  expect(calls.map(({ outcome }) => outcome)).toEqual(
    answers.map(({ isError }) => (isError ? 'error' : 'ok')),
  );
  expect(calls[0]).toMatchObject({ target: 'search_documents', transport: 'http' });
  expect(statSync(auditLog).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(records) + stderr).not.toContain('jane');
}, 20_000);

/** Calls the tool without a client, and gives the body of the answer. */
async function search(url: string, more: Record<string, string> = {}): Promise<string> {
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const params = { name: 'search_documents', arguments: { query: 'contract' } };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  return (await fetch(url, { method: 'POST', headers: { ...headers, ...more }, body })).text();
}

test('counts clients behind a trusted proxy apart', async () => {
  const url = await startedUrl([...ON_ANY_PORT, '--rate-limit', '1', '--trusted-proxies', '127.0.0.0/8']);
  const call = (client: string) => search(url, { 'x-forwarded-for': client });
  expect(await call('192.0.2.1')).not.toContain('Rate limit');
  expect(await call('192.0.2.2')).not.toContain('Rate limit');
  expect(await call('192.0.2.1')).toContain('Rate limit reached');
}, 20_000);

test('asks for access tokens when it is told whose', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'ES256' };
  const keys = createServer((_req, res) => res.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void keys.close().closeAllConnections());
  const issuer = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  const resource = 'https://docs.example.com/mcp';
  const url = await startedUrl(ON_ANY_PORT, {
    AUTH_RESOURCE: resource,
    AUTH_ISSUER: issuer,
    AUTH_JWKS_URI: `${issuer}/jwks`,
    AUTH_SCOPES: 'docs.read',
  });
  const call = (scope: string) => {
    const claims = { iss: issuer, aud: resource, sub: 'ada', exp: Date.now() / 1000 + 3600, scope };
    const signed = [{ alg: 'ES256', kid: '1' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return search(url, { authorization: `Bearer ${signed}.${signature.toString('base64url')}` });
  };
  expect(await search(url)).toContain('Unauthorized');
  expect(await call('docs.write')).toContain('get a token with the scopes docs.read');
  expect(await call('docs.read')).toContain('structuredContent');
  expect((await fetch(new URL('/ready', url))).status).toBe(200);
}, 20_000);

describe('replicas that count in one Redis', () => {
  const replica = (port: number, limit: number) => {
    const key = join(temporaryFolder(), 'key');
    writeFileSync(key, 'a secret that all replicas of the server have');
    return startProcess([...ON_ANY_PORT, '--rate-limit', String(limit)], {
      RATE_LIMIT_STORE: `redis://127.0.0.1:${port}`,
      REPLICA_KEY_FILE: key,
    });
  };

  test.skipIf(!HAS_REDIS)(
    'share a limit, and each has its own while it is away',
    // Where the machine stands still for 50 ms, a replica counts for itself, as it should.
    { retry: 2, timeout: 30_000 },
    async () => {
      const port = await freePort();
      const redis = startRedis(port);
      const [a, b] = [replica(port, 2), replica(port, 2)];
      for (const { ready, logged } of [a, b]) await Promise.all([ready, logged('rate limits are shared')]);
      expect(await search(a.url())).not.toContain('Rate limit');
      expect(await search(b.url())).not.toContain('Rate limit');
      expect(await search(a.url())).toContain('Rate limit reached (2 calls)');
      redis.kill('SIGKILL');
      await b.logged('the store of rate limits cannot be reached');
      // It has let one through itself.
      expect(await search(b.url())).not.toContain('Rate limit');
      expect(await search(b.url())).toContain('Rate limit reached (2 calls)');
      for (const { child, ended } of [a, b]) {
        child.kill('SIGTERM');
        expect((await ended).code).toBe(0);
      }
    },
  );

  test('start without it', async () => {
    const server = replica(await freePort(), 1);
    await Promise.all([server.ready, server.logged('the store of rate limits cannot be reached')]);
    expect(await search(server.url())).not.toContain('Rate limit');
    expect(await search(server.url())).toContain('Rate limit reached (1 calls)');
    server.child.kill('SIGTERM');
    const { code, stderr } = await server.ended;
    expect(code).toBe(0);
    // One line, however often it tries.
    expect(stderr.match(/cannot be reached/g)).toHaveLength(1);
  }, 30_000);
});

test('refuses a page of another origin and a host that is not its own', async () => {
  const url = await startedUrl();
  const post = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      import('node:http').then(({ request }) => {
        const req = request(url, { method: 'POST', headers }, (res) => {
          res.resume();
          resolve(res.statusCode ?? 0);
        });
        req.on('error', reject).end('{}');
      }, reject);
    });
  expect(await post({ host: 'evil.example.com' })).toBe(403);
  expect(await post({ origin: 'https://evil.example.com' })).toBe(403);
});
