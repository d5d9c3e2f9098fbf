// Whose calls are counted together: the client's address, as a keyed digest.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type ClientKeyOptions, clientKey } from '@portcullis/rate-limiter';
import { checkedByLimiter } from '../limiter-options.ts';
import { toLetters } from '../runtime/letters.ts';

/** Names of clients behind proxies that are kept; then they are worked out anew. */
const MAX_KNOWN = 10_000;

/**
 * Makes the function that names a request's client. An address is personal data: what is counted, logged and audited is
 * a digest under a key derived from `secret` by HKDF (RFC 5869), which is of this process unless it is given.
 * @throws {DefinitionError} for an entry of `trustedProxies` that is no address or range, or a bad `ipv6Prefix`.
 */
export function createClientKeys(
  options: ClientKeyOptions = {},
  secret: string | Uint8Array = randomBytes(32),
): (req: IncomingMessage) => string {
  checkedByLimiter(() => clientKey({ headers: {}, socket: {} }, options));
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'portcullis client key', 32));
  const ofSocket = new WeakMap<object, string>();
  const ofAddress = new Map<string, string>();

  function nameOf(req: IncomingMessage): string {
    const address = clientKey(req, options);
    const known = ofAddress.get(address);
    if (known !== undefined) return known;
    const digest = createHmac('sha256', key).update(address).digest();
    const name = `client_${toLetters(digest.subarray(0, 8))}`;
    if (ofAddress.size === MAX_KNOWN) ofAddress.clear();
    ofAddress.set(address, name);
    return name;
  }

  // One connection of a proxy carries the requests of many clients.
  if (options.trustedProxies !== undefined && options.trustedProxies.length > 0) return nameOf;
  return (req) => {
    let name = ofSocket.get(req.socket);
    if (name === undefined) {
      name = nameOf(req);
      ofSocket.set(req.socket, name);
    }
    return name;
  };
}
