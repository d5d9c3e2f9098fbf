// Clients that ask and do not read: what they are owed waits in the server's memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { legacy, type Request } from './raw.ts';

/** Sends `request` and reads nothing of the answer. */
function ask(port: number, { headers = {}, body }: Request): Socket {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    host: 'localhost',
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  socket.pause().write(`POST /mcp HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
  return socket;
}

test('a stream that has ended and is not read keeps nothing alive, and the process lives on', async () => {
  const main = fileURLToPath(new URL('../support/hasty-main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const [port] = await once(child.stdout, 'data');
  ask(Number(port), legacy('tools/call', { name: 'report', _meta: { progressToken: 1 } }));
  const reply = await fetch(`http://127.0.0.1:${Number(port)}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify(legacy('tools/call', { name: 'wait' }).body),
  });
  expect(await reply.text()).toContain('a minute');
  expect(child.exitCode).toBe(null);
});
