// Addresses of Bitcoin (Base58Check; Bech32 and Bech32m of BIP 173 and 350) and of Ethereum (EIP-55).
import { sha256 } from '../text/sha256.ts';
import type { Candidate } from './candidate.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const LIMB = 0x1_0000_0000;
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const BECH32_CONST = 1;
const BECH32M_CONST = 0x2bc830a3;
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** The address that the word `[start, end)` is, if it is one. */
export function matchCryptoAddress(text: string, start: number, end: number): Candidate | undefined {
  const size = end - start;
  if (size < 26 || size > 90) return undefined;
  const first = text.charCodeAt(start);
  let isAddress = false;
  if (first === 48) isAddress = size === 42 && /^0x[0-9a-fA-F]{40}$/.test(text.slice(start, end));
  else if (first === 49 || first === 51) isAddress = size <= 35 && passesBase58Check(text.slice(start, end));
  else if ((first | 32) === 98 || (first | 32) === 116) isAddress = passesBech32(text.slice(start, end));
  return isAddress ? { type: 'CRYPTO', start, end, confidence: 0.98, distance: -1 } : undefined;
}

/** 25 bytes, of which the last four are the start of a double SHA-256 of the others. */
function passesBase58Check(word: string): boolean {
  // Seven limbs of 32 bits hold 224 bits; a product of one with 58 is still exact.
  const limbs = new Float64Array(7);
  for (let index = 0; index < word.length; index += 1) {
    let carry = BASE58.indexOf(word.charAt(index));
    if (carry < 0) return false;
    for (let limb = 6; limb >= 0; limb -= 1) {
      const product = (limbs[limb] as number) * 58 + carry;
      carry = Math.floor(product / LIMB);
      limbs[limb] = product - carry * LIMB;
    }
  }
  if ((limbs[0] as number) > 255) return false;
  const bytes = new Uint8Array(28);
  const view = new DataView(bytes.buffer);
  for (const [limb, value] of limbs.entries()) view.setUint32(limb * 4, value);
  const digest = sha256(sha256(bytes.subarray(3, 24)));
  return bytes.subarray(24).every((byte, index) => byte === digest[index]);
}

function passesBech32(word: string): boolean {
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return false;
  if (!/^(?:bc1|tb1)[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{11,87}$/.test(lower)) return false;
  const prefix = lower.slice(0, 2);
  const values = [...prefix].map((letter) => letter.charCodeAt(0) >> 5);
  values.push(0, ...[...prefix].map((letter) => letter.charCodeAt(0) & 31));
  for (const letter of lower.slice(3)) values.push(BECH32.indexOf(letter));
  const sum = polymod(values);
  return sum === BECH32_CONST || sum === BECH32M_CONST;
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATORS.entries()) if ((top >>> bit) & 1) sum ^= generator;
  }
  return sum >>> 0;
}
