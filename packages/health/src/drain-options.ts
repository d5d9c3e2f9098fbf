// The options of a drain, checked once.
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { HealthOptionError } from './errors.ts';
import { checkInteger } from './options.ts';
import type { HookReport } from './run-hooks.ts';
import type { Drainable } from './server-drain.ts';
import type { Health } from './types.ts';

/** Where a drain is. */
export type DrainPhase = 'waiting' | 'finishing' | 'hooks' | 'done';

/** What a drain did. */
export interface DrainReport {
  /** The signal, or what `start` was given. */
  reason: string;
  durationMs: number;
  /** Requests that were not answered in time. */
  cut: number;
  /** In the order in which they ran; the last is `flush`, if there is one. */
  hooks: HookReport[];
  /** 0, or 1 when a hook failed or ran out of time; what `start` was given goes before both. */
  exitCode: number;
}

/** Options of `createDrain`. */
export interface DrainOptions {
  /** What is emptied: servers of node:http or node:https that do not listen yet, or anything drainable. Default none. */
  server?: HttpServer | HttpsServer | Drainable | readonly (HttpServer | HttpsServer | Drainable)[];
  /** Is told first, so that balancers send requests elsewhere. Default none. */
  health?: Pick<Health, 'startDraining'>;
  /** How long requests may still arrive after readiness fails, in milliseconds. Default 5000. */
  delayMs?: number;
  /**
   * The time from the signal to the exit, in milliseconds; keep it below `terminationGracePeriodSeconds`. Default 25,000.
   */
  graceMs?: number;
  /** How much of it is kept for hooks and flush. Default 5000, but at most a quarter of what follows the delay. */
  hooksMs?: number;
  /** Sends what telemetry still holds, after all hooks. Default none. */
  flush?: (signal: AbortSignal) => unknown;
  /** Which signals start it; a second one exits at once with 128 and its number. Default SIGTERM and SIGINT. */
  signals?: readonly NodeJS.Signals[];
  /** Ends the process. Default `process.exit`. */
  exit?: (code: number) => void;
  /** Told as each phase begins; `report` is what is known by then. What it throws or rejects with is dropped. */
  onPhase?: (phase: DrainPhase, report: DrainReport) => void;
}

/** Times of a drain, in milliseconds. */
export interface DrainTimes {
  delayMs: number;
  graceMs: number;
  hooksMs: number;
}

/** @throws {HealthOptionError} When the times do not fit into each other. */
export function resolveTimes(options: DrainOptions): DrainTimes {
  const { delayMs = 5000, graceMs = 25_000 } = options;
  checkInteger('`graceMs`', graceMs, 1);
  checkInteger('`delayMs`', delayMs, 0);
  if (delayMs >= graceMs) {
    throw new HealthOptionError(`Expected \`delayMs\` to be below \`graceMs\` (${graceMs}), got ${delayMs}`);
  }
  const hooksMs = options.hooksMs ?? Math.min(5000, Math.ceil((graceMs - delayMs) / 4));
  checkInteger('`hooksMs`', hooksMs, 0, graceMs - delayMs);
  return { delayMs, graceMs, hooksMs };
}
