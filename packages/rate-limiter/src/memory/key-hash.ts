// A keyed hash of strings: HalfSipHash-1-3 with 64 bits of output (Aumasson and Bernstein, the variant that Linux uses
// for its hash tables). The seed is secret, so nobody who chooses keys can make two of them meet.
import { randomBytes } from 'node:crypto';

export class KeyHash {
  /** The key that was hashed last, and the two halves of its hash. */
  text = '';
  high = 0;
  low = 0;
  private readonly seed0: number;
  private readonly seed1: number;

  constructor(seed: Buffer = randomBytes(8)) {
    this.seed0 = seed.readInt32LE(0);
    this.seed1 = seed.readInt32LE(4);
  }

  /** Sets {@link high} and {@link low} to the hash of the UTF-16 code units of `key`, of which there are less than 2^16. */
  update(key: string): void {
    this.text = key;
    const { length } = key;
    let v0 = this.seed0;
    let v1 = this.seed1 ^ 0xee;
    let v2 = this.seed0 ^ 0x6c796765;
    let v3 = this.seed1 ^ 0x74656462;
    // The last word holds the length: two keys of different lengths have different words.
    const words = (length >> 1) + 1;
    for (let word = 0; word < words + 6; word++) {
      let m = 0;
      if (word < words - 1) m = key.charCodeAt(2 * word) | (key.charCodeAt(2 * word + 1) << 16);
      else if (word === words - 1) m = (length & 1 ? key.charCodeAt(length - 1) : 0) | (length << 16);
      else if (word === words) v2 ^= 0xee;
      else if (word === words + 3) {
        this.low = (v1 ^ v3) >>> 0;
        v1 ^= 0xdd;
      }
      v3 ^= m;
      v0 = (v0 + v1) | 0;
      v1 = (v1 << 5) | (v1 >>> 27);
      v1 ^= v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = (v3 << 8) | (v3 >>> 24);
      v3 ^= v2;
      v0 = (v0 + v3) | 0;
      v3 = (v3 << 7) | (v3 >>> 25);
      v3 ^= v0;
      v2 = (v2 + v1) | 0;
      v1 = (v1 << 13) | (v1 >>> 19);
      v1 ^= v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= m;
    }
    this.high = (v1 ^ v3) >>> 0;
  }
}
