// Addresses of wallets, made here from random bytes by the standards and hashed by node:crypto.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { found, foundOf } from './found.ts';
import { frame, frameOrNone } from './frames.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

function base58Check(version: number, hash: Uint8Array): string {
  const body = Buffer.concat([Buffer.from([version]), hash]);
  const bytes = Buffer.concat([body, sha256(sha256(body)).subarray(0, 4)]);
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = BASE58.charAt(Number(number % 58n)) + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros) + text;
}

/** BIP 173 and 350: a version and a program of 20 or 32 bytes. */
function segwit(version: number, program: Uint8Array): string {
  const bits = [...program].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const words = [
    version,
    ...(bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2)),
  ];
  const checked = [3, 3, 0, 2, 3, ...words];
  let sum = 1;
  const step = (value: number): void => {
    const top = sum >>> 25;
    sum = (((sum & 0x1ffffff) << 5) ^ value) >>> 0;
    for (const [bit, generator] of [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].entries())
      if ((top >> bit) & 1) sum = (sum ^ generator) >>> 0;
  };
  for (const value of [...checked, 0, 0, 0, 0, 0, 0]) step(value);
  sum = (sum ^ (version === 0 ? 1 : 0x2bc830a3)) >>> 0;
  const check = [25, 20, 15, 10, 5, 0].map((shift) => (sum >>> shift) & 31);
  return `bc1${[...words, ...check].map((word) => BECH32.charAt(word)).join('')}`;
}

const bytesOf = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const legacy = fc
  .tuple(fc.constantFrom(0, 5), bytesOf(20))
  .map(([version, hash]) => base58Check(version, hash));
const modern = fc.oneof(
  bytesOf(20).map((program) => segwit(0, program)),
  bytesOf(32).map((program) => segwit(0, program)),
  bytesOf(32).map((program) => segwit(1, program)),
);
const hex = (size: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: size, maxLength: size });

describe('addresses of wallets', () => {
  it.each([
    ['BIP 173', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
    ['BIP 350', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
    ['EIP 55', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['the genesis block', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ])('the sample of %s', (_source, address) =>
    expect(found(`pay ${address} now`)).toEqual([`CRYPTO ${address}`]),
  );

  it('are found exactly, wherever they stand', () => {
    const ethereum = hex(40).map((digits) => `0x${digits}`);
    const upper = modern.map((address) => address.toUpperCase());
    fc.assert(
      fc.property(fc.oneof(legacy, modern, upper, ethereum), frameOrNone, (address, [a, b]) => {
        expect(found(a + address + b)).toEqual([`CRYPTO ${address}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('of Bitcoin are none with one character changed', () => {
    fc.assert(
      fc.property(
        fc.oneof(legacy, modern),
        fc.nat(1_000),
        fc.nat(1_000),
        frame,
        (address, place, letter, [a, b]) => {
          const at = 3 + (place % (address.length - 3));
          const alphabet = address.startsWith('bc1') ? BECH32 : BASE58;
          const other = alphabet.charAt(letter % alphabet.length);
          fc.pre(other !== address[at]);
          expect(
            foundOf('CRYPTO', `${a}${address.slice(0, at)}${other}${address.slice(at + 1)}${b}`),
          ).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are none in a longer token, nor hashes of transactions', () => {
    fc.assert(
      fc.property(hex(64), hex(39), hex(41), (hash, short, long) => {
        for (const text of [`0x${hash}`, hash, `0x${short}`, `0x${long}`, short])
          expect([text, foundOf('CRYPTO', `tx ${text} done`)]).toEqual([text, []]);
      }),
    );
    for (const text of [
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNaX',
      'x1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
      'Bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    ])
      expect([text, foundOf('CRYPTO', `pay ${text} now`)]).toEqual([text, []]);
  });
});
