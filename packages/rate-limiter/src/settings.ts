// The options of a limiter, checked once.
import { optionError, positiveInteger, show } from './check.ts';
import { monotonic } from './clock.ts';
import { checkPolicies, type Policy } from './policies/policy.ts';
import type { RateLimiterMetrics } from './types.ts';

/** Options of `createRateLimiter`. */
export interface RateLimiterOptions {
  /** The policies that every call is charged to, one or more, with different names. */
  policies: readonly Policy[];
  /** Most keys that memory holds for each policy; beyond it the key that was idle longest is forgotten. Default 100,000. */
  maxKeys?: number;
  /**
   * Most charges that memory holds for each `slidingWindow`, 24 bytes each; beyond it the keys that were idle longest are
   * forgotten. Default 10,000,000.
   */
  maxEntries?: number;
  /** Longest key that is accepted, in UTF-16 code units: at most 65,535. Default 512. */
  maxKeyChars?: number;
  /** The time in milliseconds. Default `performance.now()`, which no change of the wall clock affects. */
  clock?: () => number;
  /** Hears what the limiter does. Default: nobody. */
  metrics?: RateLimiterMetrics;
}

/** {@link RateLimiterOptions} with every default filled in. */
export interface Settings {
  readonly policies: readonly Policy[];
  readonly maxKeys: number;
  readonly maxEntries: number;
  readonly maxKeyChars: number;
  /** Never goes back. */
  readonly now: () => number;
  readonly metrics: RateLimiterMetrics | undefined;
}

/** So many rows or entries fit the buffers and their 32-bit indexes. */
const MAX_ROWS = 2 ** 26;
/** The hash takes in this much of a length. */
const MAX_KEY_CHARS = 65_535;

/** @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range. */
export function checkSettings(options: RateLimiterOptions): Settings {
  const { clock = () => performance.now(), metrics } = options;
  if (typeof clock !== 'function')
    throw optionError(`Expected \`clock\` to be a function, got ${show(clock)}`);
  if (metrics !== undefined && (typeof metrics !== 'object' || metrics === null)) {
    throw optionError(`Expected \`metrics\` to be an object, got ${show(metrics)}`);
  }
  return {
    policies: checkPolicies(options.policies),
    maxKeys: positiveInteger('maxKeys', options.maxKeys ?? 100_000, MAX_ROWS),
    maxEntries: positiveInteger('maxEntries', options.maxEntries ?? 10_000_000, MAX_ROWS),
    maxKeyChars: positiveInteger('maxKeyChars', options.maxKeyChars ?? 512, MAX_KEY_CHARS),
    now: monotonic(clock),
    metrics,
  };
}
