import { describe, expect, test } from 'vitest';
import { TracingOptionsError } from '../src/errors.ts';
import { resolveSettings, type StartTracingOptions } from '../src/options.ts';

const ON = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

function resolve(options: Partial<StartTracingOptions>, env: Record<string, string> = ON) {
  return resolveSettings({ serviceName: 'test', ...options }, env);
}

describe('resolveSettings', () => {
  test('fills in the defaults', () => {
    expect(resolve({})).toEqual({
      serviceName: 'test',
      serviceVersion: undefined,
      exporter: undefined,
      headers: undefined,
      sanitize: undefined,
      url: 'http://collector:4318/v1/traces',
      sampling: { followParent: true, ratio: 1 },
      maxStringLength: 4096,
      maxQueueSize: 2048,
      maxBatchSize: 512,
      exportDelayMs: 5000,
      exportTimeoutMs: 10_000,
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
      exportTimeoutMs: 700,
      maxStringLength: 10,
    });
  });

  test.each([
    ['nothing to export to', {}],
    ['OTEL_SDK_DISABLED', { ...ON, OTEL_SDK_DISABLED: 'True' }],
    ['OTEL_TRACES_EXPORTER=none', { ...ON, OTEL_TRACES_EXPORTER: 'none' }],
    ['OTEL_TRACES_SAMPLER=always_off', { ...ON, OTEL_TRACES_SAMPLER: 'always_off' }],
  ])('is off: %s', (_why, env: Record<string, string>) => {
    expect(resolve({}, env)).toBeUndefined();
  });

  test.each([
    [{ serviceName: '' }, 'Expected `serviceName` to be a non-empty string'],
    [{ sampleRatio: 1.1 }, 'Expected `sampleRatio` to be a number from 0 to 1, got 1.1'],
    [{ sampleRatio: Number.NaN }, 'Expected `sampleRatio` to be a number from 0 to 1, got NaN'],
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
    expect(resolve({ sampleRatio: 0, maxQueueSize: 1, exportDelayMs: 2 ** 31 - 1 })).toMatchObject({
      sampling: { followParent: true, ratio: 0 },
      maxBatchSize: 1,
    });
  });

  test('the error has a stable code', () => {
    expect(new TracingOptionsError('x')).toMatchObject({
      name: 'TracingOptionsError',
      code: 'TRACING_OPTIONS',
    });
  });
});
