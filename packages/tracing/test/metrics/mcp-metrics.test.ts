// What is measured of calls and sessions, read from the wire.
import { expect, onTestFinished, test } from 'vitest';
import type { McpServerCall, StartTracingOptions } from '../../src/index.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { SECRET, sanitize } from '../support/secrets.ts';
import { CALL, started } from '../support/with-telemetry.ts';

const BOUNDARIES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

async function measured(options: Partial<StartTracingOptions> = {}) {
  const receiver = await startOtlpReceiver();
  onTestFinished(() => receiver.close());
  const telemetry = await started({ endpoint: receiver.url, ...options });
  return {
    telemetry,
    metric: async (name: string) => {
      await telemetry.forceFlush();
      const found = receiver.metrics().filter((metric) => metric.name === name);
      return found.at(-1);
    },
  };
}

const HTTP: McpServerCall = {
  method: 'tools/call',
  target: 'search',
  requestId: 7,
  protocolVersion: '2025-11-25',
  sessionId: 's-1',
  transport: 'http',
  resourceUri: 'doc://1',
};

test('operations have the unit, bounds and labels of the conventions, sampled or not', async () => {
  const { telemetry, metric } = await measured({ sampler: { ratio: 0 } });
  const span = telemetry.startServerSpan(HTTP);
  expect(span).toMatchObject({ traceId: undefined, spanId: undefined });
  expect(span?.run(() => 'answer')).toBe('answer');
  span?.end();
  span?.end();
  telemetry.startServerSpan(HTTP)?.end({ errorType: 'tool_error' });
  telemetry
    .startServerSpan({ ...HTTP, method: 'prompts/get', target: 'summary' })
    ?.end({ statusCode: -32602 });
  telemetry.startServerSpan({ method: 'resources/read', transport: 'stdio' })?.end({ statusCode: -32603 });

  const duration = await metric('mcp.server.operation.duration');
  expect(duration?.unit).toBe('s');
  expect(duration?.points.map((point) => point.bounds)).toEqual(Array(4).fill(BOUNDARIES));
  const network = { 'network.transport': 'tcp', 'network.protocol.name': 'http' };
  const base = { 'mcp.protocol.version': '2025-11-25', ...network };
  const tool = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': 'search',
    'gen_ai.operation.name': 'execute_tool',
  };
  expect(duration?.points.map(({ attributes, count }) => [attributes, count])).toEqual([
    [{ ...tool, ...base }, 1],
    [{ ...tool, ...base, 'error.type': 'tool_error' }, 1],
    [
      {
        'mcp.method.name': 'prompts/get',
        'gen_ai.prompt.name': 'summary',
        'rpc.response.status_code': '-32602',
        ...base,
      },
      1,
    ],
    [
      {
        'mcp.method.name': 'resources/read',
        'rpc.response.status_code': '-32603',
        'error.type': '-32603',
        'network.transport': 'pipe',
      },
      1,
    ],
  ]);
});

test('the client measures as well, with the server that it calls', async () => {
  const { telemetry, metric } = await measured();
  telemetry
    .startClientSpan({ ...HTTP, serverAddress: 'mcp.example.com', serverPort: 443, httpVersion: '2' })
    ?.end({ statusCode: -32602 });
  const duration = await metric('mcp.client.operation.duration');
  expect(duration?.points[0]?.attributes).toMatchObject({
    'server.address': 'mcp.example.com',
    'server.port': 443,
    'network.protocol.version': '2',
    'error.type': '-32602',
    'rpc.response.status_code': '-32602',
  });
});

test('sessions of both sides', async () => {
  const { telemetry, metric } = await measured();
  const session = { transport: 'http', protocolVersion: '2025-06-18', durationMs: 1500 } as const;
  telemetry.recordSession({ ...session, side: 'server', errorType: 'timeout' });
  telemetry.recordSession({ ...session, side: 'client', serverAddress: 'host', serverPort: 1 });
  const labels = {
    'mcp.protocol.version': '2025-06-18',
    'network.transport': 'tcp',
    'network.protocol.name': 'http',
  };
  const server = await metric('mcp.server.session.duration');
  expect(server?.unit).toBe('s');
  expect(server?.points[0]).toMatchObject({ bounds: BOUNDARIES, count: 1 });
  expect(server?.points[0]?.attributes).toEqual({ ...labels, 'error.type': 'timeout' });
  const client = await metric('mcp.client.session.duration');
  expect(client?.points[0]?.attributes).toEqual({ ...labels, 'server.address': 'host', 'server.port': 1 });
});

test('calls in flight rise and fall', async () => {
  const { telemetry, metric } = await measured();
  const spans = [telemetry.startServerSpan(CALL), telemetry.startServerSpan(CALL)];
  expect((await metric('portcullis.server.calls_in_flight'))?.points).toMatchObject([
    { attributes: { 'mcp.method.name': 'tools/call' }, value: 2 },
  ]);
  for (const span of spans) span?.end();
  expect((await metric('portcullis.server.calls_in_flight'))?.points[0]?.value).toBe(0);
});

