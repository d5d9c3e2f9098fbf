// Every request has its audit record, whoever answers it: the kit or one of the SDKs.
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type AuditRecord, defineResource, defineServer } from '../src/index.ts';
import { serveStdio } from '../src/stdio.ts';
import { run } from './guards/probe.ts';
import { envelope, initialize, legacy, modern, serve } from './http/raw.ts';
import { collectMessages } from './support/lines.ts';

const parts = {
  tools: [run(() => 'ok')],
  resources: [defineResource({ name: 'one', uri: 'note://{id}', handler: () => 'one' })],
};
const EVIL = 'jane@example.com';

const inShort = (records: readonly AuditRecord[]) =>
  records.map(({ method, outcome, errorType, target }) => [method, outcome, errorType ?? target]);

describe('over HTTP', () => {
  test('in a session', async () => {
    const records: AuditRecord[] = [];
    const endpoint = await serve(parts, { audit: (record) => records.push(record) });
    const headers = { 'mcp-session-id': await initialize(endpoint) };
    const ask = (method: string, params = {}) => endpoint.send(legacy(method, params, { headers }));
    await ask('ping');
    await ask('logging/setLevel', { level: 'debug' });
    await ask('logging/setLevel', { level: EVIL });
    await ask('resources/subscribe', { uri: 'note://a' });
    await ask('resources/unsubscribe', { uri: 'note://a' });
    await ask('resources/read', { uri: 'note://a' });
    await ask('resources/read', { uri: 5 });
    await ask(EVIL);
    expect(inShort(records)).toEqual([
      ['initialize', 'ok', undefined],
      ['ping', 'ok', undefined],
      ['logging/setLevel', 'ok', undefined],
      ['logging/setLevel', 'error', '-32602'],
      ['resources/subscribe', 'ok', undefined],
      ['resources/unsubscribe', 'ok', undefined],
      ['resources/read', 'ok', 'one'],
      ['resources/read', 'error', '-32602'],
      ['_OTHER', 'error', '-32601'],
    ]);
    const uris = records.flatMap(({ uri }) => uri ?? []);
    expect(uris).toHaveLength(3);
    expect(new Set(uris).size).toBe(1);
    expect(new Set(records.map(({ client }) => client)).size).toBe(1);
    expect(JSON.stringify(records)).not.toMatch(/jane|note:/);
  });

  test('without a session, and of 2026-07-28', async () => {
    const records: AuditRecord[] = [];
    const { send } = await serve(parts, { audit: (record) => records.push(record), sessions: false });
    const clientInfo = { name: 'test', version: '1' };
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
    await send(legacy('initialize', params));
    await send(legacy('initialize', { ...params, clientInfo: {} }));
    await send(legacy('ping'));
    await send(legacy('resources/subscribe', { uri: 'note://a' }));
    await send(modern('server/discover'));
    await send(modern('tools/call', { name: 'run', arguments: {} }));
    await send(modern('tools/list', {}, { headers: { 'mcp-method': 'prompts/list' } }));
    await send(modern('ping'));
    await send(modern(EVIL));
    expect(inShort(records)).toEqual([
      ['initialize', 'ok', undefined],
      ['initialize', 'error', '-32602'],
      ['ping', 'ok', undefined],
      ['resources/subscribe', 'error', '-32601'],
      ['server/discover', 'ok', undefined],
      ['tools/call', 'ok', 'run'],
      ['tools/list', 'error', '-32020'],
      ['_OTHER', 'error', '-32601'],
      ['_OTHER', 'error', '-32601'],
    ]);
    expect(JSON.stringify(records)).not.toContain('jane');
  });

  test('a key that replicas share names a URI alike in all of them', async () => {
    const names: (string | undefined)[] = [];
    for (const replicaKey of ['k'.repeat(32), 'k'.repeat(32), 'l'.repeat(32)]) {
      const { send } = await serve(parts, { replicaKey, audit: ({ uri }) => names.push(uri) });
      await send(modern('resources/read', { uri: 'note://a' }));
    }
    expect(names[0]).toBe(names[1]);
    expect(names[0]).not.toBe(names[2]);
  });
});

test('over stdio, in both eras', async () => {
  const records: AuditRecord[] = [];
  const [input, output] = [new PassThrough(), new PassThrough()];
  collectMessages(output);
  const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
  const { closed } = await serveStdio(definition, { input, output, audit: (record) => records.push(record) });
  let id = 0;
  const send = (method: string, params: object = {}) =>
    input.write(`${JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params })}\n`);
  const clientInfo = { name: 'test', version: '1' };
  send('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  send('ping');
  send('logging/setLevel', { level: 'debug' });
  send(EVIL);
  send('server/discover', { _meta: envelope() });
  send('tools/call', { name: 'run', arguments: {}, _meta: envelope() });
  send('subscriptions/listen', { notifications: {}, _meta: envelope() });
  input.end();
  await closed;
  expect(inShort(records)).toEqual([
    ['initialize', 'ok', undefined],
    ['ping', 'ok', undefined],
    ['logging/setLevel', 'ok', undefined],
    ['_OTHER', 'error', '-32601'],
    ['server/discover', 'ok', undefined],
    ['tools/call', 'ok', 'run'],
    ['subscriptions/listen', 'ok', undefined],
  ]);
});

test('an initialize and a discovery that are limited say so', async () => {
  const records: AuditRecord[] = [];
  const rateLimit = { limit: 1, windowMs: 60_000 };
  const endpoint = await serve(parts, { rateLimit, audit: (record) => records.push(record) });
  await initialize(endpoint);
  await expect(initialize(endpoint)).rejects.toThrow('429');
  await endpoint.send(modern('server/discover'));
  expect(inShort(records)).toEqual([
    ['initialize', 'ok', undefined],
    ['initialize', 'error', 'limited'],
    ['server/discover', 'error', 'limited'],
  ]);
});

test.each([
  ['limited', { rateLimit: { limit: 1, windowMs: 60_000 } }, 'run'],
  ['internal_error', {}, 'broken'],
])('a tool call that is %s says so', async (word, options, name) => {
  const records: AuditRecord[] = [];
  const tools = [...parts.tools, run(() => Promise.reject(new Error('boom')), { name: 'broken' })];
  const { send } = await serve({ tools }, { ...options, audit: (record) => records.push(record) });
  for (let call = 0; call < 2; call++) await send(legacy('tools/call', { name }));
  expect(records.at(-1)).toMatchObject({ outcome: 'error', errorType: word });
});
