// One exchange gives one answer, whatever is handed to it afterwards.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { RpcMessage } from '../../src/bindings/messages.ts';
import { HttpExchange, refuse } from '../../src/bindings/reply.ts';

const answerOf = (id: number): RpcMessage => ({ jsonrpc: '2.0', id, result: {} });
const NOTIFICATION: RpcMessage = { jsonrpc: '2.0', method: 'notifications/message', params: {} };

/** What a client reads when `respond` has the response. */
async function read(respond: (res: ServerResponse) => void): Promise<string> {
  const server = createServer((_req, res) => respond(res));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return response.text();
}

test('a second answer and a late notification are not written', async () => {
  const text = await read((res) => {
    const exchange = new HttpExchange(res, 1, false);
    exchange.answer(answerOf(1));
    exchange.answer(answerOf(2));
    exchange.push(NOTIFICATION);
  });
  expect(JSON.parse(text)).toEqual(answerOf(1));
});

test('a stream ends with its answer', async () => {
  const text = await read((res) => {
    const exchange = new HttpExchange(res, 1, false);
    exchange.push(NOTIFICATION);
    exchange.answer(answerOf(1));
    exchange.push(NOTIFICATION);
  });
  expect(text.match(/"method"|"id"/g)).toEqual(['"method"', '"id"']);
});

test('a refusal after the answer leaves the answer whole', async () => {
  const text = await read((res) => {
    new HttpExchange(res, 1, false).answer(answerOf(1));
    refuse(res, 'internal_error', 500, 'Internal error');
  });
  expect(JSON.parse(text)).toEqual(answerOf(1));
});
