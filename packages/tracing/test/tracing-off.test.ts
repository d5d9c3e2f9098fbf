import { expect, test } from 'vitest';
import { startTracing, tracingOff } from '../src/index.ts';
import { CALL } from './support/with-telemetry.ts';

test('does nothing, and is one object for all', async () => {
  const off = tracingOff();
  expect(off.enabled).toBe(false);
  expect(off.startServerSpan(CALL)).toBeUndefined();
  expect(off.tracer.startSpan('x').isRecording()).toBe(false);
  expect(off.startClientSpan(CALL)).toBeUndefined();
  expect(off.prometheusHandler).toBeUndefined();
  off.recordSession({ side: 'server', durationMs: 1, transport: 'http' });
  expect(off.countRedactions).toBeUndefined();
  off.meter.createCounter('x').add(1);
  off.logger.emit({ body: 'x' });
  const none = {
    recorded: 0,
    exported: 0,
    dropped: { queueFull: 0, exportFailed: 0, unsanitized: 0, tailBufferFull: 0 },
  };
  expect(off.stats()).toEqual({ spans: none, logs: none, metrics: { exported: 0, exportFailed: 0 } });
  await off.forceFlush();
  await off.shutdown();
  expect(tracingOff()).toBe(off);
  expect(await startTracing({ serviceName: 'test' })).toBe(off);
});
