// A real Redis for a test: Debian's, started here, or the one of REDIS_URL.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isRequired = process.env.PORTCULLIS_REQUIRE_SERVICES === '1';
const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

/** Whether tests that stop and kill a server can run; says so when they cannot. */
export const canStartRedis = isInstalled || isRequired;
/** Whether any server is there. */
export const hasRedis = canStartRedis || process.env.REDIS_URL !== undefined;
if (!hasRedis) console.warn('Skipped: redis-server is not installed and REDIS_URL is not set');
else if (!canStartRedis) console.warn('Skipped in part: redis-server is not installed');

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Stops answering, without closing a connection. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  /** After {@link kill}: the same port, and nothing remembered. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a cluster of one node, which has no slots yet. */
export async function startRedisCluster(): Promise<RedisServer> {
  const bus = String(await freePort());
  return startRedis('--cluster-enabled', 'yes', '--cluster-port', bus, '--cluster-announce-ip', '127.0.0.1');
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startRedis(...options: string[]): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-redis-'));
  let child: ChildProcess;
  const start = async () => {
    const address = ['--bind', '127.0.0.1', '--port', String(port)];
    const files = ['--dir', folder, '--save', '', '--appendonly', 'no'];
    child = spawn('redis-server', [...address, ...files, ...options], { stdio: 'ignore' });
    const failed = once(child, 'error').then(([error]) => Promise.reject(error));
    await Promise.race([untilItAnswers(port), failed]);
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  // A test that runs out of time leaves no server behind.
  process.once('exit', () => child.kill('SIGKILL'));
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill,
    restart: start,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server of REDIS_URL, or a new one. */
export async function redisForTest(): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = process.env.REDIS_URL;
  return url === undefined ? startRedis() : { url, stop: async () => undefined };
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

async function untilItAnswers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
      socket.once('data', (data) => resolve(data.toString()));
      socket.once('error', () => setTimeout(resolve, 20, ''));
    });
    if (answer.startsWith('+PONG')) return;
  }
  throw new Error(`redis-server does not answer on port ${port}`);
}
