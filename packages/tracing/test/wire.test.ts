// What really goes over the wire: a receiver on a socket reads the OTLP/JSON that the exporter posts.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OtlpReceiver, startOtlpReceiver } from './support/otlp-receiver.ts';
import { PARENT_ID, started, TRACE_ID, traceparent } from './support/with-telemetry.ts';

const SERVER = 2;
const INTERNAL = 1;
const ERROR = 2;

let receiver: OtlpReceiver;
beforeEach(async () => {
  receiver = await startOtlpReceiver();
});
afterEach(() => receiver.close());

test('a tool call that failed, under the parent of its _meta', async () => {
  const telemetry = await started({
    metrics: false,
    serviceName: 'documents',
    serviceVersion: '1.2.3',
    endpoint: receiver.url,
    headers: { 'x-tenant': 'blue' },
  });
  const span = telemetry.startServerSpan({
    method: 'tools/call',
    target: 'search',
    requestId: 7,
    protocolVersion: '2025-11-25',
    sessionId: 's-1',
    transport: 'http',
    clientAddress: '10.1.2.3',
    clientPort: 51234,
    meta: { traceparent: traceparent(), tracestate: 'rojo=1' },
  });
  span?.end({ errorType: 'tool_error', message: 'index is closed' });
  await telemetry.shutdown();

  expect(receiver.spans()).toHaveLength(1);
  expect(receiver.spans()[0]).toMatchObject({
    traceId: TRACE_ID,
    spanId: span?.spanId,
    parentSpanId: PARENT_ID,
    traceState: 'rojo=1',
    name: 'tools/call search',
    kind: SERVER,
    status: { code: ERROR, message: 'index is closed' },
    events: [],
    links: [],
  });
  expect(receiver.spans()[0]?.attributes).toEqual({
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': 'search',
    'gen_ai.operation.name': 'execute_tool',
    'jsonrpc.request.id': '7',
    'mcp.protocol.version': '2025-11-25',
    'mcp.session.id': '6a840baf5d8c3ff241688aeb14546e65',
    'network.transport': 'tcp',
    'network.protocol.name': 'http',
    'client.address': '10.1.2.3',
    'client.port': 51234,
    'error.type': 'tool_error',
  });
  expect(receiver.resource()).toMatchObject({
    'service.name': 'documents',
    'service.version': '1.2.3',
    'telemetry.sdk.language': 'nodejs',
  });
  expect(receiver.headers[0]).toMatchObject({ 'x-tenant': 'blue', 'content-type': 'application/json' });
  expect(telemetry.stats().spans).toMatchObject({ recorded: 1, exported: 1 });
});

test('spans of the handler are children, across awaits', async () => {
  const telemetry = await started({ metrics: false, serviceName: 'documents', endpoint: receiver.url });
  const span = telemetry.startServerSpan({
    method: 'resources/read',
    resourceUri: 'doc://1',
    transport: 'stdio',
  });
  const answer = await span?.run(async () => {
    await new Promise(setImmediate);
    return telemetry.tracer.startActiveSpan('load', async (load) => {
      await new Promise(setImmediate);
      telemetry.tracer.startSpan('parse').end();
      load.end();
      return 42;
    });
  });
  span?.end();
  await telemetry.forceFlush();

  expect(answer).toBe(42);
  const spans = new Map(receiver.spans().map((each) => [each.name, each]));
  const [server, load, parse] = ['resources/read', 'load', 'parse'].map((name) => spans.get(name));
  expect(server?.parentSpanId).toBeUndefined();
  expect(load).toMatchObject({ kind: INTERNAL, traceId: span?.traceId, parentSpanId: server?.spanId });
  expect(parse).toMatchObject({ traceId: span?.traceId, parentSpanId: load?.spanId });
  await telemetry.shutdown();
});

test('what is sent is text, whatever a client sends and wherever it is cut', async () => {
  const telemetry = await started({ endpoint: receiver.url, maxStringLength: 20, metrics: {} });
  const call = {
    method: 'tools/call',
    transport: 'stdio',
    target: 'half \ud800',
    requestId: `${'x'.repeat(19)}😀`,
  } as const;
  telemetry.startServerSpan(call)?.end({ message: '\udc00', errorType: '\ud800' });
  telemetry.meter.createCounter('own').add(1, { label: `${'y'.repeat(19)}😀` });
  await telemetry.forceFlush();
  expect(receiver.spans()[0]).toMatchObject({
    name: 'tools/call half \ufffd',
    attributes: { 'jsonrpc.request.id': `${'x'.repeat(19)}\ufffd` },
    status: { message: '\ufffd' },
  });
  expect(receiver.bodies).toHaveLength(2);
  // JSON writes a whole pair as it is, and half of one as an escape.
  for (const body of receiver.bodies) expect(body).not.toMatch(/\\ud[89a-f]/i);
});

test('numbers that its JSON cannot hold are sent as text: a strict collector refuses the batch for one', async () => {
  const telemetry = await started({ endpoint: receiver.url, metrics: false, logs: true });
  const numbers = { whole: 1, half: 0.5, none: Number.NaN, most: Number.POSITIVE_INFINITY, large: 1e300 };
  telemetry.tracer.startSpan('own', { root: true, attributes: { ...numbers, list: [1, Number.NaN] } }).end();
  telemetry.logger.emit({ body: 'line', attributes: numbers });
  await telemetry.forceFlush();
  const sent = { whole: 1, half: 0.5, none: 'NaN', most: 'Infinity', large: '1e+300' };
  expect(receiver.spans()[0]?.attributes).toEqual({ ...sent, list: ['1', 'NaN'] });
  expect(receiver.logs()[0]?.attributes).toEqual(sent);
  for (const body of receiver.bodies) expect(body).not.toContain('null');
});

test('forceFlush waits for a batch that the timer sent', async () => {
  const telemetry = await started({
    metrics: false,
    serviceName: 'documents',
    endpoint: receiver.url,
    maxBatchSize: 1,
  });
  telemetry.startServerSpan({ method: 'ping', transport: 'stdio' })?.end();
  await telemetry.forceFlush();
  expect(receiver.spans()).toHaveLength(1);
  await telemetry.shutdown();
});
