import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { activeContext } from '../../src/context/active-context.ts';
import { createCallTracer } from '../../src/spans/call-tracer.ts';
import { CALL, traced } from '../support/with-telemetry.ts';

test('outside a sampled call there are no spans, unless a trace of its own is asked for', async () => {
  const { telemetry, spans } = await traced();
  expect(telemetry.tracer.startSpan('fragment').isRecording()).toBe(false);
  telemetry.tracer.startSpan('job', { root: true }).end();
  telemetry.tracer.startActiveSpan('task', { root: true }, (span) => span.end());
  expect((await spans()).map((span) => span.name)).toEqual(['job', 'task']);
});

test('startActiveSpan makes its span active in all its forms', async () => {
  const { telemetry } = await traced();
  const { tracer } = telemetry;
  const parent = trace.setSpanContext(ROOT_CONTEXT, {
    traceId: 'c'.repeat(32),
    spanId: 'd'.repeat(16),
    traceFlags: 1,
  });
  telemetry.startServerSpan(CALL)?.run(() => {
    expect(tracer.startActiveSpan('a', (span) => trace.getSpan(activeContext()) === span)).toBe(true);
    expect(tracer.startActiveSpan('b', {}, (span) => trace.getSpan(activeContext()) === span)).toBe(true);
    const inOther = tracer.startActiveSpan('c', {}, parent, (span) => span.spanContext().traceId);
    expect(inOther).toBe('c'.repeat(32));
  });
});

test('a tracer that is off calls back with a span that records nothing, in an unchanged context', () => {
  const { startActiveSpan } = createCallTracer();
  const before = activeContext();
  expect(startActiveSpan('x', (span) => [span.isRecording(), activeContext() === before])).toEqual([
    false,
    true,
  ]);
});
