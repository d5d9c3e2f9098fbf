// Which Host and Origin headers are let in: the defence against DNS rebinding and cross-site requests.
import { DefinitionError } from '../errors.ts';

/** Names of this machine, as they stand in URLs. */
export const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Decides on one header. */
export interface AllowLists {
  isHostAllowed(host: string | undefined): boolean;
  isOriginAllowed(origin: string): boolean;
}

/**
 * Compiles the lists.
 *
 * @param bindHost - The address that the server listens on; it and the loopback names are always allowed hosts.
 * @param hosts - Further host names, without a port. `*` allows every host: only behind a proxy that checks.
 * @param origins - Allowed origins, such as `https://app.example.com`. Pages served from a loopback name are
 * allowed as long as the server listens on a loopback address.
 */
export function createAllowLists(
  bindHost: string,
  hosts: readonly string[] = [],
  origins: readonly string[] = [],
): AllowLists {
  const isLoopback = LOOPBACK.includes(bindHost) || bindHost === '::1' || bindHost.startsWith('127.');
  const allowedHosts = new Set(
    [...LOOPBACK, bindHost.includes(':') ? `[${bindHost}]` : bindHost, ...hosts.map(checkHost)].map((host) =>
      host.toLowerCase(),
    ),
  );
  const anyHost = allowedHosts.has('*');
  const allowedOrigins = new Set(origins.map(checkOrigin));
  return {
    isHostAllowed(host) {
      if (anyHost) return true;
      const name = host === undefined ? undefined : hostnameOf(host);
      return name !== undefined && allowedHosts.has(name);
    },
    isOriginAllowed(origin) {
      if (allowedOrigins.has(origin)) return true;
      if (!isLoopback) return false;
      const url = URL.canParse(origin) ? new URL(origin) : undefined;
      return url !== undefined && /^https?:$/.test(url.protocol) && LOOPBACK.includes(url.hostname);
    },
  };
}

function hostnameOf(host: string): string | undefined {
  // Not `new URL`: it forgives user info, paths and odd characters that no client sends.
  return /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/.exec(host.toLowerCase())?.[1];
}

function checkOrigin(origin: string): string {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new DefinitionError(
      `Expected every entry of \`allowedOrigins\` to be an origin such as "https://app.example.com", got ${JSON.stringify(origin)}`,
    );
  }
  return origin;
}

function checkHost(host: string): string {
  if (host !== '*' && hostnameOf(host) !== host.toLowerCase()) {
    throw new DefinitionError(
      `Expected every entry of \`allowedHosts\` to be a host name such as "mcp.example.com", without scheme and port, got ${JSON.stringify(host)}`,
    );
  }
  return host;
}
