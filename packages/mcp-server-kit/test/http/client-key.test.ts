// Whose calls are counted together.
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createClientKeys } from '../../src/http/client-key.ts';

const socket = (remoteAddress: string | undefined) => ({ remoteAddress }) as Socket;

test('one address is one client, another is another', () => {
  const keyOf = createClientKeys();
  expect(keyOf(socket('10.0.0.1'))).toBe(keyOf(socket('10.0.0.1')));
  expect(keyOf(socket('10.0.0.1'))).not.toBe(keyOf(socket('10.0.0.2')));
  expect(keyOf(socket('::ffff:10.0.0.1'))).not.toBe(keyOf(socket('::ffff:10.0.0.2')));
});

test('the addresses of one /64 are one client', () => {
  const keyOf = createClientKeys();
  const same = ['2001:db8:0:7::1', '2001:db8:0:7:ffff:ffff:ffff:ffff', '2001:db8:0:7:1:2:3:4'].map((ip) =>
    keyOf(socket(ip)),
  );
  expect(new Set(same).size).toBe(1);
  expect(keyOf(socket('2001:db8:0:8::1'))).not.toBe(same[0]);
  expect(keyOf(socket('2001:db8::1'))).not.toBe(same[0]);
});

test('an address in another notation is the same client', () => {
  const keyOf = createClientKeys();
  expect(keyOf(socket('::1'))).toBe(keyOf(socket('0:0:0:0:0:0:0:1')));
  expect(keyOf(socket('2001:db8::'))).toBe(keyOf(socket('2001:db8:0:0:1::')));
});

test('the key tells nothing of the address, and differs between processes', () => {
  const key = createClientKeys()(socket('10.0.0.1'));
  expect(key).toMatch(/^client_[abcdefghjkmnpqrs]{16}$/);
  expect(createClientKeys()(socket('10.0.0.1'))).not.toBe(key);
});

test('a socket that has gone has a key too', () => {
  expect(createClientKeys()(socket(undefined))).toMatch(/^client_/);
});
