// State that travels through the client between two rounds of input: signed, bound and with an expiry.
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

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

/**
 * Makes a seal with HMAC-SHA256 over a key derived by HKDF (RFC 5869). The state is readable by the client.
 * @param clock - The time in milliseconds since the epoch.
 */
export function createRequestStateSeal(
  secret: string | Uint8Array = randomBytes(32),
  ttlMs = REQUEST_STATE_TTL_MS,
  clock: () => number = Date.now,
): RequestStateSeal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'portcullis request state', 32));
  const mac = (body: string, binding: string): Buffer =>
    createHmac('sha256', key).update(`${body.length}.${body}${binding}`).digest();
  return {
    seal(state, binding) {
      const body = Buffer.from(JSON.stringify({ s: state, e: clock() + ttlMs })).toString('base64url');
      const token = `${body}.${mac(body, binding).toString('base64url')}`;
      if (token.length > MAX_TOKEN_CHARS) {
        throw new RangeError(`The state of a call is longer than ${MAX_TOKEN_CHARS} characters when sealed`);
      }
      return token;
    },
    open(token, binding) {
      if (token.length > MAX_TOKEN_CHARS) return undefined;
      const dot = token.indexOf('.');
      const body = token.slice(0, dot);
      const given = Buffer.from(token.slice(dot + 1), 'base64url');
      const expected = mac(body, binding);
      if (dot < 1 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const { s, e } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { s: unknown; e: number };
      return e >= clock() ? { state: s } : undefined;
    },
  };
}
