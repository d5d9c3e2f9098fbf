// Starts the built server as a pod would, and asks it what a kubelet and a client would ask.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { stopTimeMs } from './stop-time.ts';

/** How to start the server. */
export interface LiveOptions {
  folder: string;
  command: readonly string[];
  env: Record<string, string>;
  probePaths: readonly string[];
  /** How long the server may take until it answers at all. */
  startTimeoutMs: number;
  /** How long it may then take until every probe answers 200. */
  readyTimeoutMs: number;
}

/** What is wrong with the running server; empty when nothing is. It is stopped with SIGTERM at the end. */
export async function checkLiveServer(options: LiveOptions): Promise<string[]> {
  const port = await freePort();
  const [program = 'node', ...args] = options.command;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: options.folder,
    env: { PATH: process.env.PATH, ...options.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const exited = once(child, 'exit');
  const isRunning = () => child.exitCode === null && child.signalCode === null;

  const problems: string[] = [];

  try {
    const [firstPath = '/health'] = options.probePaths;
    await askUntil(port, firstPath, options.startTimeoutMs, (status) => status !== undefined || !isRunning());
    for (const path of new Set(options.probePaths)) {
      const isDone = (status: number | undefined) => status === 200 || !isRunning();
      const status = await askUntil(port, path, options.readyTimeoutMs, isDone);
      if (!isRunning()) return [`the server did not start:\n${stderr.slice(-4000)}`];
      if (status !== 200) problems.push(`probe ${path} answers ${status ?? 'nothing'}, not 200`);
    }
    for (const host of (options.env.ALLOWED_HOSTS ?? '').split(',').filter((name) => name !== '')) {
      const status = await initialize(port, `${host}:8000`);
      if (status !== 200) problems.push(`POST /mcp for host ${host} answers ${status}, not 200`);
    }
    const status = await initialize(port, 'attacker.example');
    if (status !== 403) problems.push(`POST /mcp for a host that is not allowed answers ${status}, not 403`);

    child.kill('SIGTERM');
    const giveUp = new AbortController();
    const graceMs = stopTimeMs(options.env);
    const tooLate = wait(graceMs, ['no code'], { signal: giveUp.signal });
    const [code] = (await Promise.race([exited, tooLate])) as unknown[];
    tooLate.catch(() => undefined);
    giveUp.abort();
    if (code !== 0) problems.push(`after SIGTERM the server ends with ${code}, not 0, within ${graceMs} ms`);
    return problems;
  } finally {
    if (isRunning()) child.kill('SIGKILL');
    await exited;
  }
}

/** Asks as a kubelet does, again and again, until the answer will do or the time is over. */
async function askUntil(
  port: number,
  path: string,
  timeoutMs: number,
  isDone: (status: number | undefined) => boolean,
): Promise<number | undefined> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const status = await get(port, path);
    if (isDone(status) || Date.now() > deadline) return status;
    await wait(50);
  }
}

/** A kubelet asks with the pod's address as the Host. */
function get(port: number, path: string): Promise<number | undefined> {
  return ask(port, path, 'GET', { host: '10.42.0.7:8000' }, '');
}

function initialize(port: number, host: string): Promise<number | undefined> {
  const headers = { host, 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const clientInfo = { name: 'check-deploy', version: '1.0.0' };
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
  return ask(
    port,
    '/mcp',
    'POST',
    headers,
    JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  );
}

/** The status of one request, or `undefined` when nobody answers. */
function ask(port: number, path: string, method: string, headers: Record<string, string>, body: string) {
  return new Promise<number | undefined>((settle) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers, agent: false, timeout: 5000 });
    call.once('response', (response) => {
      response.resume();
      settle(response.statusCode);
    });
    call.once('timeout', () => call.destroy());
    call.once('error', () => settle(undefined));
    call.end(body);
  });
}
