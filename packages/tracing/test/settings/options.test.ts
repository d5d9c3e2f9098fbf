import { detectResources, envDetector } from '@opentelemetry/resources';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { TracingOptionsError } from '../../src/errors.ts';
import { resolveSettings, type StartTracingOptions } from '../../src/settings/options.ts';

const ON = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

function resolve(options: Partial<StartTracingOptions>, env: Record<string, string> = ON) {
  return resolveSettings({ serviceName: 'test', ...options }, env);
}

test.each([
  [{ OTEL_METRICS_EXPORTER: 'otlp,foo' }, 'OTEL_METRICS_EXPORTER names an exporter that there is not here'],
  [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER names an exporter'],
  [{ OTEL_EXPORTER_OTLP_TIMEOUT: 'abc' }, 'OTEL_EXPORTER_OTLP_TIMEOUT is not a positive whole number'],
  [{ OTEL_BSP_MAX_QUEUE_SIZE: '-3' }, 'OTEL_BSP_MAX_QUEUE_SIZE is not a positive whole number'],
  [{ OTEL_METRIC_EXPORT_INTERVAL: '0' }, 'OTEL_METRIC_EXPORT_INTERVAL is not a positive whole number'],
  [{ OTEL_RESOURCE_ATTRIBUTES: 'k8s.pod.name=foo,token=abc==' }, 'OTEL_RESOURCE_ATTRIBUTES is not key=value'],
])('a variable that says something odd brings one warning, without its value: %j', (env, expected) => {
  const warnings: string[] = [];
  resolve({ onWarning: (message) => warnings.push(message) }, { ...ON, ...env });
  expect(warnings).toEqual([expect.stringContaining(expected)]);
  expect(warnings[0]).not.toMatch(/foo|zipkin|abc|-3/);
});

test('resource attributes bring a warning when the SDK drops them, and only then', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  const part = fc.string({ unit: fc.constantFrom('a', '=', '=', '%20', '%', ' ', 'é', 'x'.repeat(100)) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      const text = parts.join(',');
      vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', text);
      const { attributes } = detectResources({ detectors: [envDetector] });
      const isDropped = Object.keys(attributes).length === 0 && /[^\s,]/.test(text);
      const warnings: string[] = [];
      const env = { ...ON, OTEL_RESOURCE_ATTRIBUTES: text };
      resolve({ onWarning: (message) => warnings.push(message) }, env);
      expect(warnings).toHaveLength(isDropped ? 1 : 0);
    }),
    { numRuns: 500 },
  );
});

test('variables that say something usual, or nothing, bring none', () => {
  const warnings: string[] = [];
  const env = {
    OTEL_METRICS_EXPORTER: 'otlp, prometheus',
    OTEL_TRACES_EXPORTER: '',
    OTEL_BSP_SCHEDULE_DELAY: ' 100 ',
    OTEL_RESOURCE_ATTRIBUTES: 'k8s.pod.name=foo, note=a%3Db,empty=,',
  };
  resolve({ onWarning: (message) => warnings.push(message) }, { ...ON, ...env });
  expect(warnings).toEqual([]);
});

