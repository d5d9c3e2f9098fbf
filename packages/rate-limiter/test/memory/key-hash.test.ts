import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyHash } from '../../src/memory/key-hash.ts';

function hashOf(hash: KeyHash, key: string): bigint {
  hash.update(key);
  return (BigInt(hash.high) << 32n) | BigInt(hash.low);
}

/** Any units, lone surrogates too. */
const key = fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units));

describe('the hash of a key', () => {
  it('is the same for the same key, and another for another key or seed', () => {
    const hash = new KeyHash();
    const other = new KeyHash();
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(hashOf(hash, a) === hashOf(hash, b)).toBe(a === b);
        expect(hashOf(hash, a)).not.toBe(hashOf(other, a));
      }),
    );
  });

  it('tells keys apart that differ in one unit, in their length or in their order', () => {
    const hash = new KeyHash();
    const keys = [
      '',
      '\0',
      '\0\0',
      '\0\0\0',
      'a',
      'a\0',
      'ab',
      'ba',
      'abc',
      'abc\0',
      '\u0100',
      '\u0001',
      'ĀĀ',
    ];
    expect(new Set(keys.map((key) => hashOf(hash, key))).size).toBe(keys.length);
  });

  it('spreads neighbouring keys over all buckets, whatever the seed', () => {
    const buckets = 1024;
    const keys = 100 * buckets;
    for (let seed = 0; seed < 3; seed++) {
      const hash = new KeyHash();
      const counts = new Float64Array(buckets);
      const seen = new Set<bigint>();
      for (let i = 0; i < keys; i++) {
        // What an attacker has plenty of: addresses of one network.
        seen.add(hashOf(hash, `2001:db8::${i.toString(16)}`));
        counts[hash.low & (buckets - 1)]! += 1;
      }
      expect(seen.size).toBe(keys);
      // Chi-squared with 1023 degrees of freedom is below 1300 in all but one of a hundred million tables.
      const chiSquared = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
      expect(chiSquared).toBeLessThan(1300);
    }
  });

  it('changes about half of its bits with any bit of the key', () => {
    const hash = new KeyHash();
    let changed = 0;
    for (let bit = 0; bit < 160; bit++) {
      const key = 'abcdefghij';
      const unit = key.charCodeAt(bit >> 4) ^ (1 << (bit & 15));
      const other = key.slice(0, bit >> 4) + String.fromCharCode(unit) + key.slice((bit >> 4) + 1);
      let difference = hashOf(hash, key) ^ hashOf(hash, other);
      for (; difference > 0n; difference >>= 1n) changed += Number(difference & 1n);
    }
    expect(Math.abs(changed / 160 - 32)).toBeLessThan(3);
  });
});
