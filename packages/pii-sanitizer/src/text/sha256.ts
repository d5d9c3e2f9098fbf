// SHA-256 (FIPS 180-4) and HMAC (RFC 2104), synchronous and without Node. A library would be a twentieth of what a browser loads for
// this package; the tests hold these against node:crypto.

const BLOCK = 64;
const DIGEST = 32;

/** The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of the first eight. */
const ROUNDS = new Int32Array(64);
const START = new Int32Array(8);
for (let candidate = 2, found = 0; found < 64; candidate += 1) {
  let isPrime = true;
  for (let factor = 2; factor * factor <= candidate; factor += 1)
    if (candidate % factor === 0) isPrime = false;
  if (!isPrime) continue;
  ROUNDS[found] = fraction(Math.cbrt(candidate));
  if (found < 8) START[found] = fraction(Math.sqrt(candidate));
  found += 1;
}

function fraction(root: number): number {
  return ((root % 1) * 0x1_0000_0000) | 0;
}

/** The state, the last blocks of a message, and the message schedule of the block at hand: a short digest allocates nothing else. */
const STATE = new Int32Array(8);
const LAST = new Uint8Array(2 * BLOCK);
const WORDS = new Int32Array(64);

/** The digest of `bytes`: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const size = bytes.length;
  const whole = size - (size % BLOCK);
  STATE.set(START);
  for (let block = 0; block < whole; block += BLOCK) compress(bytes, block);
  for (let index = whole; index < size; index += 1) LAST[index - whole] = bytes[index] as number;
  LAST[size - whole] = 0x80;
  const end = size - whole + 9 > BLOCK ? 2 * BLOCK : BLOCK;
  // The length in bits.
  for (let index = 1, rest = size * 8; rest > 0; index += 1, rest = Math.floor(rest / 256))
    LAST[end - index] = rest % 256;
  for (let block = 0; block < end; block += BLOCK) compress(LAST, block);
  LAST.fill(0);
  const digest = new Uint8Array(DIGEST);
  for (let index = 0; index < DIGEST; index += 1)
    digest[index] = (STATE[index >> 2] as number) >>> (24 - (index & 3) * 8);
  return digest;
}

/** The HMAC-SHA-256 of `message` under `key`: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  block.set(key.length > BLOCK ? sha256(key) : key);
  return padded(block, 0x5c, padded(block, 0x36, message));
}

/** The digest of `tail` behind the block, whose bytes are combined with `pad`. */
function padded(block: Uint8Array, pad: number, tail: Uint8Array): Uint8Array {
  const both = new Uint8Array(BLOCK + tail.length);
  both.set(block.map((byte) => byte ^ pad));
  both.set(tail, BLOCK);
  return sha256(both);
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function compress(bytes: Uint8Array, block: number): void {
  const state = STATE;
  const words = WORDS;
  for (let round = 0; round < 16; round += 1) {
    const at = block + round * 4;
    words[round] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
  for (let round = 16; round < 64; round += 1) {
    const early = words[round - 15] as number;
    const late = words[round - 2] as number;
    const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[round] = ((words[round - 16] as number) + small + (words[round - 7] as number) + large) | 0;
  }
  // Not by destructuring: an iterator costs as much as half of the rounds.
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let round = 0; round < 64; round += 1) {
    const one =
      (h +
        (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
        ((e & f) ^ (~e & g)) +
        (ROUNDS[round] as number) +
        (words[round] as number)) |
      0;
    const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}
