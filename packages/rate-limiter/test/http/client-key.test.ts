import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientKeyOptions, clientKey } from '../../src/index.ts';
import { codeOf } from '../support/code-of.ts';

const keyOf = (
  remoteAddress: string | undefined,
  forwarded?: string | string[],
  options?: ClientKeyOptions,
) => clientKey({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }, options);

describe('without trusted proxies', () => {
  it('is the address of the peer, whatever the header says', () => {
    expect(keyOf('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1');
    expect(keyOf('::ffff:192.0.2.1', '198.51.100.7')).toBe('192.0.2.1');
    expect(keyOf('2001:db8:0:7::1', '198.51.100.7')).toBe('2001:db8:0:7::/64');
    expect(keyOf(undefined)).toBe('unknown');
  });

  it.each([
    ['::1', 64, '0:0:0:0::/64'],
    ['0:0:0:0:0:0:0:1', 64, '0:0:0:0::/64'],
    ['2001:db8::', 64, '2001:db8:0:0::/64'],
    ['2001:DB8:0:7:ffff:ffff:ffff:ffff', 64, '2001:db8:0:7::/64'],
    ['2001:db8:1234:5678::', 48, '2001:db8:1234::/48'],
    ['2001:db8:1234:5678::', 56, '2001:db8:1234:5600::/56'],
    ['2001:db8::1', 128, '2001:db8:0:0:0:0:0:1'],
    ['2001:db8::1', 127, '2001:db8:0:0:0:0:0:0/127'],
    ['2001:db8::1', 1, '0::/1'],
    ['64:ff9b::192.0.2.33', 128, '64:ff9b:0:0:0:0:c000:221'],
    ['fe80::1%eth0', 64, 'fe80:0:0:0::/64'],
    ['192.0.2.1', 1, '192.0.2.1'],
  ])('%s with %i bits is %s', (address, ipv6Prefix, key) => {
    expect(keyOf(address, undefined, { ipv6Prefix })).toBe(key);
  });
});

describe('behind trusted proxies', () => {
  const trustedProxies = ['10.0.0.0/8', '2001:db8:ffff::/48', '192.0.2.5'];
  const key = (peer: string, forwarded?: string | string[]) => keyOf(peer, forwarded, { trustedProxies });

  it('is the last address that is no proxy', () => {
    expect(key('10.0.0.1', '198.51.100.7')).toBe('198.51.100.7');
    expect(key('10.0.0.1', '198.51.100.7, 10.9.9.9')).toBe('198.51.100.7');
    expect(key('192.0.2.5', '198.51.100.7,2001:db8:ffff::1 , 10.9.9.9')).toBe('198.51.100.7');
    expect(key('::ffff:10.0.0.1', ['198.51.100.8', '198.51.100.7'])).toBe('198.51.100.7');
    expect(key('10.0.0.1', '2001:db8:0:7::1')).toBe('2001:db8:0:7::/64');
    expect(key('10.0.0.1', '198.51.100.7:4711, [2001:db8:ffff::1]:443')).toBe('198.51.100.7');
    expect(key('10.0.0.1', '[2001:db8:0:7::1]')).toBe('2001:db8:0:7::/64');
  });

  it('is the peer that is no proxy, whatever it says', () => {
    expect(key('192.0.2.6', '198.51.100.7')).toBe('192.0.2.6');
    expect(key('11.0.0.1', '198.51.100.7')).toBe('11.0.0.1');
    expect(key('2001:db8:fffe::1', '198.51.100.7')).toBe('2001:db8:fffe:0::/64');
  });

  it('is the proxy that does not tell, or the outermost one that is its own client', () => {
    expect(key('10.0.0.1')).toBe('10.0.0.1');
    expect(key('10.0.0.1', '')).toBe('10.0.0.1');
    expect(key('10.0.0.1', 'unknown')).toBe('10.0.0.1');
    expect(key('10.0.0.1', '198.51.100.7, nonsense, 10.0.0.2')).toBe('10.0.0.2');
    expect(key('10.0.0.1', '198.51.100.7,, 10.0.0.2')).toBe('10.0.0.2');
    expect(key('10.0.0.1', '10.0.0.3, 10.0.0.2')).toBe('10.0.0.3');
  });

  it('cannot be chosen by the client: what it sends stands before what the proxy adds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.ipV4(),
          fc.ipV6(),
          fc.array(fc.ipV4()).map((list) => list.join(', ')),
        ),
        fc.ipV4().filter((address) => !address.startsWith('10.') && address !== '192.0.2.5'),
        (sent, address) => {
          expect(key('10.0.0.1', `${sent}, ${address}`)).toBe(address);
          expect(key(address, sent)).toBe(address);
        },
      ),
    );
  });

  it('takes the longest header that there can be in no time', () => {
    const hops = Array(4000).fill('10.1.1.1').join();
    const started = performance.now();
    expect(key('10.0.0.1', hops)).toBe('10.1.1.1');
    expect(key('10.0.0.1', ','.repeat(16_000))).toBe('10.0.0.1');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

it('takes requests of node:http and headers of fetch', async () => {
  const keys: string[] = [];
  const server = createServer((req, res) => {
    keys.push(clientKey(req), clientKey(req, { trustedProxies: ['127.0.0.0/8'] }));
    res.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve, reject) => {
    const headers = { 'X-Forwarded-For': ['spoofed', '198.51.100.7'] };
    request({ port, host: '127.0.0.1', headers }, (res) => res.resume().on('end', resolve))
      .on('error', reject)
      .end();
  });
  server.close();
  expect(keys).toEqual(['127.0.0.1', '198.51.100.7']);
  const headers = new Headers([
    ['x-forwarded-for', '203.0.113.1'],
    ['x-forwarded-for', '198.51.100.7'],
  ]);
  const socket = { remoteAddress: '127.0.0.1' };
  expect(clientKey({ headers, socket }, { trustedProxies: ['127.0.0.1'] })).toBe('198.51.100.7');
});

describe('ranges', () => {
  const isTrusted = (range: string, peer: string) =>
    keyOf(peer, '198.51.100.7', { trustedProxies: [range] }) === '198.51.100.7';

  it.each([
    ['10.0.0.0/8', '10.255.255.255', '11.0.0.0'],
    ['10.1.2.3/31', '10.1.2.2', '10.1.2.4'],
    ['10.1.2.3', '10.1.2.3', '10.1.2.2'],
    ['::1', '::1', '::2'],
    ['fd00::/8', 'fdff::1', 'fe00::1'],
    ['2001:db8::/33', '2001:db8:7fff::', '2001:db8:8000::'],
    ['0.0.0.0/0', '255.1.1.1', '2001:db8::1'],
    ['::ffff:10.0.0.0/104', '10.9.9.9', '11.0.0.0'],
  ])('%s has %s and not %s', (range, inside, outside) => {
    expect(isTrusted(range, inside)).toBe(true);
    expect(isTrusted(range, outside)).toBe(false);
  });

  it.each([
    '',
    'localhost',
    '10.0.0.0/33',
    '10.0.0/8',
    '::/129',
    '10.0.0.1/',
    '10.0.0.1/-1',
    '10.0.0.1/8/8',
    5,
  ])('%j is none', (range) => {
    const run = () => keyOf('10.0.0.1', undefined, { trustedProxies: [range as string] });
    expect(run).toThrow('Expected every entry of `trustedProxies` to be an address or a range');
    expect(codeOf(run)).toBe('ERR_OPTION');
  });

  it.each([
    [{ trustedProxies: '10.0.0.0/8' as never }, 'Expected `trustedProxies` to be a list, got "10.0.0.0/8"'],
    [{ ipv6Prefix: 0 }, 'Expected `ipv6Prefix` to be a positive integer, got 0'],
    [{ ipv6Prefix: 129 }, 'Expected `ipv6Prefix` to be at most 128, got 129'],
  ])('options %j', (options, message) => {
    const run = () => keyOf('10.0.0.1', undefined, options);
    expect(run).toThrow(message);
    expect(codeOf(run)).toBe('ERR_OPTION');
  });
});
