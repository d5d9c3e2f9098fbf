// The hash and the keyed hash, against Node's.
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256, sha256 } from '../../src/text/sha256.ts';

const bytes = fc.uint8Array({ maxLength: 300 });
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');

test('a digest is the one of node:crypto', () => {
  fc.assert(
    fc.property(bytes, (message) => {
      expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
    }),
  );
});

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000_000])('of %i bytes too', (length) => {
  const message = new Uint8Array(length).fill(97);
  expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
});

test('a keyed digest is the one of node:crypto, with keys shorter and longer than a block', () => {
  fc.assert(
    fc.property(bytes, bytes, (key, message) => {
      expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }),
  );
});
