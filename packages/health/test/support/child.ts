// A child process that says what it does, one line at a time.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a process ended. */
interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  lines: string[];
}

/** A process that runs. */
export interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Settles with the first line, told already or not, that holds this; rejects when the process ends before. */
  said(part: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a program, or a fixture of this package by its name. Whoever starts it ends it. */
export function startChild(
  program: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  options: { uid?: number; gid?: number; cwd?: string } = {},
): Child {
  const isFixture = program.endsWith('.ts');
  const file = fileURLToPath(new URL(`../fixture/${program}`, import.meta.url));
  const [command, all] = isFixture ? [process.execPath, [file, ...args]] : [program, [...args]];
  const child = spawn(command, all, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const look of waiting) look();
    });
  }
  const lines = (): string[] => text.split('\n').slice(0, -1);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, lines: lines() }));
  });
  ended.catch(() => {});
  return {
    process: child,
    ended,
    said: (part) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lines().find((each) => each.includes(part));
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        ended.then(({ code }) => reject(new Error(`Ended with ${code} before "${part}":\n${text}`)), reject);
        look();
      }),
    kill: (signal) => void child.kill(signal),
  };
}
