// Starts the built program as a child process, as a person or a container does.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The built program. */
export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** The folder of samples that ships with it. */
export const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));

/** The line of the log that says so; a banner is for terminals only. */
const READY = /"url":"(http:[^"]+\/mcp)".*"msg":"ready"/;

/** What a process did. */
interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A running program. */
export interface ServerProcess {
  child: ChildProcess;
  /** Of the MCP endpoint; known once {@link ServerProcess.ready} has settled. */
  url: () => string;
  /** What it has written to standard output so far. */
  stdout: () => string;
  /** What it has written to standard error so far. */
  stderr: () => string;
  /** Settles when the log says that it is ready. */
  ready: Promise<void>;
  /** Settles when standard error holds `text`. */
  logged: (text: string) => Promise<void>;
  ended: Promise<Outcome>;
}

/** A clean environment: nothing of the machine's own settings gets into the test. */
export function environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...extra };
}

/** Starts `document-server` with `args`; it is killed at the end of the test if it still runs. */
export function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ServerProcess {
  const child = spawn(process.execPath, [MAIN, ...args], { env: environment(env) });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const text = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Outcome>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...text }));
  });
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!holds()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      void ended.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)));
      look();
    });
  const ready = until(() => READY.test(text.stderr));
  // A test that waits for the end does not look at this.
  ready.catch(() => {});
  return {
    child,
    ready,
    ended,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    logged: (part) => until(() => text.stderr.includes(part)),
    url: () => READY.exec(text.stderr)?.[1] ?? '',
  };
}
