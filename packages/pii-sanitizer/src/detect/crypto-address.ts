// Addresses of Bitcoin (Base58Check; Bech32 and Bech32m of BIP 173 and 350) and of Ethereum (EIP-55).

import { sha256 } from '../text/sha256.ts';
import type { Finding } from '../types.ts';
import { findingAt } from './finding-at.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const BECH32_CONST = 1;
const BECH32M_CONST = 0x2bc830a3;
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** The address that the word `[start, end)` is, if it is one. */
export function matchCryptoAddress(text: string, start: number, end: number): Finding | undefined {
  const size = end - start;
  if (size < 26 || size > 90) return undefined;
  const first = text.charCodeAt(start);
  let isAddress = false;
  if (first === 48) isAddress = size === 42 && /^0x[0-9a-fA-F]{40}$/.test(text.slice(start, end));
  else if (first === 49 || first === 51) isAddress = size <= 35 && passesBase58Check(text.slice(start, end));
  else if ((first | 32) === 98 || (first | 32) === 116) isAddress = passesBech32(text.slice(start, end));
  return isAddress ? findingAt('CRYPTO', start, end, 0.98) : undefined;
}

/** 25 bytes, of which the last four are the start of a double SHA-256 of the others. */
function passesBase58Check(word: string): boolean {
  // 14 limbs of 16 bits hold 224 bits; all but the first few are zero for most of the way.
  const limbs = new Int32Array(14);
  let used = 13;
  for (let index = 0; index < word.length; index += 1) {
    let carry = BASE58.indexOf(word.charAt(index));
    if (carry < 0) return false;
    for (let limb = 13; limb >= 0 && (limb >= used || carry > 0); limb -= 1) {
      const product = (limbs[limb] as number) * 58 + carry;
      limbs[limb] = product & 0xffff;
      carry = product >>> 16;
      if (limb < used) used = limb;
    }
  }
  if ((limbs[0] as number) !== 0 || (limbs[1] as number) > 255) return false;
  const bytes = new Uint8Array(28);
  for (let limb = 0; limb < 14; limb += 1) {
    bytes[limb * 2] = (limbs[limb] as number) >>> 8;
    bytes[limb * 2 + 1] = (limbs[limb] as number) & 255;
  }
  const digest = sha256(sha256(bytes.subarray(3, 24)));
  return (
    bytes[24] === digest[0] && bytes[25] === digest[1] && bytes[26] === digest[2] && bytes[27] === digest[3]
  );
}

/** The address starts with `bc1` or `tb1`, whose letters are summed as their high bits, a zero, and their low bits. */
function passesBech32(word: string): boolean {
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return false;
  if (word.length < 14 || !(lower.startsWith('bc1') || lower.startsWith('tb1'))) return false;
  const first = lower.charCodeAt(0) & 31;
  let sum = summed(summed(summed(summed(summed(1, 3), 3), 0), first), lower.charCodeAt(1) & 31);
  for (let index = 3; index < lower.length; index += 1) {
    const value = BECH32.indexOf(lower.charAt(index));
    if (value < 0) return false;
    sum = summed(sum, value);
  }
  return sum === BECH32_CONST || sum === BECH32M_CONST;
}

/** The checksum of BIP 173, one value further. */
function summed(sum: number, value: number): number {
  const top = sum >>> 25;
  let next = ((sum & 0x1ffffff) << 5) ^ value;
  for (let bit = 0; bit < 5; bit += 1) if ((top >>> bit) & 1) next ^= GENERATORS[bit] as number;
  return next;
}
