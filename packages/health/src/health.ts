// Liveness, readiness and drain of one process.
import { resolveChecks } from './options.ts';
import { refuseMethod, respond } from './respond.ts';
import { runCheck } from './run-check.ts';
import type { CheckReport, Health, HealthCheck, HealthOptions, HealthReport, HealthStatus } from './types.ts';

const PATHS: ReadonlyMap<string, 'live' | 'ready'> = new Map([
  ['/health', 'live'],
  ['/livez', 'live'],
  ['/ready', 'ready'],
  ['/readyz', 'ready'],
]);

/**
 * Makes the health of a process.
 * @param options `checks` that readiness depends on, `clock`, and `onCheckError` to learn why a check failed.
 * @returns An object whose functions need no `this`.
 * @throws {HealthOptionError} When an option is out of range.
 */
export function createHealth(options: HealthOptions = {}): Health {
  const checks = resolveChecks(options.checks);
  const clock = options.clock ?? Date.now;
  let isReady = true;
  let isDraining = false;
  let running: Promise<HealthReport> | undefined;

  const accepts = (): boolean => isReady && !isDraining;

  async function ask(check: Required<HealthCheck>): Promise<CheckReport> {
    const started = clock();
    const outcome = await runCheck(check);
    const ended = clock();
    if (!outcome.ok) tell(options.onCheckError, check.name, outcome.error);
    return {
      status: statusOf(outcome.ok, check.critical),
      observedValue: Math.max(0, ended - started),
      observedUnit: 'ms',
      time: new Date(ended).toISOString(),
    };
  }

  async function askAll(): Promise<HealthReport> {
    const reports = await Promise.all(checks.map(ask));
    const byName: Record<string, CheckReport[]> = {};
    for (const [index, report] of reports.entries()) byName[`${checks[index]?.name}:responseTime`] = [report];
    return { status: worst(reports), checks: byName };
  }

  const live = (): HealthReport => ({ status: 'pass' });

  async function ready(): Promise<HealthReport> {
    if (!accepts()) return { status: 'fail' };
    if (checks.length === 0) return { status: 'pass' };
    running ??= askAll().finally(() => {
      running = undefined;
    });
    const report = await running.catch((): HealthReport => ({ status: 'fail' }));
    // Draining may have started in the meantime.
    return accepts() ? report : { status: 'fail' };
  }

  return {
    live,
    ready,
    setReady(value) {
      isReady = value;
    },
    startDraining() {
      isDraining = true;
    },
    handle(request, response) {
      const url = request.url ?? '';
      const query = url.indexOf('?');
      const kind = PATHS.get(query < 0 ? url : url.slice(0, query));
      if (kind === undefined) return false;
      const withBody = request.method === 'GET';
      if (!withBody && request.method !== 'HEAD') refuseMethod(response);
      else if (kind === 'live') respond(response, live(), withBody);
      else {
        ready()
          .then((report) => respond(response, report, withBody))
          // Somebody else has answered in the meantime: a probe is no reason to end the process.
          .catch(() => undefined);
      }
      return true;
    },
  };
}

function statusOf(ok: boolean, critical: boolean): HealthStatus {
  if (ok) return 'pass';
  return critical ? 'fail' : 'warn';
}

function worst(reports: readonly CheckReport[]): HealthStatus {
  const statuses = reports.map((report) => report.status);
  if (statuses.includes('fail')) return 'fail';
  return statuses.includes('warn') ? 'warn' : 'pass';
}

function tell(listener: HealthOptions['onCheckError'], name: string, error: unknown): void {
  try {
    listener?.(name, error);
  } catch {
    // A listener that fails must not change the answer.
  }
}
