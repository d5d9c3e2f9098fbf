// Child processes, each on its own core where the machine can do that.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestants.ts';

const SERVER_CORE = '0';
const LOAD_CORE = '1';
const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 3000;

/** Puts this process, with its threads, on the load generator's core. Returns whether servers can have their own. */
export function pinLoad(): boolean {
  if (availableParallelism() < 2) return false;
  try {
    execFileSync('taskset', ['-acp', LOAD_CORE, String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface SpawnOptions {
  readonly isPinned: boolean;
  readonly collectorUrl: string;
  readonly profileDirectory: string | undefined;
}

/** Starts a contestant's server. Over HTTP it has an IPC channel, over stdio pipes. */
export function startServer({ group, name, server }: Contestant, options: SpawnOptions): ChildProcess {
  const [file, ...args] = server;
  const profile = options.profileDirectory && [
    '--cpu-prof',
    `--cpu-prof-dir=${options.profileDirectory}`,
    `--cpu-prof-name=${group}-${name}.cpuprofile`,
  ];
  const path = fileURLToPath(new URL(`servers/${file}`, import.meta.url));
  const command = [process.execPath, ...(profile ?? []), path, ...args];
  if (options.isPinned) command.unshift('taskset', '-c', SERVER_CORE);
  const [program = '', ...rest] = command;
  return spawn(program, rest, {
    stdio: group === 'http' ? ['ignore', 'inherit', 'inherit', 'ipc'] : ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      BENCH_COLLECTOR: options.collectorUrl,
    },
  });
}

/** The port that an HTTP server has announced. */
export async function portOf(child: ChildProcess): Promise<number> {
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  const gone = once(child, 'exit', { signal }).then(() => {
    throw new Error('The server ended before it listened');
  });
  const [message] = await Promise.race([once(child, 'message', { signal }), gone]);
  // It ends one day; by then nobody looks at this promise.
  gone.catch(() => {});
  return (message as { port: number }).port;
}

/** Hangs up, and kills what does not end by itself. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  if (child.connected) child.disconnect();
  child.stdin?.end();
  await ended;
  clearTimeout(timer);
}

/** Processor time that a process has used, in microseconds; `undefined` where /proc does not say. */
export function cpuTimeMicros(pid: number): number | undefined {
  try {
    // After the command's name, which may hold anything: fields 14 and 15, in ticks of 10 ms.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return undefined;
  }
}
