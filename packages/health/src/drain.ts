// Leaves without losing a request: the way from a signal to the exit.
import { Server as NetServer } from 'node:net';
import { constants } from 'node:os';
import { type DrainOptions, type DrainPhase, type DrainReport, resolveTimes } from './drain-options.ts';
import { checkInteger } from './options.ts';
import { type Hook, runHooks } from './run-hooks.ts';
import { createServerDrain, type Drainable } from './server-drain.ts';

/** How a drain is started by the program itself. */
export interface DrainStart {
  /** Shown in the report. Default `program`. */
  reason?: string;
  /** Default: by what happens. */
  exitCode?: number;
  /** Nobody sends requests here: do not wait for `delayMs`. Default false. */
  skipDelay?: boolean;
}

/** The drain of one process. */
export interface Drain {
  /** Empties this as well; for what is made after the drain. */
  addServer(server: NonNullable<DrainOptions['server']>): void;
  /**
   * Runs a hook once requests are done; the last one added runs first.
   * @param options `timeoutMs` is the most that it may take. Default 5000.
   * @throws {HealthOptionError} When `timeoutMs` is out of range.
   */
  addHook(name: string, run: (signal: AbortSignal) => unknown, options?: { timeoutMs?: number }): void;
  /** Starts it as a signal does. Later calls get the same report. */
  start(options?: DrainStart): Promise<DrainReport>;
  /** Settles with the report, before the process exits. */
  readonly done: Promise<DrainReport>;
  /** Aborts when draining begins, for work that should not go on. */
  readonly signal: AbortSignal;
  /** Stops listening for signals. */
  close(): void;
}

/**
 * Makes the drain of a process and listens for its signals. After a signal: readiness fails, `delayMs` pass, servers
 * take nothing new and finish what is in flight, streams end, hooks run in reverse order, telemetry is flushed, what is
 * left is cut, the process exits.
 * @throws {HealthOptionError} When an option is out of range.
 */
export function createDrain(options: DrainOptions = {}): Drain {
  const times = resolveTimes(options);
  const { signals = ['SIGTERM', 'SIGINT'], exit = (code) => process.exit(code) } = options;
  const targets: Drainable[] = [];
  const hooks: Hook[] = [];
  const begun = new AbortController();
  const { promise: done, resolve: settle } = Promise.withResolvers<DrainReport>();
  if (options.server !== undefined) addServer(options.server);

  function addServer(server: NonNullable<DrainOptions['server']>): void {
    for (const each of [server].flat() as (NetServer | Drainable)[]) {
      const target = each instanceof NetServer ? createServerDrain(each as never) : each;
      targets.push(target);
      if (begun.signal.aborted) target.announce?.();
    }
  }

  const onSignal = (signal: NodeJS.Signals): void => {
    if (begun.signal.aborted) exit(128 + constants.signals[signal]);
    else void start({ reason: signal });
  };
  for (const signal of signals) process.on(signal, onSignal);

  async function run({ reason = 'program', exitCode, skipDelay = false }: DrainStart): Promise<void> {
    const startedAt = performance.now();
    const report: DrainReport = { reason, durationMs: 0, cut: 0, hooks: [], exitCode: exitCode ?? 0 };
    const enter = (phase: DrainPhase): void => {
      report.durationMs = Math.round(performance.now() - startedAt);
      void attempt(() => options.onPhase?.(phase, { ...report }));
    };
    void attempt(() => options.health?.startDraining());
    for (const target of targets) void attempt(() => target.announce?.());
    enter('waiting');
    if (!skipDelay) await pass(times.delayMs);
    enter('finishing');
    await finishAll(startedAt + times.graceMs - times.hooksMs);
    for (const { inFlight = 0 } of targets) report.cut += inFlight;
    enter('hooks');
    if (options.flush !== undefined) {
      hooks.unshift({ name: 'flush', run: options.flush, timeoutMs: times.graceMs });
    }
    report.hooks = await runHooks(hooks, startedAt + times.graceMs);
    for (const target of targets) void attempt(() => target.force?.());
    if (exitCode === undefined && report.hooks.some(({ outcome }) => outcome !== 'done')) report.exitCode = 1;
    enter('done');
    settle(report);
    // After whoever waits for the report.
    setImmediate(() => exit(report.exitCode));
  }

  async function finishAll(deadline: number): Promise<void> {
    const over = new AbortController();
    const late = new Promise<void>((resolve) => {
      over.signal.addEventListener('abort', () => resolve());
    });
    const timer = setTimeout(() => over.abort(), Math.max(1, deadline - performance.now()));
    // One that fails is cut later; the others are waited for.
    const all = Promise.allSettled(targets.map(async (target) => target.finish(over.signal)));
    await Promise.race([all, late]);
    clearTimeout(timer);
  }

  function start(given: DrainStart = {}): Promise<DrainReport> {
    if (!begun.signal.aborted) {
      begun.abort();
      void run(given);
    }
    return done;
  }

  return {
    addServer,
    addHook(name, hook, { timeoutMs = 5000 } = {}) {
      checkInteger(`\`timeoutMs\` of "${name}"`, timeoutMs, 1);
      hooks.push({ name, run: hook, timeoutMs });
    },
    start,
    done,
    signal: begun.signal,
    close() {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

function pass(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}

/** A part that fails must not keep the rest from leaving. */
async function attempt(step: () => unknown): Promise<void> {
  try {
    await step();
  } catch {
    // What it was about is gone with the process.
  }
}
