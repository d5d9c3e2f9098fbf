// Whose calls are counted together: the address that a request really comes from.
import { positiveInteger } from '../check.ts';
import { formatAddress, parseAddress } from './address.ts';
import { trustedProxiesOf } from './trusted-proxies.ts';

/** What is used of a request: of `node:http` as it is, or the headers of a fetch `Request` with the peer's address. */
export interface ClientRequest {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Options of {@link clientKey}. */
export interface ClientKeyOptions {
  /**
   * Addresses and ranges of the proxies before this server, such as `10.0.0.0/8`. Only they are believed when they say
   * whom they speak for. Keep the same list: it is worked out once. Default: none.
   */
  trustedProxies?: readonly string[];
  /** How many bits of an IPv6 address are one client: 1 to 128. Default 64, what one customer gets. */
  ipv6Prefix?: number;
}

const NONE: readonly string[] = [];

/**
 * The address of the client: the peer's, or, where that is a trusted proxy, the last address in `X-Forwarded-For` that is
 * not one. What a client puts into that header itself stands before what the proxies add, and is never looked at.
 * @param request The request: its headers, and its socket for the peer's address.
 * @returns An IPv4 address, the prefix of an IPv6 address such as `2001:db8:0:7::/64`, or `unknown` when the socket has
 *   gone, and for every request that comes over a Unix socket, which has no address. It is personal data in many countries.
 * @throws {RateLimiterError} `ERR_OPTION` for an option that is out of range.
 */
export function clientKey(request: ClientRequest, options: ClientKeyOptions = {}): string {
  const isTrusted = trustedProxiesOf(options.trustedProxies ?? NONE);
  const ipv6Prefix = positiveInteger('ipv6Prefix', options.ipv6Prefix ?? 64, 128);
  let client = parseAddress(request.socket.remoteAddress ?? '');
  if (client === undefined) return 'unknown';
  if (isTrusted(client)) {
    const hops = forwardedFor(request.headers);
    for (let index = hops.length - 1; index >= 0; index--) {
      const hop = parseAddress(withoutPort(hops[index] ?? ''));
      // Whoever wrote this is no proxy that tells who its client is: it counts as the client itself.
      if (hop === undefined) break;
      client = hop;
      if (!isTrusted(hop)) break;
    }
  }
  return formatAddress(client, ipv6Prefix);
}

function forwardedFor(headers: ClientRequest['headers']): string[] {
  const value = isFetchHeaders(headers) ? headers.get('x-forwarded-for') : headers['x-forwarded-for'];
  if (value === undefined || value === null) return [];
  return (typeof value === 'string' ? value : value.join(',')).split(',');
}

// Not `instanceof`: a Headers may come from another implementation than the global one.
function isFetchHeaders(headers: ClientRequest['headers']): headers is Headers {
  return typeof headers.get === 'function';
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  const text = hop.trim();
  if (text.startsWith('[')) return text.slice(1, Math.max(1, text.indexOf(']')));
  const colon = text.indexOf(':');
  return colon !== -1 && colon === text.lastIndexOf(':') ? text.slice(0, colon) : text;
}