test('limited calls and redactions are counted', async () => {
  const { telemetry, metric } = await measured();
  telemetry.startServerSpan(HTTP)?.end({ errorType: 'tool_error', limited: true });
  telemetry.countRedactions?.('EMAIL', 3);
  telemetry.countRedactions?.('EMAIL');
  telemetry.countRedactions?.('US_SSN');
  expect((await metric('portcullis.server.limited_calls'))?.points).toMatchObject([
    {
      attributes: {
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'search',
        'gen_ai.operation.name': 'execute_tool',
      },
      value: 1,
    },
  ]);
  const redactions = await metric('portcullis.redactions');
  expect(redactions?.points.map(({ attributes, value }) => [attributes, value])).toEqual([
    [{ 'portcullis.redaction.type': 'EMAIL' }, 4],
    [{ 'portcullis.redaction.type': 'US_SSN' }, 1],
  ]);
});

test('what is not exported is a metric too', async () => {
  const { telemetry, metric } = await measured({
    sanitize: (value) => {
      if (value === 'tools/call bad') throw new Error('no');
      return value;
    },
  });
  telemetry.startServerSpan({ ...CALL, target: 'bad' })?.end();
  const dropped = await metric('portcullis.telemetry.dropped');
  const point = dropped?.points.find(({ attributes }) => attributes['portcullis.reason'] === 'unsanitized');
  expect(point).toMatchObject({ attributes: { 'portcullis.signal': 'traces' }, value: 1 });
});

test('made-up names, methods, versions and errors become one label', async () => {
  const { telemetry, metric } = await measured({ metrics: { maxNames: 2 }, sampler: { ratio: 0 } });
  for (let i = 0; i < 3000; i += 1) {
    telemetry.startServerSpan({ ...HTTP, target: `tool ${i}` })?.end();
    telemetry.startServerSpan({ ...HTTP, method: `made/up ${i}` })?.end();
    telemetry.startServerSpan({ ...HTTP, protocolVersion: `version ${i}` })?.end({ errorType: `error ${i}` });
  }
  telemetry.startServerSpan({ ...HTTP, method: 'prompts/get', target: 'x'.repeat(129) })?.end();
  const points = (await metric('mcp.server.operation.duration'))?.points ?? [];
  const values = (key: string) => [...new Set(points.map(({ attributes }) => attributes[key]))];
  expect(values('gen_ai.tool.name')).toEqual(['tool 0', undefined, 'search', '_OTHER']);
  expect(values('gen_ai.prompt.name')).toEqual([undefined, '_OTHER']);
  expect(values('mcp.method.name')).toEqual(['tools/call', '_OTHER', 'prompts/get']);
  expect(values('mcp.protocol.version')).toEqual(['2025-11-25', '_OTHER']);
  expect(values('error.type')).toHaveLength(52);
  expect(points.length).toBeLessThan(120);
});

test('the same word under two keys is two series', async () => {
  const { telemetry, metric } = await measured();
  const call = { method: 'ping', transport: 'memory' } as const;
  telemetry.startServerSpan({ ...call, protocolVersion: '2025-11-25' })?.end();
  telemetry.startServerSpan(call)?.end({ errorType: '2025-11-25' });
  const points = (await metric('mcp.server.operation.duration'))?.points ?? [];
  expect(points.map(({ attributes, count }) => [attributes, count])).toEqual([
    [{ 'mcp.method.name': 'ping', 'mcp.protocol.version': '2025-11-25' }, 1],
    [{ 'mcp.method.name': 'ping', 'error.type': '2025-11-25' }, 1],
  ]);
});

test('with a list of names no other gets a label', async () => {
  const { telemetry, metric } = await measured({ metrics: { names: ['search'] } });
  telemetry.startServerSpan({ ...HTTP, target: 'jane-doe' })?.end();
  telemetry.startServerSpan(HTTP)?.end();
  const points = (await metric('mcp.server.operation.duration'))?.points ?? [];
  expect(points.map(({ attributes }) => attributes['gen_ai.tool.name'])).toEqual(['_OTHER', 'search']);
});

test('labels pass the sanitiser before they are counted, those of other meters as well', async () => {
  const { telemetry, metric } = await measured({ sanitize });
  telemetry.startServerSpan({ ...HTTP, target: SECRET })?.end();
  const counter = telemetry.meter.createCounter('mine');
  const labels = { who: SECRET };
  counter.add(1, labels);
  labels.who = `the other ${SECRET}`;
  counter.add(2, labels);
  counter.add(4, { who: '[email]' });
  const mine = await metric('mine');
  expect(mine?.points.map(({ attributes, value }) => [attributes, value])).toEqual([
    [{ who: '[email]' }, 5],
    [{ who: 'the other [email]' }, 2],
  ]);
  const duration = await metric('mcp.server.operation.duration');
  expect(duration?.points[0]?.attributes['gen_ai.tool.name']).toBe('[email]');
});

test('labels that cannot be sanitised are left out, and the count is right', async () => {
  const { telemetry, metric } = await measured({
    sanitize: (value) => {
      if (value === 'search') throw new Error('no');
      return value;
    },
  });
  telemetry.startServerSpan(HTTP)?.end();
  const [point] = (await metric('mcp.server.operation.duration'))?.points ?? [];
  expect(point).toMatchObject({ attributes: {}, count: 1 });
});

test('nothing is measured with `metrics: false`', async () => {
  const { telemetry, metric } = await measured({ metrics: false, sampler: { ratio: 0 } });
  expect(telemetry.startServerSpan(HTTP)).toBeUndefined();
  telemetry.recordSession({ side: 'server', durationMs: 1, transport: 'http' });
  expect(telemetry.countRedactions).toBeUndefined();
  expect(await metric('mcp.server.operation.duration')).toBeUndefined();
});
