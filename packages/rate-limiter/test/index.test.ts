import { expect, it } from 'vitest';
import * as api from '../src/index.ts';
import * as redis from '../src/redis.ts';

it('exports these and no more', () => {
  expect(Object.keys(api).sort()).toEqual([
    'RateLimiterError',
    'clientKey',
    'concurrency',
    'createRateLimiter',
    'gcra',
    'limitedResponse',
    'rateLimitHeaders',
    'sendLimited',
    'slidingWindow',
  ]);
  expect(Object.keys(redis)).toEqual(['createRedisStore']);
});
