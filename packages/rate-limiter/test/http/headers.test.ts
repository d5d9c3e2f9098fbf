// The header fields and answers of draft-ietf-httpapi-ratelimit-headers-10.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  concurrency,
  createRateLimiter,
  gcra,
  limitedResponse,
  rateLimitHeaders,
  sendLimited,
  slidingWindow,
} from '../../src/index.ts';
import { setUp } from '../support/set-up.ts';

describe('rateLimitHeaders', () => {
  it('names all policies that are in force, and what is left of one', () => {
    const limiter = setUp([
      slidingWindow({ name: 'minute', limit: 3, windowMs: 60_000 }),
      gcra({ name: 'hour', limit: 100, windowMs: 3_600_000, burst: 50 }),
      slidingWindow({ name: 'trial', limit: 1, windowMs: 60_000, shadow: true }),
    ]);
    const policies = '"minute";q=3;w=60, "hour";q=100;w=3600';
    expect(rateLimitHeaders(limiter, limiter.decide('k'))).toEqual({
      'RateLimit-Policy': policies,
      RateLimit: '"minute";r=2;t=60',
    });
    limiter.time.now += 500;
    limiter.decide('k', { cost: 2 });
    limiter.time.now += 1;
    expect(rateLimitHeaders(limiter, limiter.decide('k'))).toEqual({
      'RateLimit-Policy': policies,
      RateLimit: '"minute";r=0;t=60',
      'Retry-After': '60',
    });
  });

  it('counts running calls in a unit of their own, and rounds up to whole seconds', () => {
    const limiter = setUp([
      concurrency({ name: 'running', limit: 1 }),
      slidingWindow({ name: 'fast', limit: 5, windowMs: 10 }),
    ]);
    limiter.acquire('k');
    expect(rateLimitHeaders(limiter, limiter.acquire('k'))).toEqual({
      'RateLimit-Policy': '"running";q=1;qu="concurrent-requests", "fast";q=5;w=1',
      RateLimit: '"running";r=0;t=1',
      'Retry-After': '1',
    });
  });

  it('does not tell to come back when that would never help', () => {
    const limiter = setUp([slidingWindow({ name: 'p', limit: 5, windowMs: 1000 })]);
    expect(rateLimitHeaders(limiter, limiter.decide('k', { cost: 6 }))).toEqual({
      'RateLimit-Policy': '"p";q=5;w=1',
      RateLimit: '"p";r=0',
    });
  });

  it('tells nothing of policies that only watch', () => {
    const limiter = setUp([slidingWindow({ limit: 5, windowMs: 1000, shadow: true })]);
    expect(rateLimitHeaders(limiter, limiter.decide('k'))).toEqual({});
  });
});

const limited = () => {
  const limiter = setUp([slidingWindow({ name: 'p', limit: 1, windowMs: 2000 })]);
  limiter.decide('k');
  return { limiter, decision: limiter.decide('k') };
};
const PROBLEM = {
  type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
  title: 'Quota exceeded',
  status: 429,
  'violated-policies': ['p'],
};

async function expectLimited(response: Response) {
  expect(response.status).toBe(429);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/problem+json',
    'retry-after': '2',
    ratelimit: '"p";r=0;t=2',
    'ratelimit-policy': '"p";q=1;w=2',
  });
  expect(await response.json()).toEqual(PROBLEM);
}

it('limitedResponse answers a fetch handler', async () => {
  const { limiter, decision } = limited();
  await expectLimited(limitedResponse(limiter, decision));
});

it('sendLimited answers on a node:http response', async () => {
  const { limiter, decision } = limited();
  const server = createServer((_req, res) => sendLimited(res, limiter, decision)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await expectLimited(response);
  server.close();
});

it('a store that failed is another problem than a limit', async () => {
  const store = { open: () => ({ run: () => Promise.reject(new Error('down')) }) };
  const policies = [slidingWindow({ name: 'p', limit: 1, windowMs: 2000 })];
  const limiter = createRateLimiter({ policies, store, onStoreFailure: 'deny' });
  const decision = await limiter.decide('k');
  const response = limitedResponse(limiter, decision);
  expect(await response.json()).toEqual({
    type: 'https://iana.org/assignments/http-problem-types#temporary-reduced-capacity',
    title: 'Temporarily reduced capacity',
    status: 503,
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(response.headers.get('ratelimit')).toBeNull();
});
