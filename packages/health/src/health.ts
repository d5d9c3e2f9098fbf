// The health of one process: liveness, readiness and start.
import { createCheckRunner } from './check-runner.ts';
import { eventLoopDelayMs } from './event-loop-delay.ts';
import { checkInteger } from './options.ts';
import { resolveChecks } from './resolve-checks.ts';
import {
  type Answer,
  answerProbe,
  createTokenTest,
  isProbeMethod,
  pathOf,
  type Route,
  resolveRoutes,
  WRONG_METHOD,
} from './routes.ts';
import type { CheckReport, Health, HealthOptions, HealthReport, HealthStatus } from './types.ts';

/**
 * Makes the health of a process.
 * @param options Checks, limits and paths; see {@link HealthOptions} for units and defaults.
 * @returns An object whose functions need no `this`.
 * @throws {HealthOptionError} When an option is out of range.
 */
export function createHealth(options: HealthOptions = {}): Health {
  const { info, maxEventLoopDelayMs = 5000 } = options;
  checkInteger('`maxEventLoopDelayMs`', maxEventLoopDelayMs, 1);
  const routes = resolveRoutes(options);
  const isTrusted = createTokenTest(options.token);
  const checks = resolveChecks(options.checks).map((check) => ({
    key: `${check.name}:${check.measurement}`,
    runner: createCheckRunner(check, options),
  }));
  let isStarting = options.isStarting ?? false;
  let isDraining = false;
  eventLoopDelayMs();

  const failed = (output: string): HealthReport => ({ status: 'fail', output, ...info });

  function live(): HealthReport {
    const isStuck = eventLoopDelayMs() > maxEventLoopDelayMs;
    return isStuck ? failed('the event loop is late') : { status: 'pass', ...info };
  }

  function started(): HealthReport {
    return isStarting ? failed('starting') : { status: 'pass', ...info };
  }

  async function ready(): Promise<HealthReport> {
    const asksChecks = !isStarting && !isDraining;
    const report = asksChecks ? await askAll().catch(() => failed('the clock failed')) : undefined;
    // Draining may have started in the meantime.
    if (isDraining) return failed('draining');
    return report ?? failed('starting');
  }

  async function askAll(): Promise<HealthReport> {
    if (checks.length === 0) return { status: 'pass', ...info };
    const reports = await Promise.all(checks.map(({ runner }) => runner.read()));
    const byName: Record<string, CheckReport[]> = {};
    for (const [index, { key }] of checks.entries()) byName[key] = reports.slice(index, index + 1);
    return { status: worst(reports), ...info, checks: byName };
  }

  const ask = { live, ready, started };
  function answer(
    { kind, isInternal }: Route,
    method: string | undefined,
    authorization: string | undefined,
  ): Answer | Promise<Answer> {
    if (!isProbeMethod(method)) return WRONG_METHOD;
    const isFull = isInternal || isTrusted(authorization);
    const report = ask[kind]();
    return report instanceof Promise
      ? report.then((known) => answerProbe(known, method, isFull))
      : answerProbe(report, method, isFull);
  }

  return {
    live,
    ready,
    started,
    markStarted() {
      isStarting = false;
    },
    startDraining() {
      isDraining = true;
      for (const { runner } of checks) runner.close();
    },
    owns: (url) => routes.has(pathOf(url)),
    handle(request, response) {
      const route = routes.get(pathOf(request.url ?? ''));
      if (route === undefined) return false;
      const send = ({ status, headers, body }: Answer): void => {
        try {
          response.statusCode = status;
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          response.end(body);
        } catch {
          // Somebody else has answered: a probe is no reason to end the process.
        }
      };
      const given = answer(route, request.method, request.headers?.authorization);
      if (given instanceof Promise) void given.then(send);
      else send(given);
      return true;
    },
    fetch(request) {
      // Some frameworks give the path alone.
      const url = URL.parse(request.url, 'http://localhost');
      const route = url === null ? undefined : routes.get(url.pathname);
      if (route === undefined) return undefined;
      const given = answer(route, request.method, request.headers.get('authorization') ?? undefined);
      return Promise.resolve(given).then(
        ({ status, headers, body }) => new Response(body, { status, headers }),
      );
    },
  };
}

function worst(reports: readonly CheckReport[]): HealthStatus {
  const statuses = reports.map((report) => report.status);
  if (statuses.includes('fail')) return 'fail';
  return statuses.includes('warn') ? 'warn' : 'pass';
}
