// Whose calls are counted together.
import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createClientKeys } from '../../src/http/client-key.ts';
import { DefinitionError } from '../../src/index.ts';
import { run } from '../guards/probe.ts';
import { serve } from './raw.ts';

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

test('one address is one client, another is another', () => {
  const keyOf = createClientKeys();
  expect(keyOf(from('10.0.0.1'))).toBe(keyOf(from('10.0.0.1')));
  expect(keyOf(from('10.0.0.1'))).not.toBe(keyOf(from('10.0.0.2')));
  expect(keyOf(from('::ffff:10.0.0.1'))).not.toBe(keyOf(from('::ffff:10.0.0.2')));
});

test('the addresses of one /64 are one client', () => {
  const keyOf = createClientKeys();
  const same = ['2001:db8:0:7::1', '2001:db8:0:7:ffff:ffff:ffff:ffff', '2001:db8:0:7:1:2:3:4'].map((ip) =>
    keyOf(from(ip)),
  );
  expect(new Set(same).size).toBe(1);
  expect(keyOf(from('2001:db8:0:8::1'))).not.toBe(same[0]);
  expect(keyOf(from('2001:db8::1'))).not.toBe(same[0]);
});

test('an address in another notation is the same client', () => {
  const keyOf = createClientKeys();
  expect(keyOf(from('::1'))).toBe(keyOf(from('0:0:0:0:0:0:0:1')));
  expect(keyOf(from('2001:db8::'))).toBe(keyOf(from('2001:db8:0:0:1::')));
});

test('the key tells nothing of the address, and differs between processes', () => {
  const key = createClientKeys()(from('10.0.0.1'));
  expect(key).toMatch(/^client_[abcdefghjkmnpqrs]{16}$/);
  expect(createClientKeys()(from('10.0.0.1'))).not.toBe(key);
});

test('replicas that share a secret name a client alike', () => {
  const [a, b, c] = ['one secret', 'one secret', 'another'].map((secret) =>
    createClientKeys({}, secret)(from('10.0.0.1')),
  );
  expect(a).toBe(b);
  expect(a).not.toBe(c);
});

test('a socket that has gone has a key too', () => {
  expect(createClientKeys()(from(undefined))).toMatch(/^client_/);
});

test('clients behind a trusted proxy have keys of their own, on one connection too', () => {
  const keyOf = createClientKeys({ trustedProxies: ['10.0.0.0/8'], ipv6Prefix: 48 });
  const proxied = from('10.0.0.1', '192.0.2.1');
  const key = keyOf(proxied);
  proxied.headers['x-forwarded-for'] = '192.0.2.2';
  expect(keyOf(proxied)).not.toBe(key);
  expect(keyOf(from('10.0.0.9', '192.0.2.1'))).toBe(key);
  expect(keyOf(from('192.0.2.1', '192.0.2.77'))).toBe(key);
  expect(keyOf(from('10.0.0.1', '2001:db8:0:7::1'))).toBe(keyOf(from('10.0.0.1', '2001:db8:0:8::1')));
});

describe('over HTTP', () => {
  const options = { rateLimit: { limit: 1, windowMs: 60_000 } };
  const tools = [run(() => 'ok')];

  test('each client behind a trusted proxy has a limit of its own', async () => {
    const { send } = await serve({ tools }, { ...options, trustedProxies: ['127.0.0.1'] });
    const call = async (client: string) => {
      const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run', arguments: {} } };
      return (await send({ body, headers: { 'x-forwarded-for': client } })).text;
    };
    expect(await call('192.0.2.1')).toContain('ok');
    expect(await call('192.0.2.2')).toContain('ok');
    expect(await call('192.0.2.1')).toContain('Rate limit reached');
    // What a client writes into the header itself does not help it.
    expect(await call('203.0.113.9, 192.0.2.1')).toContain('Rate limit reached');
  });

  test('nobody is believed without that', async () => {
    const { send } = await serve({ tools }, options);
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run', arguments: {} } };
    expect((await send({ body, headers: { 'x-forwarded-for': '192.0.2.1' } })).text).toContain('ok');
    expect((await send({ body, headers: { 'x-forwarded-for': '192.0.2.2' } })).text).toContain('Rate limit');
  });

  test.each([
    [{ trustedProxies: ['proxy.example.com'] }, 'Expected every entry of `trustedProxies` to be an address'],
    [{ ipv6Prefix: 0 }, 'Expected `ipv6Prefix` to be a positive integer, got 0'],
  ])('%j is a mistake', async (wrong, message) => {
    const starting = serve({ tools }, wrong);
    await expect(starting).rejects.toThrow(DefinitionError);
    await expect(starting).rejects.toThrow(message);
  });
});
