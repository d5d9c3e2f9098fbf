// One check between its probes: at most one run at a time, and its outcome kept for a while.
import { reasonOf } from './reason.ts';
import type { ResolvedCheck } from './resolve-checks.ts';
import { type Outcome, runCheck } from './run-check.ts';
import type { CheckReport, HealthOptions, HealthStatus } from './types.ts';

/** A check that ignores its signal is not started again while it hangs, until this many timeouts have passed. */
const MAX_HANG_IN_TIMEOUTS = 10;

/** Answers for one check. */
export interface CheckRunner {
  /** The latest outcome while it is fresh, else that of a run that all callers share. */
  read(): CheckReport | Promise<CheckReport>;
  /** Stops asking in the background. */
  close(): void;
}

/** Makes the runner of one check. With `intervalMs`, it begins at once. */
export function createCheckRunner(
  check: ResolvedCheck,
  { clock = Date.now, onCheckError }: Pick<HealthOptions, 'clock' | 'onCheckError'>,
): CheckRunner {
  let latest: CheckReport | undefined;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let running: Promise<CheckReport> | undefined;
  let hangingUntil = Number.NEGATIVE_INFINITY;

  async function run(): Promise<CheckReport> {
    const startedAt = performance.now();
    const { outcome, settled } = runCheck(check);
    const hangs = startedAt + MAX_HANG_IN_TIMEOUTS * check.timeoutMs;
    hangingUntil = hangs;
    void settled.then(() => {
      if (hangingUntil === hangs) hangingUntil = Number.NEGATIVE_INFINITY;
    });
    const ended = await outcome;
    const tookMs = performance.now() - startedAt;
    if (!ended.ok) void tell(onCheckError, check.name, ended.error);
    latest = { ...judge(ended, check.critical, tookMs), time: new Date(clock()).toISOString() };
    freshUntil = performance.now() + check.cacheMs;
    return latest;
  }

  function refresh(): CheckReport | Promise<CheckReport> {
    if (running !== undefined) return running;
    if (latest !== undefined && performance.now() < hangingUntil) return latest;
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  }

  const timer =
    check.intervalMs === undefined ? undefined : setInterval(inBackground, check.intervalMs).unref();
  function inBackground(): void {
    // A clock that fails is told to whoever asks.
    Promise.resolve(refresh()).catch(() => {});
  }
  if (timer !== undefined) inBackground();

  return {
    read() {
      const isFresh = timer !== undefined || performance.now() < freshUntil;
      return latest !== undefined && isFresh ? latest : refresh();
    },
    close: () => clearInterval(timer),
  };
}

function judge(ended: Outcome, critical: boolean, tookMs: number): Omit<CheckReport, 'time'> {
  const took = { observedValue: Math.round(tookMs * 10) / 10, observedUnit: 'ms' };
  if (!ended.ok) return { status: weigh('fail', critical), ...took, output: reasonOf(ended.error) };
  if (ended.measured === undefined) return { status: 'pass', ...took };
  const { status = 'pass', ...measured } = ended.measured;
  return { ...measured, status: weigh(status, critical) };
}

function weigh(status: HealthStatus, critical: boolean): HealthStatus {
  return status === 'fail' && !critical ? 'warn' : status;
}

async function tell(listener: HealthOptions['onCheckError'], name: string, error: unknown): Promise<void> {
  try {
    await listener?.(name, error);
  } catch {
    // A listener that fails must not change the answer.
  }
}
