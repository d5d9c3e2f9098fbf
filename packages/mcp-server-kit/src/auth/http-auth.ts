// How an HTTP server finds out whom a request speaks for.
import type { Principal } from '../definitions/principal.ts';

/**
 * What makes a server an OAuth 2.1 resource server. From `createJwtAuth()` of `@portcullis/mcp-server-kit/auth`, or an
 * object of your own for tokens that only their issuer can read.
 * @see https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization
 */
export interface HttpAuth {
  /** The URL of the MCP endpoint as clients know it, such as `https://mcp.example.com/mcp` (RFC 8707, RFC 9728). */
  readonly resource: string;
  /** Issuers that clients may get a token from: https URLs. At least one. */
  readonly authorizationServers: readonly string[];
  /** Scopes without which no request is served. Default: none. */
  readonly scopes?: readonly string[];
  /**
   * Verifies a bearer token. Gives `undefined` for one that is not good: forged, expired, for another server. What it
   * throws is not the client's fault: it goes to the log, and the client is asked to come back later (503).
   */
  verify(token: string): Promise<Principal | undefined>;
}
