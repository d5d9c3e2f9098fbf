import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  createDrain,
  createHealth,
  type DrainOptions,
  type DrainPhase,
  HealthOptionError,
} from '../src/index.ts';
import { type Child, startChild } from './support/child.ts';
import { createGatedServer } from './support/gated-server.ts';
import { connectRaw, get } from './support/raw-client.ts';

/** A drain that ends this test and not its process. */
function testDrain(options: DrainOptions = {}) {
  const log: string[] = [];
  const exit = vi.fn<(code: number) => void>();
  const drain = createDrain({
    delayMs: 0,
    graceMs: 1000,
    signals: [],
    exit,
    onPhase: (phase) => log.push(phase),
    ...options,
  });
  const exited = () => vi.waitFor(() => expect(exit).toHaveBeenCalledOnce());
  return { drain, log, exit, exited };
}

describe('the sequence', () => {
  it('is: not ready, wait, finish, hooks in reverse order, flush, exit', async () => {
    const log: string[] = [];
    const health = createHealth();
    const startDraining = () => {
      health.startDraining();
      log.push('not ready');
    };
    const server = {
      announce: () => void log.push('announce'),
      finish: async () => void log.push('finish'),
      force: () => void log.push('force'),
      inFlight: 2,
    };
    const { drain, exited, exit } = testDrain({
      health: { startDraining },
      server,
      flush: () => log.push('flush'),
      onPhase: (phase) => log.push(`[${phase}]`),
    });
    drain.addHook('store', () => log.push('store'));
    drain.addHook('cache', () => log.push('cache'));
    expect(drain.signal.aborted).toBe(false);
    const started = drain.start({ reason: 'test' });
    expect(drain.signal.aborted).toBe(true);
    expect(await health.ready()).toMatchObject({ status: 'fail' });
    expect(await started).toMatchObject({ reason: 'test', cut: 2, exitCode: 0 });
    expect((await drain.done).hooks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['cache', 'done'],
      ['store', 'done'],
      ['flush', 'done'],
    ]);
    await exited();
    expect(exit).toHaveBeenCalledWith(0);
    expect(log.join(' ')).toBe(
      'not ready announce [waiting] [finishing] finish [hooks] cache store flush force [done]',
    );
  });

  it('serves during the delay, and takes nothing new after it', async () => {
    const { server, listen, came, open } = createGatedServer();
    const phases = new Map<DrainPhase, () => void>();
    const entered = (phase: DrainPhase) => new Promise<void>((resolve) => phases.set(phase, resolve));
    const { drain } = testDrain({
      server,
      delayMs: 300,
      graceMs: 20_000,
      onPhase: (phase) => phases.get(phase)?.(),
    });
    const port = await listen();
    const finishing = entered('finishing');
    const startedAt = performance.now();
    const done = drain.start();
    const during = await connectRaw(port);
    during.send(get('/slow'));
    await came('/slow');
    await finishing;
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(299);
    await expect(connectRaw(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    open();
    expect(await during.ended).toMatch(/Connection: close[\s\S]*slow/);
    expect(await done).toMatchObject({ cut: 0, reason: 'program' });
  });

  it('does not wait when it is told not to, and gives the code that it is told', async () => {
    const { drain, exited, exit } = testDrain({ delayMs: 600_000, graceMs: 700_000 });
    expect(await drain.start({ skipDelay: true, exitCode: 3 })).toMatchObject({ exitCode: 3 });
    await exited();
    expect(exit).toHaveBeenCalledWith(3);
  });

  it('cuts what is not done in time, and still runs hooks and exits', async () => {
    const { server, listen, came } = createGatedServer();
    const { drain } = testDrain({ server, graceMs: 200, hooksMs: 150 });
    const client = await connectRaw(await listen());
    client.send(get('/slow'));
    await came('/slow');
    const hook = vi.fn();
    drain.addHook('store', hook);
    expect(await drain.start()).toMatchObject({ cut: 1, exitCode: 0 });
    expect(hook).toHaveBeenCalledOnce();
    expect(await client.ended).toBe('');
  });

  // A rejection that nobody handles would end the process in the middle of it, and fails the test run.
  it.each([
    [
      'throw',
      () => {
        throw new Error('part');
      },
    ],
    ['reject', () => Promise.reject(new Error('part'))],
  ])('goes on when parts of it %s', async (_how, fails) => {
    const broken = { announce: fails, finish: fails, force: fails };
    const { drain, exited, exit } = testDrain({
      server: [broken],
      health: { startDraining: fails },
      onPhase: fails,
    });
    const hook = vi.fn();
    drain.addHook('store', hook);
    drain.addHook('throws', fails);
    const report = await drain.start();
    expect(hook).toHaveBeenCalledOnce();
    expect(report).toMatchObject({ exitCode: 1, cut: 0 });
    await exited();
    expect(exit).toHaveBeenCalledWith(1);
  });

  it('happens once', async () => {
    const { drain, exit, exited } = testDrain();
    const [first, second] = await Promise.all([drain.start({ reason: 'a' }), drain.start({ reason: 'b' })]);
    expect(first).toBe(second);
    await exited();
    expect(exit).toHaveBeenCalledOnce();
  });

  it('empties what is added while it waits', async () => {
    const { drain } = testDrain({ delayMs: 50 });
    const done = drain.start();
    const server = { announce: vi.fn(), finish: vi.fn(async () => {}) };
    drain.addServer(server);
    await done;
    expect([server.announce.mock.calls.length, server.finish.mock.calls.length]).toEqual([1, 1]);
  });
});

describe('options', () => {
  it.each([
    [{ delayMs: -1 }, 'Expected `delayMs` to be an integer from 0 to 2147483647, got -1'],
    [{ graceMs: 0 }, 'Expected `graceMs` to be an integer from 1 to 2147483647, got 0'],
    [{ delayMs: 10, graceMs: 10 }, 'Expected `delayMs` to be below `graceMs` (10), got 10'],
    [{ delayMs: 5, graceMs: 10, hooksMs: 6 }, 'Expected `hooksMs` to be an integer from 0 to 5, got 6'],
  ])('refuse %o', (options, message) =>
    expect(() => createDrain({ ...options, signals: [] })).toThrow(new HealthOptionError(message)),
  );

  it('refuse the time of a hook', () => {
    const { drain } = testDrain();
    expect(() => drain.addHook('a', () => {}, { timeoutMs: 0 })).toThrow(HealthOptionError);
  });

  it('listen to the signals that they name, until they are closed', () => {
    const before = process.listenerCount('SIGUSR2');
    const drain = createDrain({ signals: ['SIGUSR2'] });
    expect(process.listenerCount('SIGUSR2')).toBe(before + 1);
    drain.close();
    expect(process.listenerCount('SIGUSR2')).toBe(before);
  });
});

describe('a process', () => {
  async function start(env: NodeJS.ProcessEnv = {}): Promise<{ child: Child; port: number }> {
    const child = startChild('replica-main.ts', [], env);
    onTestFinished(() => child.kill('SIGKILL'));
    const [, port] = (await child.said('listening')).split(' ');
    return { child, port: Number(port) };
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 after %s and tells each step', async (signal) => {
    const { child } = await start();
    child.kill(signal);
    expect(await child.ended).toMatchObject({
      code: 0,
      signal: null,
      lines: [expect.any(String), 'waiting', 'finishing', 'hooks', 'hook store', 'done 0'],
    });
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('leaves at once after a second %s, with %i', async (signal, code) => {
    const { child } = await start({ DELAY_MS: '60000', GRACE_MS: '90000' });
    child.kill('SIGTERM');
    await child.said('waiting');
    child.kill(signal);
    expect(await child.ended).toMatchObject({ code, signal: null });
  });

  it('runs the other hooks when one hangs and one throws, and exits with 1', async () => {
    const { child } = await start({ HOOKS: 'bad' });
    child.kill('SIGTERM');
    const { code, lines } = await child.ended;
    expect(lines).toContain('hook store');
    expect(code).toBe(1);
  });

  it('does not wait for an open stream', async () => {
    const { child, port } = await start();
    const client = await connectRaw(port);
    client.send(get('/events', 'Accept: text/event-stream\r\n'));
    await client.got(/tick/);
    child.kill('SIGTERM');
    expect(await client.ended).toContain('event: shutdown');
    expect(await child.ended).toMatchObject({ code: 0 });
  });
});
