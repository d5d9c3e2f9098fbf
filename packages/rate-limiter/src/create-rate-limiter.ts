// The one way to a limiter: in memory, or with a store.
import { createMemoryLimiter } from './memory/memory-limiter.ts';
import { checkSettings, type RateLimiterOptions } from './settings.ts';
import { checkStoreSettings, type StoreOptions } from './store/question.ts';
import { createStoreLimiter } from './store/store-limiter.ts';
import type { RateLimiter, SharedRateLimiter } from './types.ts';

/**
 * Makes a rate limiter that keeps its numbers in memory, and answers at once.
 * @param options `policies` (one or more); `maxKeys` (default 100,000), `maxEntries` (default 10,000,000) and
 *   `maxKeyChars` (default 512), which bound its memory; `clock` (default `performance.now()`, in milliseconds); `metrics`.
 * @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range.
 */
export function createRateLimiter(options: RateLimiterOptions & { store?: undefined }): RateLimiter;
/**
 * Makes a rate limiter that keeps its numbers in a store, and answers with promises.
 * @param options Besides those: `store`; `onStoreFailure` (default `local`), `replicas` (default 1), `storeTimeoutMs`
 *   (default 50), `breakAfter` (default 3 failures) and `probeMs` (default 250).
 * @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range.
 */
export function createRateLimiter(options: RateLimiterOptions & StoreOptions): SharedRateLimiter;
export function createRateLimiter(
  options: RateLimiterOptions & { store?: StoreOptions['store'] | undefined },
): RateLimiter | SharedRateLimiter {
  const settings = checkSettings(options);
  const { store } = options;
  return store === undefined
    ? createMemoryLimiter(settings)
    : createStoreLimiter(settings, checkStoreSettings({ ...options, store }));
}
