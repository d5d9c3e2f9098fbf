// The client of the official SDK, traced at its transport: over HTTP through a server to a third service, and in memory.
import { hash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CreateMessageRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import {
  type StartTracingOptions,
  type Telemetry,
  traceClientTransport,
  tracingOff,
  withTraceContext,
} from '../../src/index.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { started, traced } from '../support/with-telemetry.ts';

const CLIENT = 3;
const SERVER = 2;

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('client, server and a service behind it share one trace', async () => {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  const ours = await started({ serviceName: 'client', endpoint: receiver.url, exportDelayMs: 60_000 });
  const theirs = await started({ serviceName: 'server', endpoint: receiver.url, exportDelayMs: 60_000 });
  let downstream: IncomingHttpHeaders = {};
  const weather = await serve((request, response) => {
    downstream = request.headers;
    response.end('12 degrees');
  });

  const server = new McpServer({ name: 'server', version: '1.0.0' });
  server.registerTool('weather', { inputSchema: { city: z.string() } }, async (_args, extra) => {
    const span = theirs.startServerSpan({
      method: 'tools/call',
      target: 'weather',
      requestId: extra.requestId,
      sessionId: extra.sessionId,
      transport: 'http',
      meta: extra._meta,
    });
    const read = () => fetch(weather, { headers: { ...withTraceContext() } });
    const text = await (await (span === undefined ? read() : span.run(read))).text();
    span?.end();
    return { content: [{ type: 'text', text }] };
  });
  const serverTransport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID });
  await server.connect(serverTransport as Transport);
  const url = await serve((request, response) => void serverTransport.handleRequest(request, response));

  const client = new Client({ name: 'client', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(url));
  const traced = traceClientTransport(transport, ours, {
    transport: 'http',
    serverAddress: '127.0.0.1',
    serverPort: Number(new URL(url).port),
  });
  expect(traced).toBeInstanceOf(StreamableHTTPClientTransport);
  expect(traced.constructor).toBe(StreamableHTTPClientTransport);
  await client.connect(traced as Transport);
  const result = await client.callTool({ name: 'weather', arguments: { city: 'Oslo' } });
  expect(result.content).toEqual([{ type: 'text', text: '12 degrees' }]);
  await client.close();
  await Promise.all([ours.shutdown(), theirs.shutdown()]);

  const spans = receiver.spans();
  const call = spans.find((span) => span.kind === CLIENT && span.name === 'tools/call weather');
  const served = spans.find((span) => span.kind === SERVER);
  expect(served).toMatchObject({ traceId: call?.traceId, parentSpanId: call?.spanId });
  expect(downstream.traceparent).toBe(`00-${call?.traceId}-${served?.spanId}-01`);
  expect(call?.attributes).toEqual({
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': 'weather',
    'gen_ai.operation.name': 'execute_tool',
    'jsonrpc.request.id': '1',
    'mcp.protocol.version': '2025-11-25',
    'mcp.session.id': hash('sha256', serverTransport.sessionId ?? '', 'hex').slice(0, 32),
    'network.transport': 'tcp',
    'network.protocol.name': 'http',
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(url).port),
  });
  expect(spans.filter((span) => span.kind === CLIENT).map((span) => span.name)).toEqual([
    'initialize',
    'notifications/initialized',
    'tools/call weather',
  ]);
  const sessions = receiver.metrics().filter((metric) => metric.name === 'mcp.client.session.duration');
  expect(sessions[0]?.points).toMatchObject([{ count: 1, attributes: { 'server.address': '127.0.0.1' } }]);
});

/** A client and a server that share memory; the spans are the client's. */
async function connected(telemetry: Telemetry, prepare: (server: McpServer, client: Client) => void) {
  const server = new McpServer({ name: 'server', version: '1.0.0' });
  const client = new Client({ name: 'client', version: '1.0.0' }, { capabilities: { sampling: {} } });
  prepare(server, client);
  const [near, far] = InMemoryTransport.createLinkedPair();
  await server.connect(far);
  await client.connect(traceClientTransport(near, telemetry, { transport: 'memory' }));
  onTestFinished(() => client.close());
  return { client, server };
}

async function recording(options: Partial<StartTracingOptions> = {}) {
  const { telemetry, spans } = await traced(options);
  const found = async (name: string): Promise<ReadableSpan | undefined> =>
    (await spans()).find((span) => span.name === name);
  return { telemetry, found };
}

test('a tool that fails, a code, and a call that is cancelled', async () => {
  const { telemetry, found } = await recording();
  let cancel = () => {};
  const { client } = await connected(telemetry, (server) => {
    server.registerTool('broken', {}, () => ({ isError: true, content: [] }));
    server.registerTool('slow', {}, () => {
      cancel();
      return new Promise(() => {});
    });
  });
  await client.callTool({ name: 'broken' });
  await expect(client.readResource({ uri: 'note://none' })).rejects.toThrow();
  const abort = new AbortController();
  cancel = () => abort.abort();
  await expect(client.callTool({ name: 'slow' }, undefined, { signal: abort.signal })).rejects.toThrow();

  expect((await found('tools/call broken'))?.attributes['error.type']).toBe('tool_error');
  const read = await found('resources/read');
  expect(read?.attributes).toMatchObject({
    'mcp.resource.uri': 'note://none',
    'error.type': '-32601',
    'rpc.response.status_code': '-32601',
  });
  expect(read?.status.message).toBe('Method not found');
  expect((await found('tools/call slow'))?.attributes['error.type']).toBe('cancelled');
});

