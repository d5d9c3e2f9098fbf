// How often one client may call: the server's limit and a tool's own, at their edges.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { definePrompt, defineResource } from '../../src/index.ts';
import { connect, ERAS, run } from './probe.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const ok = () => 'ok';
const parts = {
  tools: [run(ok), run(ok, { name: 'scarce', rateLimit: { limit: 2, windowMs: 10_000 } })],
  prompts: [
    definePrompt({
      name: 'write',
      args: z.object({ a: z.string().optional() }),
      complete: { a: () => [] },
      handler: ok,
    }),
  ],
  resources: [defineResource({ name: 'one', uri: 'note://one', handler: ok })],
};

describe.each(ERAS)('%s', (era) => {
  test('the last call of the limit passes, the next is told when to try again', async () => {
    const { ask, audit } = await connect(era, parts, { rateLimit: { limit: 3, windowMs: 60_000 } });
    for (let call = 0; call < 3; call++) expect((await ask('tools/call', { name: 'run' })).text).toBe('ok');
    expect(await ask('tools/call', { name: 'run' })).toMatchObject({
      text: 'Rate limit reached (3 calls). Try again in 60 seconds.',
      isError: true,
    });
    expect(audit.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'error']);
  });

  test('the call is allowed again when the window has passed, not a millisecond before', async () => {
    const { ask } = await connect(era, parts, { rateLimit: { limit: 1, windowMs: 60_000 } });
    const call = async () => (await ask('tools/call', { name: 'run' })).text;
    expect(await call()).toBe('ok');
    vi.advanceTimersByTime(59_999);
    expect(await call()).toBe('Rate limit reached (1 calls). Try again in 1 second.');
    vi.advanceTimersByTime(1);
    expect(await call()).toBe('ok');
  });

  test('tools, reads and prompts are counted together, and what does not exist too', async () => {
    const { ask } = await connect(era, parts, { rateLimit: { limit: 4, windowMs: 60_000 } });
    await ask('tools/call', { name: 'run' });
    await ask('tools/call', { name: 'nope' });
    await ask('resources/read', { uri: 'note://nope' });
    await ask('prompts/get', { name: 'write' });
    for (const [method, params] of [
      ['resources/read', { uri: 'note://one' }],
      ['prompts/get', { name: 'write' }],
    ] as const) {
      const outcome = await ask(method, params);
      expect(outcome).toMatchObject({ code: -32000, data: { retryAfterMs: 60_000 } });
      expect(outcome.text).toContain('Rate limit reached (4 calls)');
    }
    expect(await ask('tools/call', { name: 'run' })).toMatchObject({ isError: true });
  });

  test('lists and completions are counted and limited as calls are', async () => {
    const { ask } = await connect(era, parts, { rateLimit: { limit: 5, windowMs: 60_000 } });
    const asked = [
      ['tools/list', {}],
      ['prompts/list', {}],
      ['resources/list', {}],
      ['resources/templates/list', {}],
      [
        'completion/complete',
        { ref: { type: 'ref/prompt', name: 'write' }, argument: { name: 'a', value: '' } },
      ],
    ] as const;
    for (const [method, params] of asked) expect(await ask(method, params)).not.toHaveProperty('code');
    for (const [method, params] of asked) {
      expect(await ask(method, params)).toMatchObject({ code: -32000, data: { retryAfterMs: 60_000 } });
    }
  });

  test("a tool's own limit is for that tool alone", async () => {
    const { ask } = await connect(era, parts);
    expect((await ask('tools/call', { name: 'scarce' })).text).toBe('ok');
    expect((await ask('tools/call', { name: 'scarce' })).text).toBe('ok');
    expect((await ask('tools/call', { name: 'scarce' })).text).toBe(
      'Rate limit reached (2 calls). Try again in 10 seconds.',
    );
    expect((await ask('tools/call', { name: 'run' })).text).toBe('ok');
    vi.advanceTimersByTime(10_000);
    expect((await ask('tools/call', { name: 'scarce' })).text).toBe('ok');
  });

  test("a call that a tool's own limit refuses does not count for the server's", async () => {
    const { ask } = await connect(era, parts, { rateLimit: { limit: 3, windowMs: 60_000 } });
    for (let call = 0; call < 2; call++) await ask('tools/call', { name: 'scarce' });
    for (let call = 0; call < 9; call++) {
      expect((await ask('tools/call', { name: 'scarce' })).text).toContain('Rate limit reached (2 calls)');
    }
    expect((await ask('tools/call', { name: 'run' })).text).toBe('ok');
    expect((await ask('tools/call', { name: 'run' })).text).toContain('Rate limit reached (3 calls)');
  });

  test("a tool's own limit holds where the server has none", async () => {
    const { ask } = await connect(era, parts, { rateLimit: false });
    for (let call = 0; call < 700; call++) expect((await ask('tools/call', { name: 'run' })).text).toBe('ok');
    for (let call = 0; call < 2; call++) await ask('tools/call', { name: 'scarce' });
    expect((await ask('tools/call', { name: 'scarce' })).text).toContain('Rate limit reached (2 calls)');
  });

  test('without options a client has 600 calls a minute', async () => {
    const { ask } = await connect(era, parts);
    for (let call = 0; call < 600; call++) expect((await ask('tools/call', { name: 'run' })).text).toBe('ok');
    expect((await ask('tools/call', { name: 'run' })).text).toContain('Rate limit reached (600 calls)');
  });

  test('a limited call does not reach the handler', async () => {
    const handler = vi.fn(ok);
    const { ask } = await connect(era, {
      tools: [run(handler, { rateLimit: { limit: 1, windowMs: 1000 } })],
    });
    await ask('tools/call', { name: 'run' });
    await ask('tools/call', { name: 'run' });
    expect(handler).toHaveBeenCalledOnce();
  });
});
