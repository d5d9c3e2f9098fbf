import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createHealth, createLoadShedder, HealthOptionError, type LoadShedderOptions } from '../src/index.ts';
import { block } from './support/block.ts';

/** A server whose answers wait for the test, behind a shedder. */
async function serve(options: LoadShedderOptions) {
  const health = createHealth();
  // The loop may be late from what other tests did to it.
  const shedder = createLoadShedder({ health, random: () => 0.5, maxEventLoopDelayMs: 0, ...options });
  const held: (() => void)[] = [];
  const server: Server = createServer((request, response) => {
    if (shedder.refuse(request, response)) return;
    if (health.handle(request, response)) return;
    if (request.url === '/quick') response.end('quick');
    else held.push(() => void response.end('held'));
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const came = (count: number) => vi.waitFor(() => expect(held).toHaveLength(count));
  return { shedder, get, held, came };
}

describe('too many at a time', () => {
  it('takes maxInFlight requests, refuses the next with 503 and Retry-After, and takes one when one has left', async () => {
    const { shedder, get, held, came } = await serve({ maxInFlight: 2, retryAfterSeconds: 4 });
    const waiting = [get('/held'), get('/held')];
    await came(2);
    expect(shedder.inFlight).toBe(2);
    const refused = await get('/quick');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '6']);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toEqual({ type: 'about:blank', title: 'Service Unavailable', status: 503 });
    expect(await (await get('/quick', { method: 'HEAD' })).text()).toBe('');
    expect(shedder.refused).toEqual({ 'in-flight': 2, 'event-loop': 0 });
    held[0]?.();
    expect(await (await waiting[0])?.text()).toBe('held');
    await vi.waitFor(() => expect(shedder.inFlight).toBe(1));
    expect((await get('/quick')).status).toBe(200);
    held[1]?.();
    await waiting[1];
  });

  it('never refuses a probe, nor counts one', async () => {
    const { shedder, get, held, came } = await serve({ maxInFlight: 1 });
    const waiting = get('/held');
    await came(1);
    for (const path of ['/health', '/ready', '/startupz?x']) expect((await get(path)).status).toBe(200);
    expect(shedder.inFlight).toBe(1);
    held[0]?.();
    await waiting;
  });

  it('gives the place of a client back that hangs up', async () => {
    const { shedder, get, came } = await serve({ maxInFlight: 1 });
    const hangUp = new AbortController();
    const waiting = get('/held', { signal: hangUp.signal });
    await came(1);
    hangUp.abort();
    await expect(waiting).rejects.toThrow();
    await vi.waitFor(() => expect(shedder.inFlight).toBe(0));
    expect((await get('/quick')).status).toBe(200);
  });
});

describe('a late event loop', () => {
  it('refuses until it has recovered by itself', async () => {
    const { shedder, get } = await serve({ maxEventLoopDelayMs: 250 });
    const taken = { timeout: 15_000, interval: 50 };
    await vi.waitFor(async () => expect((await get('/quick')).status).toBe(200), taken);
    const before = shedder.refused['event-loop'];
    block(800);
    expect(shedder.admit()).toBeUndefined();
    expect((await get('/quick')).status).toBe(503);
    expect((await get('/livez')).status).toBe(200);
    expect(shedder.refused['event-loop']).toBe(before + 2);
    await vi.waitFor(async () => expect((await get('/quick')).status).toBe(200), taken);
  });

  it('is nobody’s concern at 0', () => {
    const { admit } = createLoadShedder({ maxEventLoopDelayMs: 0, maxInFlight: 0 });
    block(400);
    for (let count = 0; count < 2000; count++) expect(admit()).toBeDefined();
  });
});

it('never holds more places than it has, and gives each back once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat({ max: 9 })), (maxInFlight, steps) => {
      const shedder = createLoadShedder({ maxInFlight, maxEventLoopDelayMs: 0 });
      const released = new Set<() => void>();
      const all: (() => void)[] = [];
      for (const step of steps) {
        const old = all[step];
        if (step < 5 || old === undefined) {
          const release = shedder.admit();
          expect(release === undefined).toBe(all.length - released.size >= maxInFlight);
          if (release !== undefined) all.push(release);
        } else {
          old();
          released.add(old);
        }
        expect(shedder.inFlight).toBe(all.length - released.size);
      }
    }),
  );
});

it('spreads the return of those it refused', () => {
  const values = [0, 0.5, 0.999].map((random) =>
    createLoadShedder({ retryAfterSeconds: 10, random: () => random }).retryAfter(),
  );
  expect(values).toEqual([10, 15, 20]);
});

it.each([
  [{ maxInFlight: -1 }, 'Expected `maxInFlight` to be an integer from 0 to 2147483647, got -1'],
  [
    { maxEventLoopDelayMs: 0.5 },
    'Expected `maxEventLoopDelayMs` to be an integer from 0 to 2147483647, got 0.5',
  ],
  [{ retryAfterSeconds: 0 }, 'Expected `retryAfterSeconds` to be an integer from 1 to 3600, got 0'],
])('refuses %o', (options, message) =>
  expect(() => createLoadShedder(options)).toThrow(new HealthOptionError(message)),
);
