// Tokens that are the same for the same value and tell nothing without the key: HMAC-SHA-256 (RFC 2104, FIPS 180-4).
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { SanitizerOptionError } from '../errors.ts';
import { REDACTED } from './placeholders.ts';
import type { Replace } from './policy.ts';

const MIN_KEY_BYTES = 16;
const HEX_DIGITS = 16;
const SEPARATED = /^[\d\s().+-]+$/;

/**
 * A policy that puts `[EMAIL:3f2a91c04d5e6f70]` in place: 64 bits of HMAC-SHA-256 over type and value. Case, white space
 * around the value and the separators of numbers do not count, so that one card has one token; secrets count exactly.
 * Whole objects and arrays become `[REDACTED]`.
 * @param key The secret key, a text or bytes; at least 16 bytes.
 * @throws {SanitizerOptionError} When the key is shorter.
 */
export function hmacToken(key: string | Uint8Array): Replace {
  const bytes = typeof key === 'string' ? utf8ToBytes(key) : Uint8Array.from(key);
  if (bytes.length < MIN_KEY_BYTES) {
    throw new SanitizerOptionError(
      `Expected \`key\` to be at least ${MIN_KEY_BYTES} bytes, got ${bytes.length}`,
    );
  }
  return ({ type, label, text }) => {
    if (text === '') return REDACTED;
    const digest = hmac(sha256, bytes, utf8ToBytes(`${type}\0${type === 'SECRET' ? text : normal(text)}`));
    return `[${label}:${bytesToHex(digest).slice(0, HEX_DIGITS)}]`;
  };
}

function normal(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return SEPARATED.test(trimmed) ? trimmed.replace(/\D+/g, '') : trimmed;
}
