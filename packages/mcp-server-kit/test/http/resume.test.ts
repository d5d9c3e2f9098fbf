// A 2025 client that lost its stream gets the rest, its own and nobody else's.
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { EventBudget } from '../../src/bindings/v1/event-budget.ts';
import { createEventStore } from '../../src/bindings/v1/event-store.ts';
import { defineResource, notFound } from '../../src/index.ts';
import { run } from '../guards/probe.ts';
import { initialize, legacy, serve } from './raw.ts';

const message = (n: number, pad = '') => ({ jsonrpc: '2.0' as const, method: 'note', params: { n, pad } });

const plenty = () => new EventBudget(1_000_000);

async function replay(store: ReturnType<typeof createEventStore>, lastEventId: string) {
  const sent: unknown[] = [];
  const streamId = await store.replayEventsAfter(lastEventId, {
    send: async (_id, event) => void sent.push((event as ReturnType<typeof message>).params.n),
  });
  return { sent, streamId };
}

describe('the memory of a session', () => {
  test('replays what came after an event, of that stream alone, in order', async () => {
    const store = createEventStore(plenty());
    const ids = [];
    for (const [stream, n] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
      ['b', 4],
      ['a', 5],
    ] as const) {
      ids.push(await store.storeEvent(stream, message(n)));
    }
    expect(new Set(ids).size).toBe(5);
    expect(await replay(store, ids[0] ?? '')).toEqual({ sent: [3, 5], streamId: 'a' });
    expect(await replay(store, ids[3] ?? '')).toEqual({ sent: [], streamId: 'b' });
  });

  test.each(['', 'nope', '__proto__', 'a_99'])(
    'an event that it does not know replays nothing: %j',
    async (id) => {
      const store = createEventStore(plenty());
      await store.storeEvent('a', message(1));
      expect((await replay(store, id)).sent).toEqual([]);
      expect(await store.getStreamIdForEventId?.(id)).toBeUndefined();
    },
  );

  test('keeps so many events, then the oldest go', async () => {
    const store = createEventStore(plenty(), 3);
    const ids = [];
    for (let n = 1; n <= 4; n++) ids.push(await store.storeEvent('a', message(n)));
    expect(await store.getStreamIdForEventId?.(ids[0] ?? '')).toBeUndefined();
    expect((await replay(store, ids[1] ?? '')).sent).toEqual([3, 4]);
  });

  test('keeps so many characters, then the oldest go, and room is made only once', async () => {
    const chars = JSON.stringify(message(1, 'x'.repeat(100))).length;
    const store = createEventStore(plenty(), 1000, 3 * chars);
    const ids = [];
    for (let n = 1; n <= 9; n++) ids.push(await store.storeEvent('a', message(n, 'x'.repeat(100))));
    expect(await store.getStreamIdForEventId?.(ids[5] ?? '')).toBeUndefined();
    expect((await replay(store, ids[6] ?? '')).sent).toEqual([8, 9]);
  });

  test('an event that is larger than all of the memory does not stay', async () => {
    const store = createEventStore(plenty(), 1000, 200);
    const small = await store.storeEvent('a', message(1));
    await store.storeEvent('a', message(2, 'x'.repeat(1000)));
    expect(await store.getStreamIdForEventId?.(small)).toBeUndefined();
    const next = await store.storeEvent('a', message(3));
    expect(await store.getStreamIdForEventId?.(next)).toBe('a');
  });
});

describe('the memory of all sessions', () => {
  // Each event counts for 512 characters more than its text.
  const cost = JSON.stringify(message(1)).length + 512;

  test('holds so many characters, then the oldest event goes, whoever it belongs to', async () => {
    const budget = new EventBudget(4 * cost);
    const [one, two] = [createEventStore(budget), createEventStore(budget)];
    const first = [await one.storeEvent('a', message(1)), await one.storeEvent('a', message(2))];
    const second = [await two.storeEvent('b', message(3)), await two.storeEvent('b', message(4))];
    expect((await replay(one, first[0] ?? '')).sent).toEqual([2]);
    await two.storeEvent('b', message(5));
    expect(await one.getStreamIdForEventId?.(first[0] ?? '')).toBeUndefined();
    expect(await one.getStreamIdForEventId?.(first[1] ?? '')).toBe('a');
    await two.storeEvent('b', message(6));
    expect(await one.getStreamIdForEventId?.(first[1] ?? '')).toBeUndefined();
    expect((await replay(two, second[0] ?? '')).sent).toEqual([4, 5, 6]);
  });

  test('a session that has ended leaves its room to the others', async () => {
    const budget = new EventBudget(3 * cost);
    const [one, two] = [createEventStore(budget), createEventStore(budget)];
    const ids = [await one.storeEvent('a', message(1))];
    await two.storeEvent('b', message(2));
    await two.storeEvent('b', message(3));
    two.clear();
    for (const n of [4, 5]) ids.push(await one.storeEvent('a', message(n)));
    expect((await replay(one, ids[0] ?? '')).sent).toEqual([4, 5]);
  });

  test('an event larger than all of it leaves nothing behind, and the next is kept', async () => {
    const store = createEventStore(new EventBudget(2 * cost));
    const huge = await store.storeEvent('a', message(1, 'x'.repeat(5000)));
    expect(await store.getStreamIdForEventId?.(huge)).toBeUndefined();
    for (let n = 0; n < 9; n++) {
      const id = await store.storeEvent('a', message(n));
      expect(await store.getStreamIdForEventId?.(id)).toBe('a');
    }
  });
});

