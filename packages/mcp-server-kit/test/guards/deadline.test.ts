// How long a call may take, and what becomes of it when the client no longer wants it.
import { describe, expect, test, vi } from 'vitest';
import { definePrompt, defineResource } from '../../src/index.ts';
import { connect, ERAS, run } from './probe.ts';

/** A handler that ends when its signal does, and says so. */
function waiting() {
  const seen: { signal?: AbortSignal } = {};
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const handler = (_input: unknown, { signal }: { signal: AbortSignal }): Promise<string> => {
    seen.signal = signal;
    start();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  return { seen, started, handler };
}

describe.each(ERAS)('%s', (era) => {
  test('a tool that takes longer than its own limit is stopped, its signal aborted', async () => {
    const { seen, handler } = waiting();
    const { ask, audit } = await connect(era, { tools: [run(handler, { timeoutMs: 5 })] });
    expect(await ask('tools/call', { name: 'run' })).toMatchObject({
      text: 'The call took longer than 5 ms and was stopped. Ask for less, or try again later.',
      isError: true,
    });
    expect(seen.signal?.aborted).toBe(true);
    expect(seen.signal?.reason).toMatchObject({ name: 'PublicError', code: 'timeout' });
    expect(audit).toMatchObject([{ outcome: 'error', errorType: 'timeout' }]);
  });

  test('the limit of the server is for what has none, and a definition may have a longer one', async () => {
    const first = waiting();
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return 'slow';
    };
    const { ask } = await connect(
      era,
      { tools: [run(first.handler), run(slow, { name: 'slow', timeoutMs: 10_000 })] },
      { timeoutMs: 7 },
    );
    expect((await ask('tools/call', { name: 'run' })).text).toContain('longer than 7 ms');
    expect((await ask('tools/call', { name: 'slow' })).text).toBe('slow');
  });

  test('a prompt, a read, a list and a completion have the same deadline', async () => {
    const { handler } = waiting();
    const stuck = () => new Promise<never>(() => {});
    const { ask } = await connect(
      era,
      {
        prompts: [definePrompt({ name: 'write', handler })],
        resources: [
          defineResource({ name: 'one', uri: 'note://one', handler: stuck }),
          defineResource({
            name: 'many',
            uri: 'note://{id}',
            list: stuck,
            complete: { id: stuck },
            handler: stuck,
          }),
        ],
      },
      { timeoutMs: 5 },
    );
    const outcomes = [
      await ask('prompts/get', { name: 'write' }),
      await ask('resources/read', { uri: 'note://one' }),
      await ask('resources/list'),
      await ask('completion/complete', {
        ref: { type: 'ref/resource', uri: 'note://{id}' },
        argument: { name: 'id', value: '' },
      }),
    ];
    for (const outcome of outcomes) {
      expect(outcome.code).toBe(-32000);
      expect(outcome.text).toContain('The call took longer than 5 ms');
    }
  });

  test('a handler that fails after its deadline harms nobody', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    const late = async (_input: unknown, { signal }: { signal: AbortSignal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw new Error('too late');
    };
    const { ask, audit } = await connect(era, {
      tools: [run(late, { timeoutMs: 5 }), run(() => 'ok', { name: 'ok' })],
    });
    await ask('tools/call', { name: 'run' });
    expect((await ask('tools/call', { name: 'ok' })).text).toBe('ok');
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
    expect(audit).toHaveLength(2);
  });

  test.each([2 ** 31, Number.MAX_SAFE_INTEGER])(
    'a limit of %i ms is a long one, or refused',
    async (timeoutMs) => {
      // A timer of Node with more than 2^31 - 1 ms fires after one.
      const slow = async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return 'done';
      };
      vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
      const connected = connect(era, { tools: [run(slow)] }, { timeoutMs }).then(
        ({ ask }) => ask('tools/call', { name: 'run' }),
        (error: Error) => ({ text: error.message }),
      );
      expect((await connected).text).toMatch(/^done$|^Expected `timeoutMs`/);
    },
  );

  test('cancelling aborts the signal, and the record says that the call failed', async () => {
    const { seen, started, handler } = waiting();
    const { ask, audit, log } = await connect(era, { tools: [run(handler)] });
    const cancel = new AbortController();
    const outcome = ask('tools/call', { name: 'run' }, cancel.signal);
    await started;
    expect(seen.signal?.aborted).toBe(false);
    cancel.abort('no longer needed');
    await outcome;
    await vi.waitFor(() => expect(audit).toHaveLength(1));
    expect(seen.signal?.aborted).toBe(true);
    expect(audit[0]).toMatchObject({ method: 'tools/call', target: 'run', outcome: 'error' });
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('cancelling one call leaves the others alone', async () => {
    const one = waiting();
    const two = waiting();
    const { ask } = await connect(era, {
      tools: [run(one.handler, { name: 'one' }), run(two.handler, { name: 'two', timeoutMs: 100 })],
    });
    const cancel = new AbortController();
    const first = ask('tools/call', { name: 'one' }, cancel.signal);
    const second = ask('tools/call', { name: 'two' });
    await Promise.all([one.started, two.started]);
    cancel.abort();
    await first;
    expect((await second).text).toContain('longer than 100 ms');
  });
});
