// A client that opens a stream and does not read it: what waits for it is bounded.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { defineResource, type Notifier, type StartContext } from '../../src/index.ts';
import { type Endpoint, initialize, legacy, modern, type Request, serve } from './raw.ts';

// Long, so that few notices fill what the sockets hold.
const uri = `note://${'x'.repeat(8000)}`;
const resources = [defineResource({ name: 'note', uri, handler: () => 'x' })];

const STREAMS: Record<string, (endpoint: Endpoint) => Promise<Request>> = {
  'of a session': async (endpoint) => {
    const headers = { 'mcp-session-id': await initialize(endpoint) };
    await endpoint.send(legacy('resources/subscribe', { uri }, { headers }));
    return { method: 'GET', headers: { ...headers, accept: 'text/event-stream' } };
  },
  'of a subscription': async () =>
    modern('subscriptions/listen', { notifications: { resourceSubscriptions: [uri] } }),
};

/** Opens a stream, and tells of changes until no more of them leaves the process. */
async function fill(
  open: (endpoint: Endpoint) => Promise<Request>,
  options: { sendTimeoutMs?: number } = {},
) {
  let notify: Notifier | undefined;
  const onStart = (context: StartContext): void => {
    notify = context.notify;
  };
  const endpoint = await serve({ resources, onStart }, options);
  const { method = 'POST', headers = {}, body } = await open(endpoint);
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = {
    host: 'localhost',
    accept: 'application/json, text/event-stream',
    ...(text !== '' && { 'content-type': 'application/json', 'content-length': text.length }),
    ...headers,
  };
  const connected = once(endpoint.served.server, 'connection') as Promise<[Socket]>;
  const client = connect(endpoint.served.port, '127.0.0.1');
  onTestFinished(() => void client.destroy());
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  client.write(`${method} /mcp HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
  const [socket] = await connected;
  await once(client, 'readable');
  while (!socket.writableNeedDrain) {
    notify?.resourceUpdated(uri);
    await turn();
  }
  return { client, socket, notify: () => notify?.resourceUpdated(uri) };
}

test.each(Object.entries(STREAMS))('a stream %s that nobody reads is cut', async (_name, open) => {
  const { socket } = await fill(open, { sendTimeoutMs: 100 });
  await once(socket, 'close');
});

test.each(Object.entries(STREAMS))('a stream %s that is read again is not', async (_name, open) => {
  const warnings: string[] = [];
  const note = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  const { client, socket, notify } = await fill(open);
  client.resume();
  for (let round = 0; round < 20; round++) {
    while (socket.writableNeedDrain) await turn();
    client.pause();
    while (!socket.writableNeedDrain) {
      notify();
      await turn();
    }
    client.resume();
  }
  while (socket.writableNeedDrain) await turn();
  expect(socket.destroyed).toBe(false);
  expect(warnings).not.toContain('MaxListenersExceededWarning');
});
