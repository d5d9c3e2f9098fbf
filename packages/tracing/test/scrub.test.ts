import { createTraceState, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startTracing } from '../src/index.ts';
import { createScrubber } from '../src/scrub.ts';
import { startOtlpReceiver } from './support/otlp-receiver.ts';
import { CALL, traced, traceparent } from './support/with-telemetry.ts';

const SECRET = 'jane.doe@example.com';
const CARD = 4111111111111111;
const sanitize = (value: unknown) => {
  if (value === CARD) return '[card]';
  return typeof value === 'string'
    ? value.replaceAll(SECRET, '[email]').replaceAll(String(CARD), '[card]')
    : value;
};

afterEach(() => vi.unstubAllEnvs());

test('no place of a span lets personal data out: read from the wire', async () => {
  const receiver = await startOtlpReceiver();
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', `owner=${SECRET}`);
  const telemetry = await startTracing({
    serviceName: `of ${SECRET}`,
    serviceVersion: SECRET,
    endpoint: receiver.url,
    sanitize,
  });
  const call = {
    method: 'tools/call',
    target: SECRET,
    requestId: SECRET,
    resourceUri: `mail://${SECRET}`,
    protocolVersion: `2025-${SECRET}`,
    sessionId: SECRET,
    clientAddress: SECRET,
    transport: 'http',
    meta: { traceparent: traceparent(), tracestate: `vendor=${SECRET},other=ok` },
  } as const;
  const exception = new Error(`no mailbox ${SECRET}`);
  exception.name = SECRET;
  const span = telemetry.startServerSpan(call);
  span?.run(() => {
    const child = telemetry.tracer.startSpan(`child ${SECRET}`, {
      attributes: { [SECRET]: SECRET, list: [SECRET] },
    });
    child.setAttribute('card', CARD);
    child.setAttribute('cards', [1, CARD]);
    child.addEvent(`event ${SECRET}`, { [SECRET]: SECRET, list: [SECRET, 'x'] });
    const state = createTraceState(`vendor=${SECRET}`);
    const linked = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1, traceState: state };
    child.addLink({ context: linked, attributes: { [SECRET]: SECRET } });
    child.recordException(exception);
    child.setStatus({ code: SpanStatusCode.ERROR, message: SECRET });
    child.updateName(`renamed ${SECRET}`);
    child.end();
  });
  span?.end({ errorType: SECRET, message: SECRET, exception });
  await telemetry.shutdown();

  const sent = receiver.bodies.join('\n');
  expect(receiver.spans()).toHaveLength(2);
  expect(sent).not.toContain(SECRET);
  expect(sent).not.toContain(String(CARD));
  // And the places are there, cleaned: the test would otherwise pass by leaving them out.
  const [child, server] = receiver.spans();
  expect(child).toMatchObject({
    name: 'renamed [email]',
    attributes: { '[email]': '[email]', list: ['[email]'], card: '[card]', cards: ['1', '[card]'] },
    status: { message: '[email]' },
    links: [{ attributes: { '[email]': '[email]' } }],
  });
  expect(child?.events.map((event) => event.name)).toEqual(['event [email]', 'exception']);
  expect(server).toMatchObject({
    name: 'tools/call [email]',
    attributes: { 'mcp.resource.uri': 'mail://[email]', 'error.type': '[email]' },
    status: { message: '[email]' },
  });
  expect(server?.events[0]?.attributes['exception.stacktrace']).toContain('scrub.test.ts');
  expect(receiver.resource()).toMatchObject({ 'service.name': 'of [email]', owner: '[email]' });
  await receiver.close();
});

test('an exporter that is passed in gets clean spans as well', async () => {
  const { telemetry, spans } = await traced({ sanitize });
  telemetry.startServerSpan({ ...CALL, target: SECRET })?.end();
  expect((await spans())[0]?.name).toBe('tools/call [email]');
});

test('a span that cannot be sanitised is dropped and counted, and the call goes on', async () => {
  const { telemetry, spans } = await traced({
    sanitize: (value) => {
      if (value === 'tools/call bad') throw new Error('no');
      return value;
    },
  });
  telemetry.startServerSpan({ ...CALL, target: 'bad' })?.end();
  telemetry.startServerSpan({ ...CALL, target: 'good' })?.end();
  expect((await spans()).map((span) => span.name)).toEqual(['tools/call good']);
  expect(telemetry.stats()).toMatchObject({ recorded: 2, exported: 1, dropped: { unsanitized: 1 } });
});

describe('createScrubber', () => {
  test('the scope is cleaned', () => {
    const span = finished(() => undefined);
    const scrub = createScrubber({ sanitize, maxStringLength: 100 });
    expect(scrub(span).instrumentationScope).toEqual({
      name: 'scope [email]',
      version: '[email]',
      schemaUrl: 'https://[email]',
    });
  });

  test('spans of one resource and scope still share them: OTLP groups by identity', () => {
    const scrub = createScrubber({ sanitize, maxStringLength: 100 });
    const span = finished(() => undefined);
    expect(scrub(span).resource).toBe(scrub(span).resource);
    expect(scrub(span).instrumentationScope).toBe(scrub(span).instrumentationScope);
  });

  test('strings are cut at the limit, after sanitising', () => {
    const scrub = createScrubber({ sanitize, maxStringLength: 10 });
    const span = finished((each) =>
      each.setAttributes({ ten: 'x'.repeat(10), more: 'x'.repeat(11), mail: `12345${SECRET}` }),
    );
    expect(scrub(span).attributes).toEqual({ ten: 'x'.repeat(10), more: 'x'.repeat(10), mail: '12345[emai' });
  });

  test('a sanitiser that gives no text back leaves a mark, and no value', () => {
    const scrub = createScrubber({ sanitize: () => ({ hidden: SECRET }), maxStringLength: 100 });
    const clean = scrub(finished((span) => span.setAttributes({ text: SECRET, number: 1, flag: true })));
    expect(clean.name).toBe('[removed]');
    expect(Object.values(clean.attributes)).not.toContain(SECRET);
    expect(JSON.stringify([clean.attributes, clean.resource.attributes])).not.toContain(SECRET);
  });

  test('the original is left as it was', () => {
    const span = finished((each) => each.setAttribute('mail', SECRET));
    createScrubber({ sanitize, maxStringLength: 100 })(span);
    expect(span.attributes.mail).toBe(SECRET);
  });

  test('no attribute, of whatever shape, lets a secret through', () => {
    const value = fc.oneof(
      fc.string().map((text) => text + SECRET),
      fc.array(fc.string().map((text) => SECRET + text)),
      fc.integer(),
      fc.boolean(),
    );
    const scrub = createScrubber({ sanitize, maxStringLength: 4096 });
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().map((key) => `k${SECRET}${key}`),
          value,
        ),
        (attributes) => {
          const clean = scrub(finished((span) => span.setAttributes(attributes)));
          expect(JSON.stringify(clean.attributes)).not.toContain(SECRET);
        },
      ),
    );
  });
});

function finished(
  fill: (span: ReturnType<ReturnType<BasicTracerProvider['getTracer']>['startSpan']>) => unknown,
) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = provider.getTracer(`scope ${SECRET}`, SECRET, { schemaUrl: `https://${SECRET}` });
  const span = tracer.startSpan(`name ${SECRET}`, { kind: SpanKind.SERVER }, trace.deleteSpan(ROOT_CONTEXT));
  fill(span);
  span.end();
  const [done] = exporter.getFinishedSpans();
  if (done === undefined) throw new Error('no span');
  return done;
}
