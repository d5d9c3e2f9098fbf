// A limiter in memory with a clock of its own.
import {
  createRateLimiter,
  type Policy,
  type RateLimiter,
  type RateLimiterOptions,
} from '../../src/index.ts';

export function setUp(
  policies: readonly Policy[],
  extra: Omit<RateLimiterOptions, 'policies' | 'clock'> = {},
): RateLimiter & { time: { now: number } } {
  const time = { now: 1000 };
  return { time, ...createRateLimiter({ policies, clock: () => time.now, ...extra }) };
}
