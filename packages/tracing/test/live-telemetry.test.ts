import { context, metrics, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { logs } from '@opentelemetry/api-logs';
import { describe, expect, test, vi } from 'vitest';
import { activeContext, runInContext } from '../src/context/active-context.ts';
import { startTracing, TracingOptionsError, traceContextFields, withTraceContext } from '../src/index.ts';
import { CALL, PARENT_ID, TRACE_ID, traced, traceparent } from './support/with-telemetry.ts';

const AMBIENT = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
const ambient = trace.setSpanContext(ROOT_CONTEXT, AMBIENT);

describe('the parent', () => {
  test('is the context in _meta; the ambient span becomes a link', async () => {
    const { telemetry, spans } = await traced();
    const call = { ...CALL, meta: { traceparent: traceparent(), baggage: 'tenant=blue' } };
    const span = runInContext(ambient, () => telemetry.startServerSpan(call));
    expect(span?.run(() => propagation.getBaggage(activeContext())?.getEntry('tenant')?.value)).toBe('blue');
    span?.end();
    const [recorded] = await spans();
    expect(recorded?.parentSpanContext).toMatchObject({
      traceId: TRACE_ID,
      spanId: PARENT_ID,
      isRemote: true,
    });
    expect(recorded?.links.map((link) => link.context)).toEqual([AMBIENT]);
  });

  test('is the ambient span when _meta has none', async () => {
    const { telemetry, spans } = await traced();
    runInContext(ambient, () =>
      telemetry.startServerSpan({ ...CALL, meta: { traceparent: 'rubbish' } }),
    )?.end();
    const [recorded] = await spans();
    expect(recorded?.parentSpanContext).toMatchObject(AMBIENT);
    expect(recorded?.links).toEqual([]);
  });
});

describe('sampling', () => {
  test('follows the parent, whatever the ratio', async () => {
    const none = await traced({ sampler: { ratio: 0 } });
    expect(none.telemetry.startServerSpan(CALL)).toBeUndefined();
    expect(
      none.telemetry.startServerSpan({ ...CALL, meta: { traceparent: traceparent('01') } })?.traceId,
    ).toBe(TRACE_ID);
    const all = await traced({ sampler: { ratio: 1 } });
    const call = { ...CALL, meta: { traceparent: traceparent('00') } };
    expect(all.telemetry.startServerSpan(call)?.traceId).toBeUndefined();
  });

  test('an unsampled call passes its caller on to what the handler calls, and makes nothing', async () => {
    const { telemetry, spans } = await traced({ sampler: { ratio: 1 } });
    const meta = { traceparent: traceparent('00'), tracestate: 'rojo=1', baggage: 'tenant=blue' };
    const span = telemetry.startServerSpan({ ...CALL, meta });
    await span?.run(async () => {
      await Promise.resolve();
      expect(withTraceContext()).toEqual(meta);
      // It is no span of this process that a line of its log could belong to.
      expect(traceContextFields()).toBeUndefined();
      telemetry.tracer.startActiveSpan('load', (child) => child.end());
      const outgoing = telemetry.startClientSpan(CALL);
      expect(outgoing?.run(() => withTraceContext().traceparent)).toBe(meta.traceparent);
      outgoing?.end();
    });
    span?.end();
    expect(await spans()).toEqual([]);
  });

  test('the decision of a sampled caller is passed on where this process decides otherwise', async () => {
    const { telemetry, spans } = await traced({ sampler: { ratio: 1e-9, followParent: false } });
    const meta = { traceparent: traceparent('01') };
    const span = telemetry.startServerSpan({ ...CALL, meta });
    expect(span?.run(() => withTraceContext())).toEqual(meta);
    span?.run(() => telemetry.tracer.startSpan('load')).end();
    span?.end();
    expect(await spans()).toEqual([]);
  });

  test('there is nothing to hold for an unsampled call without a caller', async () => {
    const { telemetry } = await traced({ sampler: { ratio: 0 } });
    expect(telemetry.startServerSpan(CALL)).toBeUndefined();
    expect(telemetry.startServerSpan({ ...CALL, meta: { traceparent: 'rubbish' } })).toBeUndefined();
  });

  test('keeps about the share that was asked for, and every span it starts is exported', async () => {
    const { telemetry, spans } = await traced({ sampler: { ratio: 0.5 } });
    const started = Array.from({ length: 2000 }, () => telemetry.startServerSpan(CALL)).filter(
      (span) => span,
    );
    for (const span of started) span?.end();
    // Nine standard deviations either way; a decision taken twice would keep 500.
    expect(started.length).toBeGreaterThan(800);
    expect(started.length).toBeLessThan(1200);
    const exported = await spans();
    expect(exported.map((span) => span.spanContext().traceId).sort()).toEqual(
      started.map((span) => span?.traceId).sort(),
    );
    expect(new Set(started.map((span) => span?.traceId)).size).toBe(started.length);
  });

  test('the trace id of a call is not used again for a trace that the handler starts', async () => {
    const { telemetry } = await traced({ sampler: { ratio: 0.5 } });
    const calls = Array.from({ length: 50 }, () => telemetry.startServerSpan(CALL));
    const own = calls.map(() => telemetry.tracer.startSpan('job', { root: true }).spanContext().traceId);
    expect(own.filter((id) => calls.some((call) => call?.traceId === id))).toEqual([]);
  });

  test('a sampler of the environment that is not parent based decides by the trace id', async () => {
    vi.stubEnv('OTEL_TRACES_SAMPLER', 'traceidratio');
    vi.stubEnv('OTEL_TRACES_SAMPLER_ARG', '0.5');
    const { telemetry } = await traced();
    vi.unstubAllEnvs();
    const low = `00-${'0'.repeat(31)}1-${PARENT_ID}-00`;
    const high = `00-${'0'.repeat(24)}ffffffff-${PARENT_ID}-01`;
    expect(telemetry.startServerSpan({ ...CALL, meta: { traceparent: low } })?.traceId).toBeDefined();
    expect(telemetry.startServerSpan({ ...CALL, meta: { traceparent: high } })?.traceId).toBeUndefined();
  });
});

describe('what is global', () => {
  const seen = () => ({
    context: context.with(ambient, () => context.active()) === ambient,
    tracer: trace.getTracer('other').startSpan('x').isRecording(),
    meter: metrics.getMeterProvider().constructor.name,
    logger: logs.getLogger('other').enabled(),
    propagation: propagation.fields(),
  });

  test('is nothing, unless asked for', async () => {
    const before = seen();
    const { telemetry } = await traced({ logs: true, metrics: { prometheus: true } });
    telemetry.startServerSpan(CALL)?.run(() => expect(trace.getActiveSpan()).toBeUndefined());
    expect(seen()).toEqual(before);
    expect(before).toMatchObject({ context: false, tracer: false, propagation: [] });
  });

  test('is everything when asked for, until shutdown', async () => {
    const before = seen();
    const logExporter = { export() {}, shutdown: async () => {}, forceFlush: async () => {} };
    const { telemetry, spans } = await traced({
      registerGlobally: true,
      logExporter,
      metrics: { prometheus: true },
    });
    expect(seen()).toEqual({
      context: true,
      tracer: true,
      meter: 'MeterProvider',
      logger: true,
      propagation: ['traceparent', 'tracestate', 'baggage'],
    });
    const span = telemetry.startServerSpan(CALL);
    span?.run(() => {
      expect(trace.getActiveSpan()?.spanContext().spanId).toBe(span.spanId);
      trace.getTracer('library').startSpan('inner').end();
    });
    span?.end();
    const [inner] = await spans();
    expect(inner).toMatchObject({ name: 'inner', parentSpanContext: { spanId: span?.spanId } });
    await telemetry.shutdown();
    expect(seen()).toEqual(before);
  });

  test('what another library registered stays, with a warning', async () => {
    const other = trace.getTracerProvider();
    trace.setGlobalTracerProvider(other);
    const onWarning = vi.fn();
    const { telemetry } = await traced({ registerGlobally: true, onWarning });
    await telemetry.shutdown();
    expect(onWarning).toHaveBeenCalledWith(
      'Another library had registered its own tracer provider, which stays in use',
      {},
    );
    expect(trace.getTracerProvider()).toBe(other);
    trace.disable();
  });
});

describe('starting twice', () => {
  test('gives a second telemetry and says so', async () => {
    const onWarning = vi.fn();
    const first = await traced({ onWarning });
    expect(onWarning).not.toHaveBeenCalled();
    await traced({ onWarning });
    expect(onWarning.mock.calls).toEqual([
      ['startTracing was called again before shutdown: calls may be recorded twice', {}],
    ]);
    await first.telemetry.shutdown();
  });

  test('globally is refused also while the first is still starting, and not after one that failed', async () => {
    const fails = () => {
      throw new Error('no');
    };
    await expect(traced({ registerGlobally: true, sanitize: fails })).rejects.toThrow(TracingOptionsError);
    const starts = await Promise.allSettled([
      traced({ registerGlobally: true }),
      traced({ registerGlobally: true }),
    ]);
    expect(starts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(starts[1]).toMatchObject({ reason: { code: 'ERR_STARTED' } });
  });

  test('globally is refused until the first has been shut down', async () => {
    const first = await traced({ registerGlobally: true });
    await expect(traced({ registerGlobally: true })).rejects.toMatchObject({
      name: 'TracingStartedError',
      code: 'ERR_STARTED',
      message: expect.stringContaining('share the first telemetry'),
    });
    await first.telemetry.shutdown();
    await (await traced({ registerGlobally: true })).telemetry.shutdown();
  });
});

describe('several at once', () => {
  test('two servers in one process keep their spans apart', async () => {
    const [one, two] = [await traced(), await traced()];
    one.telemetry.startServerSpan(CALL)?.end();
    expect(await one.spans()).toHaveLength(1);
    expect(await two.spans()).toHaveLength(0);
  });
});

describe('traceContextFields', () => {
  test('are the ids of the active span', async () => {
    const { telemetry } = await traced();
    const span = telemetry.startServerSpan(CALL);
    expect(span?.run(traceContextFields)).toEqual({
      trace_id: span?.traceId,
      span_id: span?.spanId,
      trace_flags: '01',
    });
    expect(traceContextFields()).toBeUndefined();
  });
});

describe('run', () => {
  test('gives back what the function gives, and passes on what it throws', async () => {
    const { telemetry } = await traced();
    const span = telemetry.startServerSpan(CALL);
    expect(span?.run(() => 5)).toBe(5);
    expect(() =>
      span?.run(() => {
        throw new RangeError('far');
      }),
    ).toThrow(RangeError);
  });
});

test('after shutdown no call is traced', async () => {
  const { telemetry } = await traced();
  await telemetry.shutdown();
  await telemetry.shutdown();
  expect(telemetry.startServerSpan(CALL)).toBeUndefined();
  expect(telemetry.startClientSpan(CALL)).toBeUndefined();
  telemetry.tracer.startSpan('late', { root: true }).end();
  telemetry.logger.emit({ body: 'late' });
  expect(telemetry.stats().spans).toMatchObject({ exported: 0, dropped: { queueFull: 0 } });
});

test('OTEL_RESOURCE_ATTRIBUTES are taken, and the service name of the code wins', async () => {
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'service.name=other,deployment.environment.name=test');
  const { telemetry, spans } = await traced({ serviceName: 'documents' });
  vi.unstubAllEnvs();
  telemetry.startServerSpan(CALL)?.end();
  expect((await spans())[0]?.resource.attributes).toMatchObject({
    'service.name': 'documents',
    'deployment.environment.name': 'test',
  });
});

test('options are checked before anything starts', async () => {
  await expect(startTracing({ serviceName: '' })).rejects.toThrow('Expected `serviceName`');
});

test('a sanitiser that throws for the service itself is refused, without its words', async () => {
  const sanitize = () => {
    throw new Error('jane.doe@example.com');
  };
  await expect(traced({ sanitize })).rejects.toThrow(
    /^Expected `sanitize` to take the attributes of the service; it threw$/,
  );
});