describe('resolveSettings', () => {
  test('fills in the defaults', () => {
    expect(resolve({})).toEqual({
      serviceName: 'test',
      serviceVersion: undefined,
      headers: undefined,
      sanitize: undefined,
      recordArguments: false,
      recordResults: false,
      registerGlobally: false,
      traces: {
        url: 'http://collector:4318/v1/traces',
        exporter: undefined,
        processors: [],
        sampling: { followParent: true, ratio: 1, tail: undefined },
      },
      metrics: {
        otlp: true,
        prometheus: false,
        url: 'http://collector:4318/v1/metrics',
        exporter: undefined,
        exportIntervalMs: 60_000,
        names: undefined,
        maxNames: 100,
      },
      logs: undefined,
      warn: expect.any(Function),
      maxStringLength: 4096,
      maxQueueSize: 2048,
      maxBatchSize: 512,
      exportDelayMs: 5000,
      exportTimeoutsMs: { traces: 10_000, metrics: 10_000, logs: 10_000 },
      shutdownTimeoutMs: 2000,
    });
  });

  test('reads the standard variables; an option goes first and an unreadable variable is ignored', () => {
    const env = {
      ...ON,
      OTEL_BSP_MAX_QUEUE_SIZE: '100',
      OTEL_BSP_SCHEDULE_DELAY: 'soon',
      OTEL_EXPORTER_OTLP_TIMEOUT: '700',
      OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '64',
    };
    expect(resolve({ maxStringLength: 10 }, env)).toMatchObject({
      maxQueueSize: 100,
      maxBatchSize: 100,
      exportDelayMs: 5000,
      exportTimeoutsMs: { traces: 700, metrics: 700, logs: 700 },
      maxStringLength: 10,
    });
  });

  test("a signal's own time-out is for that signal, and an option for all of them", () => {
    const env = {
      ...ON,
      OTEL_EXPORTER_OTLP_TIMEOUT: '700',
      OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '100',
      OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: '300',
    };
    expect(resolve({}, env)?.exportTimeoutsMs).toEqual({ traces: 100, metrics: 700, logs: 300 });
    const all = resolve({ exportTimeoutMs: 50 }, env)?.exportTimeoutsMs;
    expect(all).toEqual({ traces: 50, metrics: 50, logs: 50 });
  });

  test.each([
    ['nothing to export to', {}],
    ['OTEL_SDK_DISABLED', { ...ON, OTEL_SDK_DISABLED: 'True' }],
    ['both exporters none', { ...ON, OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }],
  ])('everything is off: %s', (_why, env: Record<string, string>) => {
    expect(resolve({}, env)).toBeUndefined();
  });

  test.each([
    ['OTEL_TRACES_EXPORTER=none', { ...ON, OTEL_TRACES_EXPORTER: 'none' }],
    ['OTEL_TRACES_SAMPLER=always_off', { ...ON, OTEL_TRACES_SAMPLER: 'always_off' }],
  ])('spans alone are off: %s', (_why, env: Record<string, string>) => {
    expect(resolve({}, env)?.traces).toBeUndefined();
    expect(resolve({}, env)?.metrics).toBeDefined();
  });

  test('OTEL_SDK_DISABLED goes before everything in code', () => {
    const options = { exporter: { export() {}, shutdown: async () => {} }, metrics: { prometheus: true } };
    expect(resolve(options, { OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
  });

  test('a tail sampler keeps spans on where the head samples none', () => {
    const sampler = { ratio: 0, followParent: false };
    expect(resolve({ sampler })?.traces).toBeUndefined();
    expect(resolve({ sampler: { ...sampler, keepErrors: true } })?.traces?.sampling.tail).toEqual({
      keepErrors: true,
      keepSlowMs: Number.POSITIVE_INFINITY,
      maxBufferedSpans: 4096,
    });
  });

  test('logs go out only when asked for', () => {
    expect(resolve({ logs: true })?.logs?.url).toBe('http://collector:4318/v1/logs');
    expect(resolve({ logs: true }, { ...ON, OTEL_LOGS_EXPORTER: 'none' })?.logs).toBeUndefined();
    expect(resolve({ logs: true }, {})).toBeUndefined();
  });

  test('another protocol is answered with a warning', () => {
    const warnings: string[] = [];
    const onWarning = (message: string) => warnings.push(message);
    resolve({ onWarning }, { ...ON, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
    resolve({ onWarning }, { ...ON, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });
    resolve({ onWarning }, { ...ON, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf' });
    expect(warnings).toEqual([
      'OTEL_EXPORTER_OTLP_PROTOCOL is not http/json; using http/json',
      'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is not http/json; using http/json',
    ]);
  });

  // A rejection that nobody handles would end the process, and fails the test run.
  test.each([
    [
      'throws',
      () => {
        throw new Error('log');
      },
    ],
    ['rejects', () => Promise.reject(new Error('log'))],
  ])('a listener that %s stops no start', (_how, onWarning) => {
    expect(resolve({ onWarning }, { ...ON, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toBeDefined();
  });

  test.each([
    [{ serviceName: '' }, 'Expected `serviceName` to be a non-empty string'],
    [{ sampler: { ratio: 1.1 } }, 'Expected `sampler.ratio` to be a number from 0 to 1, got 1.1'],
    [{ sampler: { ratio: Number.NaN } }, 'Expected `sampler.ratio` to be a number from 0 to 1, got NaN'],
    [{ sampler: { keepSlowMs: -1 } }, 'Expected `sampler.keepSlowMs` to be a number from 0 up, got -1'],
    [
      { sampler: { maxBufferedSpans: 0 } },
      'Expected `sampler.maxBufferedSpans` to be a positive integer, got 0',
    ],
    [{ sampler: { keepErrors: 1 as never } }, 'Expected `sampler.keepErrors` to be true or false, got 1'],
    [{ sampler: 0.5 as never }, 'Expected `sampler` to be an object, got 0.5'],
    [{ metrics: 'yes' as never }, 'Expected `metrics` to be false or an object, got yes'],
    [{ metrics: { names: 'search' as never } }, 'Expected `metrics.names` to be a list of strings'],
    [{ metrics: { maxNames: 0 } }, 'Expected `metrics.maxNames` to be a positive integer, got 0'],
    [{ metrics: { exporter: {} as never } }, 'Expected `metrics.exporter` to be a PushMetricExporter'],
    [{ logExporter: {} as never }, 'Expected `logExporter` to be a LogRecordExporter'],
    [{ spanProcessors: {} as never }, 'Expected `spanProcessors` to be a list'],
    [{ onWarning: 1 as never }, 'Expected `onWarning` to be a function'],
    [{ recordArguments: 'x' as never }, 'Expected `recordArguments` to be true or false, got x'],
    [{ maxQueueSize: 0 }, 'Expected `maxQueueSize` to be a positive integer, got 0'],
    [{ exportDelayMs: 1.5 }, 'Expected `exportDelayMs` to be a positive integer, got 1.5'],
    [{ shutdownTimeoutMs: 2 ** 31 }, 'Expected `shutdownTimeoutMs` to be a positive integer, got 2147483648'],
    [{ headers: { a: 1 } as never }, 'Expected `headers` to be an object of strings'],
    [{ sanitize: 'yes' as never }, 'Expected `sanitize` to be a function'],
    [{ exporter: {} as never }, 'Expected `exporter` to be a SpanExporter'],
  ])('refuses %j', (options, message) => {
    expect(() => resolve(options, {})).toThrow(new TracingOptionsError(message));
  });

  test('takes the edges of what is allowed', () => {
    expect(resolve({ sampler: { ratio: 0 }, maxQueueSize: 1, exportDelayMs: 2 ** 31 - 1 })).toMatchObject({
      traces: { sampling: { followParent: true, ratio: 0 } },
      maxBatchSize: 1,
    });
  });

  test('the error has a stable code', () => {
    expect(new TracingOptionsError('x')).toMatchObject({
      name: 'TracingOptionsError',
      code: 'ERR_OPTION',
    });
  });
});
