// Runs one command of a check, keeps its output, and says in one line how it went.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { repositoryRoot } from './workspace.ts';

/** One step of a check. */
export interface Step {
  name: string;
  command: readonly [program: string, ...args: string[]];
  /** Picks the words shown when the step passes; default: the last line of its output. */
  summary?: (output: string) => string | undefined;
}

/** How a step went. */
export interface StepResult {
  name: string;
  passed: boolean;
  seconds: number;
  output: string;
  summary: string;
}

/** Runs a step at the root of the repository, on the pinned tools. Never throws for a failing command. */
export async function runStep(step: Step): Promise<StepResult> {
  const [program, ...args] = step.command;
  const started = performance.now();
  const chunks: Buffer[] = [];
  const path = [join(repositoryRoot, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const passed = await new Promise<boolean>((settle) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      settle(false);
    });
    child.once('close', (code) => settle(code === 0));
  });

  const output = stripVTControlCharacters(Buffer.concat(chunks).toString('utf8')).trimEnd();
  const seconds = (performance.now() - started) / 1000;
  const summary = passed ? (step.summary?.(output) ?? lastLine(output)) : 'see its output above';
  return { name: step.name, passed, seconds, output, summary };
}

/** `ok      imports    0.3 s  20 imports in 12 files` */
export function formatResult(result: StepResult): string {
  const status = result.passed ? 'ok' : 'FAILED';
  const seconds = `${result.seconds.toFixed(1)} s`;
  return `${status.padEnd(7)} ${result.name.padEnd(18)} ${seconds.padStart(7)}  ${result.summary}`.trimEnd();
}

function lastLine(output: string): string {
  return (
    output
      .split('\n')
      .findLast((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}
