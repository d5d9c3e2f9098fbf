// A collector that is gone, slow or refusing must cost the server nothing but the spans.
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, test, vi } from 'vitest';
import { startTracing } from '../src/index.ts';
import { startOtlpReceiver } from './support/otlp-receiver.ts';
import { CALL } from './support/with-telemetry.ts';

afterEach(() => vi.useRealTimers());

test('a collector that is down: calls go on, the spans are counted as dropped', async () => {
  const gone = await startOtlpReceiver();
  await gone.close();
  const telemetry = await startTracing({ serviceName: 'test', endpoint: gone.url, exportTimeoutMs: 100 });
  const span = telemetry.startServerSpan(CALL);
  expect(span?.run(() => 'answer')).toBe('answer');
  span?.end();
  await telemetry.shutdown();
  expect(telemetry.stats()).toEqual({
    recorded: 1,
    exported: 0,
    dropped: { queueFull: 0, exportFailed: 1, unsanitized: 0 },
  });
});

test('a collector that answers 503', async () => {
  const receiver = await startOtlpReceiver('unavailable');
  const telemetry = await startTracing({ serviceName: 'test', endpoint: receiver.url, exportTimeoutMs: 100 });
  telemetry.startServerSpan(CALL)?.end();
  await telemetry.forceFlush();
  await telemetry.shutdown();
  expect(receiver.bodies).toHaveLength(1);
  expect(telemetry.stats().dropped.exportFailed).toBe(1);
  await receiver.close();
});

test('a collector that hangs: shutdown keeps to its limit, not to that of the export', async () => {
  const receiver = await startOtlpReceiver('hang');
  const telemetry = await startTracing({
    serviceName: 'test',
    endpoint: receiver.url,
    exportTimeoutMs: 60_000,
    shutdownTimeoutMs: 50,
  });
  telemetry.startServerSpan(CALL)?.end();
  const posted = receiver.nextPost();
  // The test's own time limit, far below the minute of the export, is what fails here.
  await telemetry.shutdown();
  await posted;
  expect(telemetry.stats()).toMatchObject({ recorded: 1, exported: 0 });
  await receiver.close();
});

test('forceFlush ends by the limit of the export when the exporter never answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const exporter: SpanExporter = { export: () => undefined, shutdown: () => Promise.resolve() };
  const telemetry = await startTracing({ serviceName: 'test', exporter, exportTimeoutMs: 5000 });
  telemetry.startServerSpan(CALL)?.end();
  let flushed = false;
  const flushing = telemetry.forceFlush().then(() => {
    flushed = true;
  });
  await vi.advanceTimersByTimeAsync(4999);
  expect(flushed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await flushing;
  await vi.advanceTimersByTimeAsync(1000);
  expect(telemetry.stats().dropped.exportFailed).toBe(1);
});

test('shutdown ends after two seconds by default', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const exporter: SpanExporter = { export: () => undefined, shutdown: () => new Promise(() => undefined) };
  const telemetry = await startTracing({ serviceName: 'test', exporter });
  telemetry.startServerSpan(CALL)?.end();
  let ended = false;
  const ending = telemetry.shutdown().then(() => {
    ended = true;
  });
  await vi.advanceTimersByTimeAsync(1999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await ending;
});

test('the queue is bounded: what does not fit is dropped and counted', async () => {
  const batches: number[] = [];
  const exporter: SpanExporter = {
    export: (spans, done) => {
      batches.push(spans.length);
      done({ code: 0 });
    },
    shutdown: () => Promise.resolve(),
  };
  const telemetry = await startTracing({ serviceName: 'test', exporter, maxQueueSize: 3, maxBatchSize: 3 });
  // The third span fills a batch, which leaves the queue; three more fill the queue; the seventh does not fit.
  for (let i = 0; i < 7; i += 1) telemetry.startServerSpan(CALL)?.end();
  expect(telemetry.stats().dropped.queueFull).toBe(1);
  await telemetry.forceFlush();
  expect(batches).toEqual([3, 3]);
  telemetry.startServerSpan(CALL)?.end();
  await telemetry.shutdown();
  expect(telemetry.stats()).toEqual({
    recorded: 8,
    exported: 7,
    dropped: { queueFull: 1, exportFailed: 0, unsanitized: 0 },
  });
});

test('an exporter is never called inside the end of a span, and may throw', async () => {
  const exporter: SpanExporter = {
    export: vi.fn(() => {
      throw new Error('broken');
    }),
    shutdown: () => Promise.resolve(),
  };
  const telemetry = await startTracing({ serviceName: 'test', exporter, maxBatchSize: 1 });
  telemetry.startServerSpan(CALL)?.end();
  expect(exporter.export).not.toHaveBeenCalled();
  await telemetry.forceFlush();
  expect(exporter.export).toHaveBeenCalledOnce();
  expect(telemetry.stats().dropped.exportFailed).toBe(1);
});
