import { expect, test } from 'vitest';
import { startTracing, tracingOff } from '../src/index.ts';
import { CALL } from './support/with-telemetry.ts';

test('does nothing, and is one object for all', async () => {
  const off = tracingOff();
  expect(off.enabled).toBe(false);
  expect(off.startServerSpan(CALL)).toBeUndefined();
  expect(off.tracer.startSpan('x').isRecording()).toBe(false);
  expect(off.stats()).toEqual({
    recorded: 0,
    exported: 0,
    dropped: { queueFull: 0, exportFailed: 0, unsanitized: 0 },
  });
  await off.forceFlush();
  await off.shutdown();
  expect(tracingOff()).toBe(off);
  expect(await startTracing({ serviceName: 'test' })).toBe(off);
});
