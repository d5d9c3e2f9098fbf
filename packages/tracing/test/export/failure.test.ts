// A collector that is gone, slow or refusing must cost the server nothing but the spans.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type ReceiverMode, startOtlpReceiver } from '../support/otlp-receiver.ts';
import { CALL, started } from '../support/with-telemetry.ts';

afterEach(() => vi.useRealTimers());

const NO_DROPS = { queueFull: 0, exportFailed: 0, unsanitized: 0, tailBufferFull: 0 };

/** Something that answers as `mode` says, or nothing at all. */
async function collector(mode: ReceiverMode | 'gone') {
  const receiver = await startOtlpReceiver(mode === 'gone' ? 200 : mode);
  if (mode === 'gone') await receiver.close();
  else onTestFinished(() => receiver.close());
  return receiver;
}

describe.each(['gone', 400, 429, 503, 'hang'] as const)('a collector: %s', (mode) => {
  test('calls go on, what was for it is counted and said once, shutdown keeps to its limit', async () => {
    const receiver = await collector(mode);
    const onWarning = vi.fn();
    const telemetry = await started({
      endpoint: receiver.url,
      // Shorter than the second that the collector asks for.
      exportTimeoutMs: mode === 'hang' ? 100 : 900,
      shutdownTimeoutMs: 5000,
      logs: true,
      onWarning,
    });
    for (let i = 0; i < 3; i += 1) {
      const span = telemetry.startServerSpan(CALL);
      expect(span?.run(() => 'answer')).toBe('answer');
      span?.end();
    }
    telemetry.logger.emit({ body: 'a line' });
    // The exporters' own limits end what hangs.
    await telemetry.shutdown();
    expect(telemetry.stats()).toEqual({
      spans: { recorded: 3, exported: 0, dropped: { ...NO_DROPS, exportFailed: 3 } },
      logs: { recorded: 1, exported: 0, dropped: { ...NO_DROPS, exportFailed: 1 } },
      metrics: { exported: 0, exportFailed: 1 },
    });
    const reason = mode === 'gone' ? 'ECONNREFUSED' : mode === 400 ? 'HTTP 400' : expect.stringMatching(/./);
    expect(onWarning.mock.calls.map(([message]) => message)).toEqual(
      onWarning.mock.calls.map(() => 'Telemetry was dropped'),
    );
    const said = onWarning.mock.calls.flatMap(([, fields]) => Object.entries(fields));
    expect(Object.fromEntries(said)).toEqual({
      'traces.exportFailed': 3,
      'logs.exportFailed': 1,
      'metrics.exportFailed': 1,
      ...Object.fromEntries(
        ['traces', 'logs', 'metrics'].flatMap((signal) => [
          [`${signal}.error`, reason],
          [`${signal}.url`, `${receiver.url}/v1/${signal}`],
        ]),
      ),
    });
  });

  test('a program ends when it has shut down, whatever is in flight', async () => {
    const receiver = await collector(mode);
    const index = new URL('../../src/index.ts', import.meta.url).href;
    const program = `
      const { startTracing } = await import(${JSON.stringify(index)});
      const telemetry = await startTracing({ serviceName: 'test', endpoint: ${JSON.stringify(receiver.url)},
        exportTimeoutMs: 600_000, shutdownTimeoutMs: 100, onWarning() {} });
      telemetry.startServerSpan({ method: 'ping', transport: 'stdio' }).end();
      await telemetry.shutdown();
      console.log('shut down');`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 15_000,
    });
    expect(stdout).toBe('shut down\n');
  }, 20_000);
});

test('with the default limits shutdown takes two seconds at most, though an export may take ten', async () => {
  const receiver = await collector('hang');
  const telemetry = await started({ endpoint: receiver.url });
  telemetry.startServerSpan(CALL)?.end();
  const before = performance.now();
  await telemetry.shutdown();
  expect(performance.now() - before).toBeLessThan(3000);
});

test('a 429 is tried again when the collector said so', async () => {
  const receiver = await startOtlpReceiver([429, 200]);
  onTestFinished(() => receiver.close());
  const telemetry = await started({ endpoint: receiver.url, metrics: false });
  telemetry.startServerSpan(CALL)?.end();
  await telemetry.forceFlush();
  expect(receiver.bodies).toHaveLength(2);
  expect(telemetry.stats().spans).toEqual({ recorded: 1, exported: 1, dropped: NO_DROPS });
});

