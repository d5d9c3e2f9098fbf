// State that travels through the client between two rounds of input: encrypted, bound and with an expiry.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals and opens request state (MCP 2026-07-28, multi round-trip requests). */
export interface RequestStateSeal {
  /** @param binding - What the state belongs to: caller, method, parameters. Not part of the token. */
  seal(state: unknown, binding: string): string;
  /** @returns the state, or `undefined` for a token that is forged, expired or bound to something else. */
  open(token: string, binding: string): { state: unknown } | undefined;
}

/** How long a state is good where nothing else is said, in milliseconds. */
export const REQUEST_STATE_TTL_MS = 600_000;

/** The longest token that is made or looked at, in characters. */
const MAX_TOKEN_CHARS = 64 * 1024;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Makes a seal with AES-256-GCM under a key derived by HKDF (RFC 5869): nobody without the secret can read the state or
 * change it.
 * @param clock - The time in milliseconds since the epoch.
 */
export function createRequestStateSeal(
  secret: string | Uint8Array = randomBytes(32),
  ttlMs = REQUEST_STATE_TTL_MS,
  clock: () => number = Date.now,
): RequestStateSeal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'portcullis encrypted request state', 32));
  return {
    seal(state, binding) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(binding));
      const body = cipher.update(JSON.stringify({ s: state, e: clock() + ttlMs }), 'utf8');
      const token = Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()]).toString('base64url');
      if (token.length > MAX_TOKEN_CHARS) {
        throw new RangeError(`The state of a call is longer than ${MAX_TOKEN_CHARS} characters when sealed`);
      }
      return token;
    },
    open(token, binding) {
      if (token.length > MAX_TOKEN_CHARS) return undefined;
      const bytes = Buffer.from(token, 'base64url');
      // The decoder leaves out what is no Base64.
      if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== token) return undefined;
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(binding)).setAuthTag(bytes.subarray(-TAG_BYTES));
      const body = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      try {
        decipher.final();
      } catch {
        return undefined;
      }
      const { s, e } = JSON.parse(body.toString()) as { s: unknown; e: number };
      return e >= clock() ? { state: s } : undefined;
    },
  };
}
