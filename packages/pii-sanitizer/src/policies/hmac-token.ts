// Tokens that are the same for the same value and tell nothing without the key: HMAC-SHA-256 (RFC 2104, FIPS 180-4).
import { SanitizerOptionError } from '../errors.ts';
import { hmacSha256 } from '../text/sha256.ts';
import { REDACTED } from './placeholders.ts';
import type { Replace } from './policy.ts';

const MIN_KEY_BYTES = 16;
const TOKEN_BYTES = 8;
const SEPARATED = /^[\d\s().+-]+$/;

/**
 * A policy that puts `[EMAIL:bf2a91c04d5e6f70]` in place: 62 bits of HMAC-SHA-256 over type and value. Case, white space
 * around the value and the separators of numbers do not count, so that one card has one token; secrets count exactly.
 * Whole objects and arrays become `[REDACTED]`.
 * @param key The secret key, a text or bytes; at least 16 bytes.
 * @throws {SanitizerOptionError} When the key is shorter.
 */
export function hmacToken(key: string | Uint8Array): Replace {
  const encoder = new TextEncoder();
  const bytes = typeof key === 'string' ? encoder.encode(key) : Uint8Array.from(key);
  if (bytes.length < MIN_KEY_BYTES) {
    throw new SanitizerOptionError(
      `Expected \`key\` to be at least ${MIN_KEY_BYTES} bytes, got ${bytes.length}`,
    );
  }
  return ({ type, label, text }) => {
    if (text === '') return REDACTED;
    const message = encoder.encode(`${type}\0${type === 'SECRET' ? text : normal(text)}`);
    const token = hmacSha256(bytes, message).subarray(0, TOKEN_BYTES);
    // A letter first: a token is no number.
    token[0] = 0xa0 + ((token[0] as number) % 0x60);
    return `[${label}:${Array.from(token, (byte) => byte.toString(16).padStart(2, '0')).join('')}]`;
  };
}

function normal(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return SEPARATED.test(trimmed) ? trimmed.replace(/\D+/g, '') : trimmed;
}