describe('over HTTP', () => {
  test('what a session keeps takes about as much memory as its characters say, whatever they make up', async () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    const tool = run(async () => {
      await turn();
      return { content: [], structuredContent: { list: Array.from({ length: 100_000 }, () => ({})) } };
    });
    const endpoint = await serve({ tools: [tool] });
    const headers = { 'mcp-session-id': await initialize(endpoint) };
    const heapAfter = async (calls: number) => {
      for (let call = 0; call < calls; call++)
        await endpoint.send(legacy('tools/call', { name: 'run' }, { headers }));
      await turn();
      gc();
      return process.memoryUsage().heapUsed;
    };
    const before = await heapAfter(1);
    const after = await heapAfter(4);
    // They hold a million characters, or 400,000 objects.
    expect(after - before).toBeLessThan(10_000_000);
  });

  test('what all sessions keep together is limited', async () => {
    const tool = run(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return 'x'.repeat(1000);
    });
    const endpoint = await serve({ tools: [tool] }, { sessions: { maxEventChars: 5000 } });
    const first = { 'mcp-session-id': await initialize(endpoint) };
    const second = { 'mcp-session-id': await initialize(endpoint) };
    const call = async (headers: Record<string, string>) => {
      const { text } = await endpoint.send(legacy('tools/call', { name: 'run' }, { headers }));
      return /^id: (.+)$/m.exec(text)?.[1] ?? '';
    };
    const resume = async (headers: Record<string, string>, id: string) => {
      const accept = 'text/event-stream';
      const stream = await endpoint.open({
        method: 'GET',
        headers: { ...headers, accept, 'last-event-id': id },
      });
      stream.destroy();
      return stream.statusCode;
    };
    const id = await call(first);
    expect(await resume(first, id)).toBe(200);
    for (let count = 0; count < 3; count++) await call(second);
    expect(await resume(first, id)).toBe(400);
  });

  async function interrupted() {
    const { promise: gone, resolve: go } = Promise.withResolvers<void>();
    const tool = run(async (_input, context) => {
      context.closeStream();
      await gone;
      return 'the rest';
    });
    const endpoint = await serve({ tools: [tool] }, { sessions: { retryMs: 123 } });
    const session = await initialize(endpoint);
    const headers = { 'mcp-session-id': session };
    const first = await endpoint.send(legacy('tools/call', { name: 'run' }, { headers }));
    const lastEventId = /^id: (.+)$/m.exec(first.text)?.[1] ?? '';
    return { endpoint, headers, first, lastEventId, go };
  }

  test('a stream that the server closed says when to come back, and the rest is there', async () => {
    const { endpoint, headers, first, lastEventId, go } = await interrupted();
    expect(first.text).toContain('retry: 123');
    expect(first.text).not.toContain('the rest');
    const accept = 'text/event-stream';
    const stream = await endpoint.open({
      method: 'GET',
      headers: { ...headers, accept, 'last-event-id': lastEventId },
    });
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    go();
    await vi.waitFor(() => expect(text).toContain('the rest'));
    stream.destroy();
  });

  test.each([
    ['the call that it waits for', 'the rest'],
    ['nothing, once it has been answered', undefined],
  ])('a server that stops waits for %s', async (_name, awaited) => {
    const { endpoint, headers, lastEventId, go } = await interrupted();
    const stream = await endpoint.open({
      method: 'GET',
      headers: { ...headers, accept: 'text/event-stream', 'last-event-id': lastEventId },
    });
    expect(stream.statusCode).toBe(200);
    let text = '';
    const ended = new Promise((resolve) => stream.on('close', resolve));
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    expect(endpoint.served.inFlight).toBe(1);
    if (awaited === undefined) {
      go();
      await vi.waitFor(() => expect(endpoint.served.inFlight).toBe(0));
    }
    const closed = endpoint.served.close({ graceMs: 60_000 });
    await turn();
    go();
    await Promise.all([closed, ended]);
    expect(text).toContain('the rest');
  });

  test('a server that stops does not wait for a stream of a session that answers nothing, resumed or not', async () => {
    const { promise: told, resolve: tell } = Promise.withResolvers<void>();
    const tool = run((_input, { notify }) => {
      notify.toolListChanged();
      tell();
      return 'ok';
    });
    const endpoint = await serve({ tools: [tool] });
    const headers = { 'mcp-session-id': await initialize(endpoint) };
    const get = (more = {}) =>
      endpoint.open({ method: 'GET', headers: { ...headers, accept: 'text/event-stream', ...more } });
    const first = await get();
    let text = '';
    first.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    await endpoint.send(legacy('tools/call', { name: 'run' }, { headers }));
    await told;
    const id = () => /^id: (.+)$/m.exec(text)?.[1];
    await vi.waitFor(() => expect(id()).toBeDefined());
    first.destroy();
    await vi.waitFor(async () => {
      const again = await get({ 'last-event-id': id() });
      again.resume();
      expect(again.statusCode).toBe(200);
    });
    expect(endpoint.served.inFlight).toBe(0);
    await endpoint.served.close({ graceMs: 60_000 });
  });

  test('a client that comes back when all is over gets the rest, and the stream ends', async () => {
    const { endpoint, headers, lastEventId, go } = await interrupted();
    go();
    const resume = (id: string) =>
      endpoint.send({ method: 'GET', headers: { ...headers, 'last-event-id': id } });
    await vi.waitFor(async () => {
      const { text, body, ...reply } = await resume(lastEventId);
      expect(reply.headers['content-type']).toBe('text/event-stream');
      expect(body).toMatchObject({ id: 1, result: { content: [{ text: 'the rest' }] } });
      const last = /^id: (.+)$/m.exec(text)?.[1] ?? '';
      expect(await resume(last)).toMatchObject({ status: 204, text: '' });
    });
  });

  test('the official client leaves no stream open behind an error', async () => {
    const late = defineResource({
      name: 'late',
      uri: 'note://{id}',
      handler: async () => {
        await turn();
        throw notFound('No such note.');
      },
    });
    const { served } = await serve({ resources: [late] }, { sessions: { retryMs: 1 } });
    const replies: string[] = [];
    const transport = new StreamableHTTPClientTransport(new URL(served.url), {
      fetch: async (input, init) => {
        const reply = await fetch(input, init);
        const last = new Headers(init?.headers).get('last-event-id');
        replies.push(`${init?.method} ${last === null ? '' : 'for the rest '}${reply.status}`);
        return reply;
      },
    });
    const client = new Client({ name: 'test', version: '1' });
    onTestFinished(() => client.close());
    const faults: Error[] = [];
    client.onerror = (error) => faults.push(error);
    await client.connect(transport as Transport);
    await expect(client.readResource({ uri: 'note://1' })).rejects.toThrow('No such note.');
    await vi.waitFor(() => expect(replies).toContain('GET for the rest 204'));
    expect(await client.ping()).toEqual({});
    expect(replies.filter((reply) => reply.startsWith('GET for'))).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  test('after a batch an answer is not taken for the last one', async () => {
    const store = createEventStore(plenty());
    const answer = { jsonrpc: '2.0' as const, id: 1, result: {} };
    const first = await store.storeEvent('a', message(1));
    await store.storeEvent('a', answer);
    expect([...(store.restAfter(first)?.values() ?? [])]).toEqual([JSON.stringify(answer)]);
    store.expectBatches();
    const other = await store.storeEvent('b', message(1));
    await store.storeEvent('b', answer);
    expect(store.restAfter(other)).toBeUndefined();
    expect(store.restAfter('nope')).toBeUndefined();
  });

  test('another session gets nothing of it', async () => {
    const { endpoint, lastEventId, go } = await interrupted();
    go();
    const other = await initialize(endpoint);
    const headers = { 'mcp-session-id': other, accept: 'text/event-stream', 'last-event-id': lastEventId };
    const stream = await endpoint.open({ method: 'GET', headers });
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    // A call of its own on the same connection of the session has been answered by then.
    await endpoint.send(legacy('tools/call', { name: 'nope' }, { headers: { 'mcp-session-id': other } }));
    expect(text).not.toContain('the rest');
    stream.destroy();
  });
});
