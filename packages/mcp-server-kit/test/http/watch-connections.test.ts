// What Node refuses by itself is on record as well.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { RefusalReason } from '../../src/bindings/refusal-reason.ts';
import { watchConnections } from '../../src/http/watch-connections.ts';

/** Sends bytes to a server that waits for the rest 1 ms, and gives what is noted. */
async function refusalOf(bytes: string, end = false): Promise<unknown[]> {
  const noted: unknown[] = [];
  const patience = { requestTimeout: 1, headersTimeout: 1, connectionsCheckingInterval: 5 };
  const server = createServer(end ? {} : patience, (req) => req.resume()).listen(0, '127.0.0.1');
  watchConnections(server, {
    noteUnread: (reason: RefusalReason, status) => void noted.push(reason, status),
  });
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  const served = once(server, 'connection');
  socket.write(bytes);
  const [theirs] = await served;
  // Not `once`, which rejects for the error that comes before.
  const closed = new Promise((resolve) => theirs.on('close', resolve));
  if (end) {
    await once(server, 'request');
    socket.resetAndDestroy();
  }
  await closed;
  return noted;
}

const HEAD = 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n';

test('a body that does not arrive in time', async () => {
  expect(await refusalOf(`${HEAD}\r\n{"json`)).toEqual(['timed_out', 408]);
});

test('headers that do not arrive in time', async () => {
  expect(await refusalOf(HEAD)).toEqual(['timed_out', 408]);
});

test('headers that are too long', async () => {
  expect(await refusalOf(`${HEAD}A: ${'a'.repeat(20_000)}\r\n\r\n`)).toEqual(['bad_http', 431]);
});

test('what is no HTTP', async () => {
  expect(await refusalOf('hello\r\n\r\n')).toEqual(['bad_http', 400]);
});

test('a client that hangs up is not refused', async () => {
  expect(await refusalOf(`${HEAD}\r\n{"json`, true)).toEqual([]);
});
