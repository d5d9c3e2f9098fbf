// A real Redis for replicas to share.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** Whether this machine has it, or has to; says so when it has not. */
export const HAS_REDIS =
  spawnSync('redis-server', ['--version']).status === 0 || process.env.PORTCULLIS_REQUIRE_SERVICES === '1';
if (!HAS_REDIS) console.warn('Skipped: redis-server is not installed');

/** Starts it on `port` of 127.0.0.1; it is killed at the end of the test. */
export function startRedis(port: number): ChildProcess {
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', temporaryFolder()];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
