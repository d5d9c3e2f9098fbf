// Calls that failed or were slow are kept, whatever the head sampler said.
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { activeContext } from '../../src/context/active-context.ts';
import { traceContextFields } from '../../src/index.ts';
import { CALL, TRACE_ID, traced, traceparent } from '../support/with-telemetry.ts';

const names = (spans: readonly { name: string }[]) => spans.map((span) => span.name);

test('a trace with an error is kept whole, with the sampled flag; one without is not', async () => {
  const { telemetry, spans } = await traced({ sampler: { ratio: 0, keepErrors: true } });
  for (const outcome of [undefined, { errorType: 'tool_error' }, { statusCode: -32602 }]) {
    const span = telemetry.startServerSpan(CALL);
    span?.run(() => {
      expect(traceContextFields()?.trace_flags).toBe('00');
      telemetry.tracer.startActiveSpan('load', (load) => {
        telemetry.tracer.startSpan('parse').end();
        load.end();
      });
    });
    span?.end(outcome);
  }
  const kept = await spans();
  expect(names(kept)).toEqual(['parse', 'load', 'tools/call search']);
  expect(new Set(kept.map((span) => span.spanContext().traceId)).size).toBe(1);
  expect(kept.map((span) => span.spanContext().traceFlags)).toEqual([1, 1, 1]);
  expect(telemetry.stats().spans).toMatchObject({ recorded: 3, exported: 3 });
});

test('an error inside keeps the trace though the call went well, and what comes after it as well', async () => {
  const { telemetry, spans } = await traced({ sampler: { ratio: 0, keepErrors: true } });
  const span = telemetry.startServerSpan(CALL);
  span?.run(() => {
    telemetry.tracer.startSpan('before').end();
    const failed = telemetry.tracer.startSpan('failed');
    failed.setStatus({ code: SpanStatusCode.ERROR });
    failed.end();
    telemetry.tracer.startSpan('after').end();
  });
  span?.end();
  expect(names(await spans())).toEqual(['before', 'failed', 'after', 'tools/call search']);
});

test('a slow call is kept: at the edge, and not below it', async () => {
  const { telemetry, spans } = await traced({ sampler: { ratio: 0, keepSlowMs: 50 } });
  for (const [name, ms] of [
    ['slow', 50],
    ['fast', 49.99],
  ] as const) {
    const start = 1_700_000_000_000;
    telemetry.tracer.startSpan(name, { root: true, startTime: start }).end(start + ms);
  }
  expect(names(await spans())).toEqual(['slow']);
});

test('a caller that does not sample is overruled by an error', async () => {
  const { telemetry, spans } = await traced({ sampler: { keepErrors: true } });
  const call = { ...CALL, meta: { traceparent: traceparent('00') } };
  telemetry.startServerSpan(call)?.end();
  telemetry.startServerSpan(call)?.end({ errorType: 'tool_error' });
  expect((await spans()).map((span) => span.spanContext().traceId)).toEqual([TRACE_ID]);
});

test('what the head samples passes at once', async () => {
  const { telemetry, spans } = await traced({ sampler: { ratio: 1, keepErrors: true } });
  const span = telemetry.startServerSpan(CALL);
  span?.run(() => telemetry.tracer.startSpan('child').end());
  expect(names(await spans())).toEqual(['child']);
  span?.end();
  expect(await spans()).toHaveLength(2);
});

test('a child that outlives its call is decided with it', async () => {
  const { telemetry, spans } = await traced({ sampler: { ratio: 0, keepErrors: true } });
  const span = telemetry.startServerSpan(CALL);
  const late = span?.run(() => telemetry.tracer.startSpan('late'));
  span?.end();
  expect(await spans()).toEqual([]);
  late?.setStatus({ code: SpanStatusCode.ERROR });
  late?.end();
  expect(names(await spans())).toEqual(['tools/call search', 'late']);
});

test('the buffer is bounded: the oldest trace makes way, and is counted', async () => {
  const { telemetry, spans } = await traced({
    sampler: { ratio: 0, keepErrors: true, maxBufferedSpans: 3 },
  });
  const open = ['a', 'b', 'c'].map((target) => telemetry.startServerSpan({ ...CALL, target }));
  for (const span of open) span?.run(() => telemetry.tracer.startSpan('child').end());
  expect(telemetry.stats().spans.dropped.tailBufferFull).toBe(0);
  open[2]?.run(() => telemetry.tracer.startSpan('one more').end());
  // The child of `a` is gone; `a` itself has no trace to come to.
  expect(telemetry.stats().spans.dropped.tailBufferFull).toBe(1);
  for (const span of open) span?.end({ errorType: 'tool_error' });
  expect(names(await spans())).toEqual(['child', 'tools/call b', 'child', 'one more', 'tools/call c']);
  expect(telemetry.stats().spans.dropped.tailBufferFull).toBe(2);
});

test('spans that never end do not fill the memory', async () => {
  const { telemetry, spans } = await traced({
    sampler: { ratio: 0, keepErrors: true, maxBufferedSpans: 3 },
  });
  const first = telemetry.startServerSpan(CALL);
  for (let i = 0; i < 3; i += 1) telemetry.startServerSpan(CALL);
  first?.end({ errorType: 'tool_error' });
  expect(await spans()).toEqual([]);
  expect(telemetry.stats().spans.dropped.tailBufferFull).toBe(1);
});

test('an unsampled client call is still recorded for its end', async () => {
  const { telemetry, spans } = await traced({ sampler: { ratio: 0, keepErrors: true } });
  const span = telemetry.startClientSpan(CALL);
  span?.run(() => expect(trace.getSpanContext(activeContext())?.traceFlags).toBe(0));
  span?.end({ statusCode: -32603 });
  expect(names(await spans())).toEqual(['tools/call search']);
});
