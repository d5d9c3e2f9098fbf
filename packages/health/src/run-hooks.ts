// Runs the last steps of a process one after the other, each within its share of the time that is left.

/** A step. */
export interface Hook {
  name: string;
  run: (signal: AbortSignal) => unknown;
  timeoutMs: number;
}

/** How a step ended. */
export interface HookReport {
  name: string;
  outcome: 'done' | 'failed' | 'timeout';
  durationMs: number;
  /** What it threw. */
  error?: unknown;
}

/**
 * Takes the steps from the end of `hooks` and runs them. One that hangs gets its share of the time that is left and no
 * more, so that every step is run before `deadline`; one that throws stops nobody.
 * @param deadline In milliseconds of `performance.now()`.
 */
export async function runHooks(hooks: Hook[], deadline: number): Promise<HookReport[]> {
  const reports: HookReport[] = [];
  for (let hook = hooks.pop(); hook !== undefined; hook = hooks.pop()) {
    const share = (deadline - performance.now()) / (hooks.length + 1);
    reports.push(await runHook(hook, Math.max(1, Math.min(hook.timeoutMs, share))));
  }
  return reports;
}

async function runHook({ name, run }: Hook, timeoutMs: number): Promise<HookReport> {
  const startedAt = performance.now();
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => {
      controller.abort(
        new DOMException(`The hook took longer than ${Math.round(timeoutMs)} ms`, 'TimeoutError'),
      );
      resolve('timeout');
    }, timeoutMs);
  });
  const took = (): number => Math.round(performance.now() - startedAt);
  try {
    // Inside a promise, so that a throw before the first await counts as well.
    const work = new Promise((resolve) => resolve(run(controller.signal))).then(() => 'done' as const);
    return { name, outcome: await Promise.race([work, late]), durationMs: took() };
  } catch (error) {
    return { name, outcome: 'failed', durationMs: took(), error };
  } finally {
    clearTimeout(timer);
  }
}