test('a request of the server is served inside a span of its own, under the parent that it names', async () => {
  const { telemetry, found } = await recording();
  let inner: { traceparent?: string } = {};
  const { server } = await connected(telemetry, (_server, client) => {
    client.setRequestHandler(CreateMessageRequestSchema, () => {
      inner = withTraceContext();
      return { model: 'm', role: 'assistant', content: { type: 'text', text: 'yes' } };
    });
  });
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  await server.server.createMessage({ messages: [], maxTokens: 1, _meta: { traceparent } } as never);
  const span = await found('sampling/createMessage');
  expect(span).toMatchObject({ kind: 1, parentSpanContext: { spanId: 'b'.repeat(16) } });
  expect(inner.traceparent).toBe(`00-${'a'.repeat(32)}-${span?.spanContext().spanId}-01`);
});

test('a request of the server ends when the server takes it back', async () => {
  const { telemetry, found } = await recording();
  const abort = new AbortController();
  const { server } = await connected(telemetry, (_server, client) => {
    client.setRequestHandler(CreateMessageRequestSchema, () => {
      abort.abort();
      return new Promise(() => {});
    });
  });
  const asked = server.server.createMessage({ messages: [], maxTokens: 1 }, { signal: abort.signal });
  await expect(asked).rejects.toThrow();
  await expect
    .poll(async () => (await found('sampling/createMessage'))?.attributes['error.type'])
    .toBe('cancelled');
});

test('calls that are under way when the connection ends fail with it', async () => {
  const { telemetry, found } = await recording();
  let arrived = () => {};
  const waiting = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const { client, server } = await connected(telemetry, (each) => {
    each.registerTool('slow', {}, () => {
      arrived();
      return new Promise(() => {});
    });
  });
  const call = client.callTool({ name: 'slow' });
  await waiting;
  await server.close();
  await expect(call).rejects.toThrow();
  expect((await found('tools/call slow'))?.attributes['error.type']).toBe('connection_closed');
});

test('a message that cannot be sent fails its call, and the failure is passed on', async () => {
  const { telemetry, found } = await recording();
  const broken = {
    send: async () => {
      throw new RangeError('too far');
    },
  };
  const transport = traceClientTransport(broken, telemetry, { transport: 'http' }) as {
    send(message: object): Promise<void>;
  };
  await expect(transport.send({ jsonrpc: '2.0', id: 1, method: 'ping' })).rejects.toThrow(RangeError);
  expect((await found('ping'))?.attributes['error.type']).toBe('RangeError');
});

test('the message that the caller holds is not changed, and its own _meta stays', async () => {
  const { telemetry } = await recording();
  const sent: { params: { _meta: object } }[] = [];
  const inner = { send: async (message: never) => void sent.push(message) };
  const transport = traceClientTransport(inner, telemetry, { transport: 'stdio' }) as {
    send(message: object): Promise<void>;
  };
  const message = { jsonrpc: '2.0', id: 'x', method: 'tools/list', params: { _meta: { progressToken: 1 } } };
  await transport.send(message);
  expect(message.params._meta).toEqual({ progressToken: 1 });
  expect(sent[0]?.params._meta).toEqual({
    progressToken: 1,
    traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
  });
});

test('a call that is not sampled says so to the server', async () => {
  const exporter = new InMemorySpanExporter();
  const telemetry = await started({ exporter, sampler: { ratio: 0 } });
  const sent: { params: { _meta: { traceparent: string } } }[] = [];
  const inner = { send: async (message: never) => void sent.push(message) };
  const transport = traceClientTransport(inner, telemetry, { transport: 'stdio' }) as {
    send(message: object): Promise<void>;
  };
  await transport.send({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  expect(sent[0]?.params._meta.traceparent).toMatch(/-00$/);
  await telemetry.forceFlush();
  expect(exporter.getFinishedSpans()).toEqual([]);
});

test('where only metrics are on, messages go out as they are', async () => {
  const telemetry = await started({ metrics: { prometheus: true } });
  const sent: object[] = [];
  const transport = traceClientTransport(
    { send: async (message: object) => void sent.push(message) },
    telemetry,
    {
      transport: 'stdio',
    },
  );
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
  await transport.send(message);
  expect(sent[0]).toBe(message);
});

test('with telemetry off the transport comes back as it is', () => {
  const inner = { send: async () => {} };
  expect(traceClientTransport(inner, tracingOff(), { transport: 'http' })).toBe(inner);
});
