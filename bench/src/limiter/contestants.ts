// The limiters that are compared: each allows 100 calls a minute, keeps a million keys, and decides on one key at a time.
import { createRateLimiter, gcra, type Policy, slidingWindow } from '@portcullis/rate-limiter';
import { MemoryStore, type Options } from 'express-rate-limit';
import { RateLimiter } from 'limiter';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const LIMIT = 100;
const WINDOW_MS = 60_000;
export const KEYS = 1_000_000;

/** Decides; whether the call may go on. */
export type Decide = (key: string) => boolean | Promise<boolean>;

export interface Contestant {
  readonly name: string;
  readonly note: string;
  create(): Decide;
}

const own = (policy: Policy): Decide => {
  const limiter = createRateLimiter({ policies: [policy], maxKeys: KEYS });
  return (key) => limiter.decide(key).allowed;
};

export const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'portcullis gcra',
    note: 'at most 100 in any minute',
    create: () => own(gcra({ limit: LIMIT, windowMs: WINDOW_MS })),
  },
  {
    name: 'portcullis sliding window',
    note: 'exactly 100 in any minute',
    create: () => own(slidingWindow({ limit: LIMIT, windowMs: WINDOW_MS })),
  },
  {
    name: 'rate-limiter-flexible',
    note: 'RateLimiterMemory, fixed window',
    create() {
      const limiter = new RateLimiterMemory({ points: LIMIT, duration: WINDOW_MS / 1000 });
      return async (key) => {
        try {
          await limiter.consume(key);
          return true;
        } catch (refused) {
          if (refused instanceof RateLimiterRes) return false;
          throw refused;
        }
      };
    },
  },
  {
    name: 'express-rate-limit',
    note: 'MemoryStore alone, fixed window',
    create() {
      const store = new MemoryStore();
      store.init({ windowMs: WINDOW_MS } as Options);
      return async (key) => (await store.increment(key)).totalHits <= LIMIT;
    },
  },
  {
    name: 'limiter',
    note: 'a RateLimiter a key in a Map, token bucket',
    create() {
      const limiters = new Map<string, RateLimiter>();
      return (key) => {
        let limiter = limiters.get(key);
        if (limiter === undefined) {
          limiter = new RateLimiter({ tokensPerInterval: LIMIT, interval: WINDOW_MS });
          limiters.set(key, limiter);
        }
        return limiter.tryRemoveTokens(1);
      };
    },
  },
];
