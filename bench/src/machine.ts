// What the figures were taken on.
import { cpus, loadavg } from 'node:os';
import type { Options } from './options.ts';

export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly isPinned: boolean;
  /** Load average of the last minute, before the first round. */
  readonly loadBefore: number;
}

export function describeMachine(isPinned: boolean): Machine {
  return {
    date: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    isPinned,
    loadBefore: loadavg()[0] ?? 0,
  };
}

/** The same in a sentence or two. */
export function machineText(
  machine: Machine,
  { rounds, warmUpCalls, maxWarmUpMs, windowMs }: Options,
): string {
  const { date, node, cpu, cores, isPinned, loadBefore } = machine;
  return [
    `${date}; Node ${node}; ${cores} cores of ${cpu}; load average before ${loadBefore.toFixed(2)}.`,
    isPinned
      ? 'Server and load generator each on a core of their own.'
      : 'Processes are not pinned to cores.',
    `Medians of ${rounds} interleaved rounds of ${windowMs / 1000} s; ratios within a round.`,
    `Before them, each server had ${warmUpCalls} calls or ${maxWarmUpMs / 1000} s of warm-up.`,
  ].join(' ');
}
