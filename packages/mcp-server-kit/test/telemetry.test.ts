// Every call end to end: a real client, the kit, a service behind it, and an OTLP receiver that gets all of it.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client as V2Client, StreamableHTTPClientTransport as V2Http } from '@modelcontextprotocol/client';
import { StdioClientTransport as V2Stdio } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1Stdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as V1Http } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as V1Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { startTracing, type Telemetry, traceClientTransport } from '@portcullis/tracing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { serveHttp } from '../src/http.ts';
import { createLogger, type RuntimeOptions } from '../src/index.ts';
import { type SeenSpan, startOtlpReceiver } from './fixture/otlp-receiver.ts';
import { tracedDefinition } from './fixture/traced-definition.ts';

const CLIENT = 3;
const SERVER = 2;
const ERROR = 2;
const INFO = { name: 'test', version: '1.0.0' };
const SECRETS = ['jane.doe@example.com', 'hunter2'];

/** A service behind the server, that writes down what it is asked. */
async function startDownstream() {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    response.end('12 degrees');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function start(url: string, serviceName: string): Promise<Telemetry> {
  const { sanitize } = createSanitizer();
  const telemetry = await startTracing({ serviceName, endpoint: url, sanitize, onWarning: () => {} });
  onTestFinished(() => telemetry.shutdown());
  return telemetry;
}

type Way = 'http' | 'stdio';

/** Serves the definition in the way asked for; over stdio a process of its own. */
async function serve(way: Way, collector: string, options: RuntimeOptions = {}) {
  const downstream = await startDownstream();
  if (way === 'stdio') {
    const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector, DOWNSTREAM_URL: downstream.url };
    const command = { command: process.execPath, args: [pathOf('./fixture/traced-main.ts')], env } as {
      command: string;
      args: string[];
      env: Record<string, string>;
    };
    return {
      downstream,
      v1: () => new V1Stdio(command),
      v2: () => new V2Stdio(command),
      stop: async () => {},
    };
  }
  const telemetry = await start(collector, 'traced');
  const served = await serveHttp(tracedDefinition(downstream.url), {
    port: 0,
    telemetry,
    logger: createLogger({ level: 'silent' }),
    ...options,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= served.close().then(() => telemetry.shutdown());
    return stopped;
  };
  onTestFinished(stop);
  const url = new URL(served.url);
  return { downstream, v1: () => new V1Http(url), v2: () => new V2Http(url), stop };
}

/** A client of either SDK, traced at its transport. */
async function connect(
  era: '2025' | '2026',
  way: Way,
  server: Awaited<ReturnType<typeof serve>>,
  ours: Telemetry,
) {
  if (era === '2025') {
    const transport = server.v1() as V1Transport;
    const client = new V1Client(INFO);
    await client.connect(traceClientTransport(transport, ours, { transport: way }));
    return client;
  }
  const client = new V2Client(INFO, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(traceClientTransport(server.v2(), ours, { transport: way }));
  return client as unknown as V1Client;
}

describe.each([
  ['2025', 'http'],
  ['2025', 'stdio'],
  ['2026', 'http'],
  ['2026', 'stdio'],
] as const)('%s over %s', (era, way) => {
  test('each call is one trace of exactly the attributes of the conventions', async () => {
    const receiver = await startOtlpReceiver();
    onTestFinished(() => receiver.close());
    const ours = await start(receiver.url, 'client');
    const server = await serve(way, receiver.url);
    const client = await connect(era, way, server, ours);
    const refused = async (call: Promise<unknown>) =>
      expect(await call.catch((error) => error)).toBeInstanceOf(Error);

    await client.callTool({ name: 'weather' });
    await client.callTool({ name: 'mail' });
    await client.callTool({ name: 'broken' });
    await client.callTool({ name: 'refuses' });
    await client.callTool({ name: 'strict', arguments: { city: 5 } });
    await client.callTool({ name: 'nobody' }).catch(() => {});
    await client.readResource({ uri: 'note://5' });
    await refused(client.readResource({ uri: 'other://5' }));
    await client.getPrompt({ name: 'write' });
    await refused(client.getPrompt({ name: 'fails' }));
    await client.listTools();
    await client.close();
    await server.stop();
    await ours.shutdown();

    const spans = receiver.spans();
    const served = spans.filter((span) => span.kind === SERVER);
    const base = {
      'mcp.protocol.version': era === '2025' ? '2025-11-25' : '2026-07-28',
      'network.transport': way === 'http' ? 'tcp' : 'pipe',
      ...(way === 'http' && { 'network.protocol.name': 'http' }),
      'jsonrpc.request.id': expect.stringMatching(/^\d+$/),
      ...(way === 'http' && era === '2025' && { 'mcp.session.id': expect.stringMatching(/^[0-9a-f]{32}$/) }),
    };
    const tool = (name: string | undefined, more = {}) => ({
      ...base,
      'mcp.method.name': 'tools/call',
      ...(name !== undefined && { 'gen_ai.tool.name': name }),
      'gen_ai.operation.name': 'execute_tool',
      ...more,
    });
    const failed = { 'error.type': 'tool_error' };
    const code = (value: number) => ({ 'rpc.response.status_code': String(value) });
    const read = (uri: string, more = {}) => ({
      ...base,
      'mcp.method.name': 'resources/read',
      'mcp.resource.uri': uri,
      ...more,
    });
    const prompt = (name: string, more = {}) => ({
      ...base,
      'mcp.method.name': 'prompts/get',
      'gen_ai.prompt.name': name,
      ...more,
    });
    expect(served.map(({ name, status, attributes }) => [name, status.code, attributes])).toEqual([
      ['tools/call weather', 0, tool('weather')],
      ['tools/call mail', 0, tool('mail')],
      ['tools/call broken', ERROR, tool('broken', failed)],
      ['tools/call refuses', ERROR, tool('refuses', failed)],
      ['tools/call strict', ERROR, tool('strict', failed)],
      // The caller's mistakes are not errors of the server.
      ['tools/call', 0, tool(undefined, code(-32602))],
      ['resources/read', 0, read('note://5')],
      ['resources/read', 0, read('other://5', code(era === '2025' ? -32002 : -32602))],
      ['prompts/get write', 0, prompt('write')],
      ['prompts/get fails', ERROR, prompt('fails', { ...code(-32603), 'error.type': '-32603' })],
      ['tools/list', 0, { ...base, 'mcp.method.name': 'tools/list' }],
    ]);
    expect(served[2]?.events.map((event) => event.name)).toEqual(['exception']);
    expect(served[2]?.status.message).toContain('connect ECONNREFUSED');

    // From the client through the server to the service behind it: one trace.
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    for (const span of served) {
      const parent = byId.get(span.parentSpanId ?? '') as SeenSpan;
      expect(parent.kind).toBe(CLIENT);
      expect(parent.traceId).toBe(span.traceId);
      expect(parent.attributes['mcp.method.name']).toBe(span.attributes['mcp.method.name']);
      expect(parent.attributes['jsonrpc.request.id']).toBe(span.attributes['jsonrpc.request.id']);
    }
    const [weather] = served;
    expect(server.downstream.asked.map((headers) => headers.traceparent)).toEqual([
      `00-${weather?.traceId}-${weather?.spanId}-01`,
    ]);
    const sent = receiver.bodies.join('\n');
    for (const secret of SECRETS) expect(sent).not.toContain(secret);

    const points = receiver.points();
    const count = (name: string, key: string) =>
      points.filter((point) => point.name === name).map(({ attributes, value }) => [attributes[key], value]);
    // What `broken` threw never left the server; what `mail` said did, cleaned.
    expect(count('portcullis.redactions', 'portcullis.redaction.type')).toContainEqual(['EMAIL', 1]);
    expect(
      count('mcp.server.operation.duration', 'mcp.method.name').reduce(
        (sum, [, value]) => sum + Number(value),
        0,
      ),
    ).toBe(served.length);
    expect(count('mcp.server.session.duration', 'mcp.protocol.version')).toEqual(
      era === '2025' ? [['2025-11-25', 1]] : [],
    );
    expect(count('mcp.client.session.duration', 'mcp.protocol.version')).toEqual(
      era === '2025' ? [['2025-11-25', 1]] : [],
    );
    expect(
      new Set(count('portcullis.server.calls_in_flight', 'mcp.method.name').map(([, value]) => value)),
    ).toEqual(new Set([0]));
  }, 30_000);
});

test('what a session remembers, what there is not, and what the server asks of its client are traced as well', async () => {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  const ours = await start(receiver.url, 'client');
  const server = await serve('http', receiver.url);
  const client = new V1Client(INFO, { capabilities: { elicitation: {} } });
  let action: 'accept' | 'fail' = 'accept';
  client.setRequestHandler(ElicitRequestSchema, () => {
    if (action === 'fail') throw new Error('nobody is there');
    return { action, content: { city: 'Oslo' } };
  });
  const transport = server.v1() as V1Transport;
  await client.connect(traceClientTransport(transport, ours, { transport: 'http' }));
  await client.setLoggingLevel('error');
  await client.subscribeResource({ uri: 'note://5' });
  await client.unsubscribeResource({ uri: 'note://5' });
  await client.request({ method: 'no/such' }, z.any()).catch(() => {});
  await client.callTool({ name: 'asks' });
  action = 'fail';
  await client.callTool({ name: 'asks' });
  await client.close();
  await server.stop();
  await ours.shutdown();

  const spans = receiver.spans();
  const served = spans
    .filter((span) => span.kind === SERVER)
    .map(({ name, attributes }) => [name, attributes]);
  expect(served).toContainEqual([
    'logging/setLevel',
    expect.objectContaining({ 'mcp.method.name': 'logging/setLevel' }),
  ]);
  for (const method of ['resources/subscribe', 'resources/unsubscribe']) {
    expect(served).toContainEqual([method, expect.objectContaining({ 'mcp.resource.uri': 'note://5' })]);
  }
  expect(served).toContainEqual([
    '_OTHER',
    expect.objectContaining({ 'rpc.response.status_code': '-32601' }),
  ]);
  // call of the client > call at the server > question of the server > question at the client
  const questions = spans.filter((span) => span.name === 'elicitation/create');
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const asked = questions.filter((span) => span.kind === CLIENT);
  expect(asked.map((span) => span.attributes['error.type'])).toEqual([undefined, '-32603']);
  for (const question of asked) {
    expect(byId.get(question.parentSpanId ?? '')).toMatchObject({ name: 'tools/call asks', kind: SERVER });
    const answered = questions.find((span) => span.parentSpanId === question.spanId);
    expect(answered).toMatchObject({ kind: SERVER, traceId: question.traceId });
  }
});

test('calls that a limit refuses are counted, a tool of which there is none under no name', async () => {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  // To connect takes up to three of them: the GET of its stream may come late.
  const server = await serve('http', receiver.url, { rateLimit: { limit: 4, windowMs: 60_000 } });
  const client = new V1Client(INFO);
  await client.connect(server.v1() as V1Transport);
  for (let i = 0; i < 4; i += 1) await client.callTool({ name: `made up ${i}` }).catch(() => {});
  await client.callTool({ name: 'mail' });
  await client.close();
  await server.stop();
  const points = (name: string) => receiver.points().filter((point) => point.name === name);
  expect(
    points('portcullis.server.limited_calls').map(({ attributes, value }) => [
      attributes['gen_ai.tool.name'],
      value,
    ]),
  ).toEqual([
    [undefined, expect.any(Number)],
    ['mail', 1],
  ]);
  const names = points('mcp.server.operation.duration').map(
    ({ attributes }) => attributes['gen_ai.tool.name'],
  );
  expect(new Set(names)).toEqual(new Set([undefined, 'mail']));
});

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
