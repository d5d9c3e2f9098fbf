// Exact rate limits per key and policy, in memory or in a store.
export { createRateLimiter } from './create-rate-limiter.ts';
export { RateLimiterError, type RateLimiterErrorCode } from './errors.ts';
export { type ClientKeyOptions, type ClientRequest, clientKey } from './http/client-key.ts';
export { rateLimitHeaders } from './http/headers.ts';
export { limitedResponse, type ResponseLike, sendLimited } from './http/limited-response.ts';
export { type ConcurrencyOptions, concurrency } from './policies/concurrency.ts';
export { type GcraOptions, gcra } from './policies/gcra.ts';
export type { DenyAfter, Policy, PolicyOptions, RatePolicyOptions } from './policies/policy.ts';
export { type SlidingWindowOptions, slidingWindow } from './policies/sliding-window.ts';
export type { RateLimiterOptions } from './settings.ts';
export type { StoreOptions } from './store/question.ts';
export type { Store, StoreCommand, StoreSession } from './store/store.ts';
export type {
  AdjustOptions,
  DecideOptions,
  Decision,
  Keys,
  Lease,
  Outcome,
  RateLimiter,
  RateLimiterMetrics,
  SharedLease,
  SharedRateLimiter,
  StoreFailureMode,
  Usage,
} from './types.ts';
