// A change reaches exactly the clients that asked for it, in both eras, over HTTP and stdio.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedHttp, serveHttp } from '../src/http.ts';
import { defineServer, type Notifier } from '../src/index.ts';
import { serveStdio } from '../src/stdio.ts';
import { connectV1, connectV2 } from './support/clients.ts';
import { notices } from './support/notices-definition.ts';

const FIRST = 'note://first';
const SECOND = 'note://items/2';
/** Announced last: when its notice has come, every earlier one has come or never will. */
const LAST = 'note://last';

const ENVELOPE = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

const updated = (uri: string) => `resources/updated ${uri}`;

let served: ServedHttp;

beforeAll(async () => {
  served = await serveHttp(notices, { port: 0, rateLimit: false, audit: false });
});

afterAll(() => served.close());

const TRANSPORTS = ['http', 'stdio'] as const;

const urlOf = (transport: string) => (transport === 'stdio' ? 'stdio' : served.url);

type Caller = { callTool(params: { name: string; arguments: { change: string } }): Promise<unknown> };

async function announce(client: Caller, ...changes: string[]): Promise<void> {
  for (const change of changes) await client.callTool({ name: 'announce', arguments: { change } });
}

describe('2025', () => {
  test('resources/subscribe delivers that resource and no other', async () => {
    const { client, told } = await connectV1(served.url);
    await client.subscribeResource({ uri: SECOND });
    await client.subscribeResource({ uri: LAST });
    await announce(client, FIRST, SECOND, 'note://items/22', `${SECOND}/`, LAST);
    await told.until(updated(LAST));
    await client.close();
    expect(told.notices).toEqual([updated(SECOND), updated(LAST)]);
  });

  test.each(TRANSPORTS)('resources/unsubscribe ends it, over %s', async (transport) => {
    const { client, told } = await connectV1(urlOf(transport));
    for (const uri of [FIRST, SECOND, LAST]) await client.subscribeResource({ uri });
    await announce(client, FIRST);
    await client.unsubscribeResource({ uri: FIRST });
    await announce(client, FIRST, SECOND, LAST);
    await told.until(updated(LAST));
    await client.close();
    expect(told.notices).toEqual([updated(FIRST), updated(SECOND), updated(LAST)]);
  });

  test.each(TRANSPORTS)('lists that change are announced to everybody, over %s', async (transport) => {
    const { client, told } = await connectV1(urlOf(transport));
    await announce(client, 'tools', FIRST, 'prompts', 'resources');
    await told.until('resources/list_changed');
    await client.close();
    expect(told.notices).toEqual(['tools/list_changed', 'prompts/list_changed', 'resources/list_changed']);
  });
});

test('2025: a client that loses its event stream gets what it missed, once', async () => {
  let notify: Notifier | undefined;
  const { name, version, tools, resources } = notices;
  const definition = defineServer({
    name,
    version,
    tools,
    resources,
    onStart: (context) => {
      notify = context.notify;
    },
  });
  const own = await serveHttp(definition, { port: 0, rateLimit: false, audit: false });
  const { client, told } = await connectV1(own.url);
  for (const uri of [FIRST, SECOND, LAST]) await client.subscribeResource({ uri });
  await announce(client, FIRST);
  await told.until(updated(FIRST));
  own.server.closeAllConnections();
  notify?.resourceUpdated(SECOND);
  await told.until(updated(SECOND));
  await announce(client, LAST);
  await told.until(updated(LAST));
  expect(told.notices).toEqual([updated(FIRST), updated(SECOND), updated(LAST)]);
  await client.close();
  await own.close();
});

test('2025: sessions have subscriptions of their own', async () => {
  const one = await connectV1(served.url);
  const two = await connectV1(served.url);
  await one.client.subscribeResource({ uri: FIRST });
  await two.client.subscribeResource({ uri: SECOND });
  for (const { client } of [one, two]) await client.subscribeResource({ uri: LAST });
  await announce(one.client, SECOND);
  await announce(two.client, FIRST, LAST);
  await Promise.all([one.told.until(updated(LAST)), two.told.until(updated(LAST))]);
  expect(one.told.notices).toEqual([updated(FIRST), updated(LAST)]);
  expect(two.told.notices).toEqual([updated(SECOND), updated(LAST)]);
  await Promise.all([one.client.close(), two.client.close()]);
});

