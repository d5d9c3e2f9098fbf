// Whose calls are counted together: the client's address, as a keyed digest.
import type { IncomingMessage } from 'node:http';
import { type ClientKeyOptions, clientKey } from '@portcullis/rate-limiter';
import { checkedByLimiter } from '../limiter-options.ts';
import { createKeyedNames } from '../runtime/keyed-name.ts';
import { UNKNOWN_CLIENT } from '../runtime/scope.ts';

/** Names of clients behind proxies that are kept; then they are worked out anew. */
const MAX_KNOWN = 10_000;

/** What `clientKey` says of a connection without an address, such as one through a Unix socket. */
const NO_ADDRESS = 'unknown';

/**
 * Makes the function that names a request's client. An address is personal data: what is counted, logged and audited is
 * a digest under a key derived from `secret` by HKDF (RFC 5869), which is of this process unless it is given.
 * @throws {DefinitionError} for an entry of `trustedProxies` that is no address or range, or a bad `ipv6Prefix`.
 */
export function createClientKeys(
  options: ClientKeyOptions = {},
  secret?: string | Uint8Array,
): (req: IncomingMessage) => string {
  checkedByLimiter(() => clientKey({ headers: {}, socket: {} }, options));
  const digestOf = createKeyedNames('portcullis client key', 'client_', secret);
  const ofSocket = new WeakMap<object, string>();
  const ofAddress = new Map<string, string>();

  function nameOf(req: IncomingMessage): string {
    const address = clientKey(req, options);
    const known = ofAddress.get(address);
    if (known !== undefined) return known;
    const name = address === NO_ADDRESS ? UNKNOWN_CLIENT : digestOf(address);
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
