// A real Redis for a test: Debian's, on a port of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { RedisStoreOptions } from '@portcullis/rate-limiter/redis';
import { createClient } from 'redis';
import { onTestFinished } from 'vitest';

const isRequired = process.env.PORTCULLIS_REQUIRE_SERVICES === '1';

/** Whether it can be started; says so when it cannot. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0 || isRequired;
if (!hasRedis) console.warn('Skipped: redis-server is not installed');

/** A server that keeps nothing on disk, and clients of it; all end with the test. */
export interface TestRedis {
  readonly url: string;
  connect(): Promise<RedisStoreOptions['client']>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const start = () => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    return spawn('redis-server', options, { stdio: 'ignore', cwd: '/tmp' });
  };
  let child = start();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    async connect() {
      const client = createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: 20 } });
      client.on('error', () => undefined);
      onTestFinished(() => client.destroy());
      await client.connect();
      return client;
    },
    kill,
    async restart() {
      child = start();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
