// Equal calls that come together share one run, and each is still its caller's own.
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import {
  defineResource,
  defineTool,
  elicit,
  inputRequired,
  notFound,
  type StartContext,
} from '../../src/index.ts';
import { connect, ERAS, type Probe } from './probe.ts';

/** One run of the handler, which ends when the test says so. */
interface Run {
  readonly id: string;
  readonly signal: AbortSignal;
  end(text: string): void;
  fail(error: Error): void;
}

afterEach(() => void vi.useRealTimers());

const TTL_MS = 1000;
const TIMEOUT_MS = 60_000;

/** A server with a tool `wait`, whose runs the test ends. */
async function start(era: (typeof ERAS)[number], timeoutMs = TIMEOUT_MS) {
  const runs: Run[] = [];
  const context: { given?: StartContext } = {};
  const wait = defineTool({
    name: 'wait',
    description: 'Waits.',
    input: z.object({ id: z.string() }),
    annotations: { readOnlyHint: true },
    cache: { ttlMs: TTL_MS },
    timeoutMs,
    handler: ({ id }, { signal }) =>
      new Promise<string>((resolve, reject) => runs.push({ id, signal, end: resolve, fail: reject })),
  });
  const probe = await connect(
    era,
    { tools: [wait], onStart: (given) => void Object.assign(context, { given }) },
    { rateLimit: false },
  );
  const ask = (id: string, signal?: AbortSignal) =>
    probe.ask('tools/call', { name: 'wait', arguments: { id } }, signal);
  return {
    probe,
    runs,
    ask,
    invalidate: (id: string) => context.given?.invalidate(wait, { id }),
    invalidateAll: () => context.given?.invalidate(wait),
  };
}

/** Settles when whatever was sent before has been taken in, in order, and what has ended is answered. */
async function seen({ ask }: Probe): Promise<void> {
  await new Promise(setImmediate);
  await ask('tools/list');
}

