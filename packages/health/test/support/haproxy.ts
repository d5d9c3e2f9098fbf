// A real HAProxy that follows /ready of its servers and forgives nothing: no retries, no redispatch.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';

/** A balancer that runs. */
export interface Haproxy {
  readonly port: number;
  /** Settles when a server, by its index, is up (or down) in HAProxy's eyes. */
  waitFor(server: number, state: 'UP' | 'DOWN'): Promise<void>;
  stop(): Promise<void>;
}

/** Starts HAProxy in front of servers on these ports. */
export async function startHaproxy(ports: readonly number[], checkMs: number): Promise<Haproxy> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-haproxy-'));
  const control = join(folder, 'control');
  const file = join(folder, 'haproxy.cfg');
  const port = await freePort();
  writeFileSync(
    file,
    `global
  nbthread 1
  stats socket ${control}
defaults
  mode http
  retries 0
  timeout connect 1s
  timeout client 60s
  timeout server 60s
  timeout check 2s
frontend front
  bind 127.0.0.1:${port}
  default_backend back
backend back
  balance roundrobin
  option httpchk GET /ready
  default-server check inter ${checkMs}ms fall 1 rise 1
${ports.map((each, index) => `  server s${index} 127.0.0.1:${each}`).join('\n')}
`,
  );
  const child = startChild('haproxy', ['-db', '-f', file]);
  return {
    port,
    async waitFor(server, state) {
      for (;;) {
        const stat = await ask(control, 'show stat\n').catch(() => '');
        const fields = stat
          .split('\n')
          .find((line) => line.startsWith(`back,s${server},`))
          ?.split(',');
        // The eighteenth field is the status.
        if (fields?.[17]?.startsWith(state) === true) return;
        await wait(20);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await child.ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function ask(path: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(path, () => socket.write(command));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('end', () => resolve(text)).once('error', reject);
  });
}
