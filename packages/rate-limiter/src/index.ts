// Exact rate limits, decided per key and policy.
export { RateLimiterError, type RateLimiterErrorCode } from './errors.ts';
export { createRateLimiter } from './limiter.ts';
export { type SlidingWindowOptions, slidingWindow } from './sliding-window.ts';
export type { DecideOptions, Decision, Policy, RateLimiter, RateLimiterOptions } from './types.ts';