describe.each(ERAS)('%s', (era) => {
  test('calls that come while the first runs get what it makes; the next one is a hit', async () => {
    const { probe, runs, ask } = await start(era);
    const calls = [ask('a'), ask('a'), ask('a'), ask('b')];
    await seen(probe);
    expect(runs.map(({ id }) => id)).toEqual(['a', 'b']);
    runs[0]?.end('made');
    runs[1]?.end('other');
    expect((await Promise.all(calls)).map(({ text }) => text)).toEqual(['made', 'made', 'made', 'other']);
    expect((await ask('a')).text).toBe('made');
    const kinds = probe.audit.filter(({ target }) => target === 'wait').map(({ cache }) => cache);
    expect(kinds.sort()).toEqual(['hit', 'miss', 'miss', 'shared', 'shared']);
  });

  test('the first caller may cancel: the others get their answer, and it is kept', async () => {
    const { probe, runs, ask } = await start(era);
    const first = new AbortController();
    const calls = [ask('a', first.signal), ask('a')];
    await seen(probe);
    first.abort();
    await seen(probe);
    expect(runs[0]?.signal.aborted).toBe(false);
    runs[0]?.end('made');
    expect((await calls[1])?.text).toBe('made');
    expect((await ask('a')).text).toBe('made');
    expect(runs).toHaveLength(1);
  });

  test('when the last caller cancels, the run is stopped and leaves nothing behind', async () => {
    const { probe, runs, ask } = await start(era);
    const controllers = [new AbortController(), new AbortController()];
    for (const { signal } of controllers) void ask('a', signal);
    await seen(probe);
    for (const controller of controllers) controller.abort();
    await seen(probe);
    expect(runs[0]?.signal.aborted).toBe(true);
    const next = ask('a');
    await seen(probe);
    runs[0]?.end('too late');
    runs[1]?.end('made');
    expect((await next).text).toBe('made');
    expect((await ask('a')).text).toBe('made');
  });

  test('an error goes to all who wait, in words of their own, and is not kept', async () => {
    const { probe, runs, ask } = await start(era);
    const calls = [ask('a'), ask('a')];
    await seen(probe);
    runs[0]?.fail(new Error('password=hunter2'));
    const outcomes = await Promise.all(calls);
    for (const { text, isError } of outcomes) {
      expect(isError).toBe(true);
      expect(text).toContain('Internal error');
      expect(text).not.toContain('hunter2');
    }
    const again = ask('a');
    await seen(probe);
    runs[1]?.fail(notFound('There is none.'));
    expect((await again).text).toBe('There is none.');
    expect(runs).toHaveLength(2);
  });

  test('each has its own deadline; when the last is past, the run is stopped', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const { probe, runs, ask } = await start(era, 50);
    const first = ask('a');
    await seen(probe);
    vi.advanceTimersByTime(49);
    const second = ask('a');
    await seen(probe);
    vi.advanceTimersByTime(1);
    expect((await first).text).toContain('longer than 50 ms');
    expect(runs[0]?.signal.aborted).toBe(false);
    // Whoever comes now does not wait for what takes so long.
    const third = ask('a');
    await seen(probe);
    expect(runs).toHaveLength(2);
    vi.advanceTimersByTime(49);
    expect((await second).text).toContain('longer than 50 ms');
    expect(runs.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(runs[0]?.signal.reason).toMatchObject({ code: 'timeout' });
    runs[0]?.end('late');
    runs[1]?.end('made');
    expect((await third).text).toBe('made');
    expect((await ask('a')).text).toBe('made');
  });

  test.each(['one entry', 'all'])(
    '%s: what is dropped while it is made is answered, and not kept',
    async (what) => {
      const { probe, runs, ask, invalidate, invalidateAll } = await start(era);
      const before = ask('a');
      await seen(probe);
      if (what === 'all') invalidateAll();
      else invalidate('a');
      const after = ask('a');
      await seen(probe);
      runs[1]?.end('new');
      expect((await after).text).toBe('new');
      runs[0]?.end('old');
      expect((await before).text).toBe('old');
      expect((await ask('a')).text).toBe('new');
    },
  );

  test('what a handler drops itself is not kept', async () => {
    let runs = 0;
    const note = defineResource({
      name: 'note',
      uri: 'note://{id}',
      cache: { ttlMs: TTL_MS },
      handler: ({ uri, params }, { notify }) => {
        notify.resourceUpdated(uri);
        const text = `${++runs}`;
        return params.id === 'later' ? Promise.resolve(text) : text;
      },
    });
    const { ask } = await connect(era, { resources: [note] });
    for (const id of ['now', 'later']) {
      runs = 0;
      expect((await ask('resources/read', { uri: `note://${id}` })).text).toBe('1');
      expect((await ask('resources/read', { uri: `note://${id}` })).text).toBe('2');
    }
  });

  test('each who waits is asked for what a handler needs', async () => {
    let runs = 0;
    const { promise: go, resolve } = Promise.withResolvers<void>();
    const tool = defineTool({
      name: 'wait',
      description: 'Waits and asks.',
      annotations: { readOnlyHint: true },
      cache: { ttlMs: TTL_MS },
      handler: async (_input, { inputResponses }) => {
        if (inputResponses !== undefined) return `for ${Object.keys(inputResponses)}`;
        const key = `run${++runs}`;
        await go;
        return inputRequired({
          inputRequests: { [key]: elicit('Name?', { type: 'object', properties: {} }) },
        });
      },
    });
    const probe = await connect(
      era,
      { tools: [tool] },
      {
        capabilities: { elicitation: {} },
        prepare: (client) => {
          const listens = client as {
            setRequestHandler(request: unknown, answer: () => Promise<object>): void;
          };
          const request = z.object({
            method: z.literal('elicitation/create'),
            params: z.looseObject({}).optional(),
          });
          listens.setRequestHandler(era === '2025' ? request : 'elicitation/create', async () => ({
            action: 'accept',
            content: {},
          }));
        },
      },
    );
    const calls = [probe.ask('tools/call', { name: 'wait' }), probe.ask('tools/call', { name: 'wait' })];
    await seen(probe);
    expect(runs).toBe(1);
    resolve();
    expect((await Promise.all(calls)).map(({ text }) => text)).toEqual(['for run1', 'for run2']);
    const records = probe.audit.filter(({ target }) => target === 'wait').map(({ cache }) => cache);
    expect(records).not.toContain('shared');
  });
});

type Step =
  | { readonly kind: 'call' | 'drop'; readonly id: string }
  | { readonly kind: 'cancel' | 'end' | 'fail'; readonly which: number }
  | { readonly kind: 'pass'; readonly ms: number };

const id = fc.constantFrom('a', 'b');
const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('call'), id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop'), id }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('cancel', 'end', 'fail'), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pass'),
      ms: fc.constantFrom(1, TTL_MS - 1, TTL_MS, TIMEOUT_MS),
    }),
  },
);

