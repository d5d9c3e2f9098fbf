// The time of a check when the process itself was too busy to look.
import { once } from 'node:events';
import { readFile } from 'node:fs';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createHealth } from '../src/index.ts';
import { block } from './support/block.ts';

/** A dependency in a thread of its own, which answers once this process is stuck, and says so. */
const DEPENDENCY = `
  const { parentPort, workerData } = require('node:worker_threads');
  const signs = new Int32Array(workerData);
  const server = require('node:net').createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      Atomics.wait(signs, 0, 0);
      socket.write(data, () => {
        Atomics.store(signs, 1, 1);
        Atomics.notify(signs, 1);
      });
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** More than a read of a small file takes on a busy machine. */
const TIMEOUT_MS = 1000;

it('takes an answer that was there in time, however late this process comes to read it', async () => {
  const shared = new SharedArrayBuffer(8);
  const signs = new Int32Array(shared);
  const worker = new Worker(DEPENDENCY, { eval: true, workerData: shared });
  try {
    const [port] = await once(worker, 'message');
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    let isAborted = false;
    const check = async (signal: AbortSignal): Promise<void> => {
      signal.addEventListener('abort', () => {
        isAborted = true;
      });
      socket.write('ping');
      await once(socket, 'data');
    };
    const report = createHealth({ checks: [{ name: 'db', check, timeoutMs: TIMEOUT_MS }] }).ready();
    // Where timers come before sockets are read.
    readFile(new URL(import.meta.url), () => {
      Atomics.store(signs, 0, 1);
      Atomics.notify(signs, 0);
      Atomics.wait(signs, 1, 0);
      block(TIMEOUT_MS);
    });
    expect(await report).toMatchObject({ status: 'pass' });
    expect(isAborted).toBe(false);
    socket.destroy();
  } finally {
    await worker.terminate();
  }
});