describe('2026', () => {
  test('subscriptions/listen delivers what its filter names and nothing else', async () => {
    const { client, told } = await connectV2(served.url);
    const filter = { resourceSubscriptions: [SECOND, LAST], promptsListChanged: true };
    const subscription = await client.listen(filter);
    expect(subscription.honoredFilter).toEqual(filter);
    await announce(client, FIRST, 'tools', SECOND, 'resources', 'prompts', 'note://items/22', LAST);
    await told.until(updated(LAST));
    expect(told.notices).toEqual([updated(SECOND), 'prompts/list_changed', updated(LAST)]);
    await client.close();
  });

  test.each(TRANSPORTS)('every list that changes is announced, over %s', async (transport) => {
    const { client, told } = await connectV2(urlOf(transport));
    await client.listen({ toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true });
    await announce(client, 'tools', FIRST, 'prompts', 'resources');
    await told.until('resources/list_changed');
    expect(told.notices).toEqual(['tools/list_changed', 'prompts/list_changed', 'resources/list_changed']);
    await client.close();
  });

  test.each(TRANSPORTS)(
    'nothing comes without a subscription, nor after it was closed, over %s',
    async (transport) => {
      const { client, told } = await connectV2(urlOf(transport));
      await announce(client, FIRST, 'tools');
      const first = await client.listen({ resourceSubscriptions: [FIRST] });
      const last = await client.listen({ resourceSubscriptions: [LAST] });
      await announce(client, FIRST);
      await told.until(updated(FIRST));
      await first.close();
      expect(await first.closed).toBe('local');
      await announce(client, FIRST, LAST);
      await told.until(updated(LAST));
      expect(told.notices).toEqual([updated(FIRST), updated(LAST)]);
      await last.close();
      await client.close();
    },
  );
});

test('2026: clients have subscriptions of their own', async () => {
  const one = await connectV2(served.url);
  const two = await connectV2(served.url);
  await one.client.listen({ resourceSubscriptions: [FIRST, LAST] });
  await two.client.listen({ resourceSubscriptions: [SECOND, LAST] });
  await announce(one.client, SECOND);
  await announce(two.client, FIRST, LAST);
  await Promise.all([one.told.until(updated(LAST)), two.told.until(updated(LAST))]);
  expect(one.told.notices).toEqual([updated(FIRST), updated(LAST)]);
  expect(two.told.notices).toEqual([updated(SECOND), updated(LAST)]);
  await Promise.all([one.client.close(), two.client.close()]);
});

test('one change reaches clients of both eras', async () => {
  const old = await connectV1(served.url);
  const modern = await connectV2(served.url);
  await old.client.subscribeResource({ uri: FIRST });
  await modern.client.listen({ resourceSubscriptions: [FIRST] });
  await announce(old.client, FIRST);
  await Promise.all([old.told.until(updated(FIRST)), modern.told.until(updated(FIRST))]);
  await Promise.all([old.client.close(), modern.client.close()]);
});

test('a server that stops ends the subscriptions in order', async () => {
  const own = await serveHttp(notices, { port: 0, rateLimit: false, audit: false });
  const { client } = await connectV2(own.url);
  const { closed } = await client.listen({ resourceSubscriptions: [FIRST] });
  await own.close();
  expect(await closed).toBe('graceful');
  await client.close();
});

describe('raw stdio', () => {
  const listen = (id: number, uri: string) => ({
    id,
    method: 'subscriptions/listen',
    params: { _meta: ENVELOPE, notifications: { resourceSubscriptions: [uri] } },
  });
  const call = (id: number, change: string) => ({
    id,
    method: 'tools/call',
    params: { _meta: ENVELOPE, name: 'announce', arguments: { change } },
  });

  test('a client that leaves is not waited for because of its subscription', async () => {
    const pipe = await openPipe();
    pipe.send(listen(7, FIRST));
    await pipe.until(({ method }) => method === 'notifications/subscriptions/acknowledged');
    await pipe.end();
    expect(pipe.messages.at(-1)).toMatchObject({ id: 7, result: { resultType: 'complete' } });
  });

  test('a subscription is cancelled on a connection that has spoken the old era too', async () => {
    const pipe = await openPipe();
    pipe.send(listen(1, FIRST));
    pipe.send(listen(2, LAST));
    pipe.send({ id: 3, method: 'ping' });
    await pipe.until(({ id }) => id === 3);
    pipe.send({ method: 'notifications/cancelled', params: { requestId: 1 } });
    pipe.send(call(4, FIRST));
    pipe.send(call(5, LAST));
    await pipe.until(({ params }) => params?.uri === LAST);
    expect(pipe.messages.filter(({ params }) => params?.uri === FIRST)).toEqual([]);
    await pipe.end();
  });
});

interface Message {
  id?: number;
  method?: string;
  params?: { uri?: string };
}

/** Serves the notices on a pair of streams in this process. It would wait an hour for what is in flight. */
async function openPipe() {
  const input = new PassThrough();
  const output = new PassThrough();
  const options = { input, output, graceMs: 3_600_000, rateLimit: false, audit: false } as const;
  const { closed } = await serveStdio(notices, options);
  const messages: Message[] = [];
  createInterface({ input: output }).on('line', (line) => {
    messages.push(JSON.parse(line));
    output.emit('message');
  });
  return {
    messages,
    send: (message: object) => input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`),
    async until(isIt: (message: Message) => boolean) {
      while (!messages.some(isIt)) await once(output, 'message');
    },
    async end() {
      input.end();
      await closed;
    },
  };
}