test('drops are said at once the first time, then in one line a minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const onWarning = vi.fn();
  const exporter: SpanExporter = { export: (_spans, done) => done({ code: 1 }), shutdown: async () => {} };
  const telemetry = await started({ exporter, onWarning });
  const drop = async (count: number) => {
    for (let i = 0; i < count; i += 1) telemetry.startServerSpan(CALL)?.end();
    await telemetry.forceFlush();
    await vi.advanceTimersByTimeAsync(0);
  };
  await drop(2);
  expect(onWarning.mock.calls).toEqual([['Telemetry was dropped', { 'traces.exportFailed': 2 }]]);
  await drop(1);
  await drop(3);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(onWarning).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(onWarning.mock.calls.slice(1)).toEqual([['Telemetry was dropped', { 'traces.exportFailed': 4 }]]);
  // A minute without drops says nothing, and the next drop is said at once.
  await vi.advanceTimersByTimeAsync(60_000);
  await drop(1);
  expect(onWarning).toHaveBeenCalledTimes(3);
});

test('a collector that hangs: shutdown keeps to its limit, not to that of the export', async () => {
  const receiver = await startOtlpReceiver('hang');
  const telemetry = await started({
    endpoint: receiver.url,
    exportTimeoutMs: 60_000,
    shutdownTimeoutMs: 50,
  });
  telemetry.startServerSpan(CALL)?.end();
  const posted = receiver.nextPost();
  // The test's own time limit, far below the minute of the export, is what fails here.
  await telemetry.shutdown();
  await posted;
  expect(telemetry.stats().spans).toMatchObject({ recorded: 1, exported: 0 });
  await receiver.close();
});

test('forceFlush ends by the limit of the export when the exporter never answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const exporter: SpanExporter = { export: () => undefined, shutdown: () => Promise.resolve() };
  const telemetry = await started({ exporter, exportTimeoutMs: 5000 });
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
  expect(telemetry.stats().spans.dropped.exportFailed).toBe(1);
});

test('shutdown ends after two seconds by default', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const exporter: SpanExporter = { export: () => undefined, shutdown: () => new Promise(() => undefined) };
  const telemetry = await started({ exporter });
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
  const telemetry = await started({ exporter, maxQueueSize: 3, maxBatchSize: 3 });
  // Nothing is sent within the turn that records: three fit, the fourth does not.
  for (let i = 0; i < 4; i += 1) telemetry.startServerSpan(CALL)?.end();
  expect(telemetry.stats().spans.dropped.queueFull).toBe(1);
  await telemetry.forceFlush();
  expect(batches).toEqual([3]);
  telemetry.startServerSpan(CALL)?.end();
  await telemetry.shutdown();
  expect(telemetry.stats().spans).toEqual({
    recorded: 5,
    exported: 4,
    dropped: { ...NO_DROPS, queueFull: 1 },
  });
});

test('an exporter is never called inside the end of a span, and may throw', async () => {
  const exporter: SpanExporter = {
    export: vi.fn(() => {
      throw new Error('broken');
    }),
    shutdown: () => Promise.resolve(),
  };
  const telemetry = await started({ exporter, maxBatchSize: 1 });
  telemetry.startServerSpan(CALL)?.end();
  expect(exporter.export).not.toHaveBeenCalled();
  await telemetry.forceFlush();
  expect(exporter.export).toHaveBeenCalledOnce();
  expect(telemetry.stats().spans.dropped.exportFailed).toBe(1);
});

test('an exporter may be an async function that throws', async () => {
  const exporter: SpanExporter = {
    export: () => Promise.reject(new Error('broken')) as never,
    shutdown: () => Promise.resolve(),
  };
  const telemetry = await started({ exporter });
  telemetry.startServerSpan(CALL)?.end();
  await telemetry.forceFlush();
  expect(telemetry.stats().spans.dropped.exportFailed).toBe(1);
});

test('what is said of a collector holds neither its password nor its words', async () => {
  const receiver = await collector(400);
  const onWarning = vi.fn();
  const endpoint = receiver.url.replace('//', '//user:hunter2@');
  const telemetry = await started({ endpoint: `${endpoint}/?key=hunter2`, metrics: false, onWarning });
  telemetry.startServerSpan(CALL)?.end();
  await telemetry.shutdown();
  expect(onWarning.mock.calls).toEqual([
    [
      'Telemetry was dropped',
      {
        'traces.exportFailed': 1,
        'traces.error': expect.stringMatching(/^HTTP 40\d$/),
        'traces.url': `${receiver.url}/v1/traces`,
      },
    ],
  ]);
});