/** What has to become of calls and runs, told in the plainest way. */
class Model {
  now = 0;
  readonly calls: { run: number | undefined; outcome?: string }[] = [];
  readonly runs: { id: string; startedAt: number; isOver: boolean; isAborted: boolean }[] = [];
  readonly #current = new Map<string, number>();
  readonly #kept = new Map<string, { text: string; until: number }>();

  call(id: string): void {
    const kept = this.#kept.get(id);
    if (kept !== undefined && this.now < kept.until) {
      this.calls.push({ run: undefined, outcome: kept.text });
      return;
    }
    const current = this.#current.get(id);
    const startedAt = current === undefined ? undefined : this.runs[current]?.startedAt;
    if (startedAt !== undefined && this.now - startedAt < TIMEOUT_MS) {
      this.calls.push({ run: current });
      return;
    }
    const run = this.runs.push({ id, startedAt: this.now, isOver: false, isAborted: false }) - 1;
    this.#current.set(id, run);
    this.calls.push({ run });
  }

  cancel(call: number): void {
    const cancelled = this.calls[call];
    if (cancelled === undefined) return;
    cancelled.outcome = 'cancelled';
    const run = cancelled.run ?? -1;
    const made = this.runs[run];
    if (made === undefined || this.#waiting(run).length > 0) return;
    made.isAborted = true;
    this.#forget(made.id, run);
  }

  over(run: number, text: string, isKept: boolean): void {
    const made = this.runs[run];
    if (made === undefined) return;
    made.isOver = true;
    for (const call of this.#waiting(run)) call.outcome = text;
    if (this.#forget(made.id, run) && isKept) this.#kept.set(made.id, { text, until: this.now + TTL_MS });
  }

  drop(id: string): void {
    this.#kept.delete(id);
    this.#current.delete(id);
  }

  #waiting(run: number) {
    return this.calls.filter((call) => call.run === run && call.outcome === undefined);
  }

  #forget(id: string, run: number): boolean {
    return this.#current.get(id) === run && this.#current.delete(id);
  }
}

test('whatever comes together, every call gets what the model says, and no run goes on for nobody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ERAS), fc.array(step, { maxLength: 25 }), async (era, steps) => {
      vi.useFakeTimers({ toFake: ['performance'] });
      const { probe, runs, ask, invalidate } = await start(era);
      const model = new Model();
      const asked: { answer: Promise<{ text: string; code?: number }>; controller: AbortController }[] = [];
      const open = <T extends { outcome?: string } | { isOver: boolean }>(list: readonly T[]): number[] =>
        list.flatMap((item, index) => (('isOver' in item ? item.isOver : item.outcome) ? [] : [index]));
      const end = (index: number, isFailed: boolean) => {
        if (isFailed) runs[index]?.fail(notFound(`failed ${index}`));
        else runs[index]?.end(`made ${index}`);
        model.over(index, `${isFailed ? 'failed' : 'made'} ${index}`, !isFailed);
      };
      for (const now of steps) {
        if (now.kind === 'call') {
          const controller = new AbortController();
          asked.push({ answer: ask(now.id, controller.signal), controller });
          model.call(now.id);
        } else if (now.kind === 'drop') {
          invalidate(now.id);
          model.drop(now.id);
        } else if (now.kind === 'pass') {
          vi.advanceTimersByTime(now.ms);
          model.now += now.ms;
        } else {
          const { kind, which } = now as { kind: string; which: number };
          const candidates = open<{ outcome?: string } | { isOver: boolean }>(
            kind === 'cancel' ? model.calls : model.runs,
          );
          const chosen = candidates[which % candidates.length];
          if (chosen === undefined) continue;
          if (kind === 'cancel') {
            asked[chosen]?.controller.abort();
            model.cancel(chosen);
          } else end(chosen, kind === 'fail');
        }
        await seen(probe);
        expect(runs.map((run) => run.id)).toEqual(model.runs.map((run) => run.id));
        expect(runs.map(({ signal }) => signal.aborted)).toEqual(model.runs.map((run) => run.isAborted));
      }
      for (const index of open(model.runs)) end(index, false);
      const texts = await Promise.all(
        asked.map(async ({ answer }, index) =>
          model.calls[index]?.outcome === 'cancelled' ? 'cancelled' : (await answer).text,
        ),
      );
      expect(texts).toEqual(model.calls.map(({ outcome }) => outcome));
      await probe.client.close();
    }),
    { numRuns: 60 },
  );
});
