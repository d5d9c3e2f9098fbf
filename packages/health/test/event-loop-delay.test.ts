// The real event loop, really blocked.
import { afterEach, expect, it, vi } from 'vitest';
import { eventLoopDelayMs } from '../src/event-loop-delay.ts';
import { createHealth } from '../src/index.ts';
import { block } from './support/block.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Long enough for the average to forget. */
const RECOVERY = { timeout: 15_000, interval: 50 };

it('is seen while the loop is late, remembered for a while, and forgotten by itself', async () => {
  eventLoopDelayMs();
  await vi.waitFor(() => expect(eventLoopDelayMs()).toBeLessThan(100), RECOVERY);
  block(600);
  expect(eventLoopDelayMs()).toBeGreaterThan(400);
  await new Promise((resolve) => setTimeout(resolve, 60));
  // The second that the average remembers holds 600 ms of it.
  expect(eventLoopDelayMs()).toBeGreaterThan(100);
  await vi.waitFor(() => expect(eventLoopDelayMs()).toBeLessThan(100), RECOVERY);
});

it('makes liveness fail, with all its paths, and nothing else', async () => {
  const health = createHealth({ maxEventLoopDelayMs: 300 });
  await vi.waitFor(() => expect(health.live().status).toBe('pass'), RECOVERY);
  block(700);
  expect(health.live()).toEqual({ status: 'fail', output: 'the event loop is late' });
  expect((await health.ready()).status).toBe('pass');
  await vi.waitFor(() => expect(health.live().status).toBe('pass'), RECOVERY);
});

it('goes on when a test fakes the timers', () => {
  vi.useFakeTimers();
  eventLoopDelayMs();
  vi.advanceTimersByTime(60_000);
  expect(eventLoopDelayMs()).toBeLessThan(30_000);
  expect(vi.getTimerCount()).toBe(0);
});
