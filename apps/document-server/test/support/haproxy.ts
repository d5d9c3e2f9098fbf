// A real HAProxy in front of replicas: it follows their /ready, and forgives nothing.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** Whether this machine has it. */
export const HAS_HAPROXY = spawnSync('haproxy', ['-v']).status === 0;

/** Starts it on `port`; it is killed at the end of the test. The function that it gives settles when a replica is up. */
export function startHaproxy(port: number, replicas: readonly number[]): (replica: number) => Promise<void> {
  const folder = temporaryFolder();
  const control = join(folder, 'control');
  const file = join(folder, 'haproxy.cfg');
  const lines = [
    'global',
    `  stats socket ${control}`,
    'defaults',
    '  mode http',
    '  retries 0',
    '  timeout connect 1s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  timeout check 2s',
    'listen front',
    `  bind 127.0.0.1:${port}`,
    '  option httpchk GET /ready',
    ...replicas.map((each) => `  server s${each} 127.0.0.1:${each} check inter 200ms fall 1 rise 1`),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return (replica) =>
    vi.waitFor(
      async () => {
        const socket = connect(control, () => socket.write('show servers state front\n'));
        // Name, address and operational state: 2 is running.
        expect(await text(socket)).toMatch(new RegExp(` s${replica} \\S+ 2 `));
      },
      { timeout: 20_000, interval: 50 },
    );
}
