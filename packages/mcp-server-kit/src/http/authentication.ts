// The door of an OAuth 2.1 resource server: finds out whom a request speaks for, and tells clients where to get a token
// (RFC 6750, RFC 9728; MCP, authorization).
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkHttpAuth } from '../auth/check-auth.ts';
import type { HttpAuth } from '../auth/http-auth.ts';
import type { RequestId } from '../bindings/messages.ts';
import { refuse } from '../bindings/reply.ts';
import type { Principal } from '../definitions/principal.ts';
import { scopedIn } from '../definitions/scope.ts';
import type { ServerDefinition } from '../definitions/server.ts';
import { createKeyedNames } from '../runtime/keyed-name.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Client } from '../runtime/scope.ts';
import { isOverLimit } from './over-limit.ts';

/** Knows the callers of one endpoint. */
export interface Authentication {
  /** Answers a request for the metadata of this resource; gives false for any other path. */
  serveMetadata(req: IncomingMessage, res: ServerResponse, pathname: string): boolean;
  /**
   * Gives the client that a request speaks for. One without a good token is answered here.
   * @param address - The name of the client's address, against which refusals are counted.
   */
  authenticate(req: IncomingMessage, res: ServerResponse, address: string): Promise<Client | undefined>;
  /** Refuses a request whose token lacks some of `scopes`. */
  refuseScopes(res: ServerResponse, scopes: Iterable<string>, id?: RequestId | null): void;
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
/** RFC 6750, 2.1: no list, no parameters. */
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const RETRY_SOON = { 'retry-after': '5' };

/**
 * Makes the door.
 * @param path - Where the endpoint is; behind a proxy, clients may know it by another.
 * @throws {DefinitionError} for an `auth` that cannot work.
 */
export function createAuthentication(
  auth: HttpAuth,
  definition: ServerDefinition,
  path: string,
  runtime: Runtime,
): Authentication {
  checkHttpAuth(auth);
  const { logger, replicaKey } = runtime.options;
  const resource = new URL(auth.resource);
  const ownPath = resource.pathname === '/' ? '' : resource.pathname;
  const metadataPaths = new Set([WELL_KNOWN, WELL_KNOWN + ownPath, WELL_KNOWN + path]);
  const metadataUrl = `${resource.origin}${WELL_KNOWN}${ownPath}${resource.search}`;
  const { scopes: base = [] } = auth;
  const metadata = JSON.stringify(metadataOf(auth, definition));
  const nameOf = createKeyedNames('portcullis principal', 'principal_', replicaKey);

  const challenge = (scopes: Iterable<string>, error?: string): Record<string, string> => {
    const scope = [...new Set(scopes)].join(' ');
    const fields = [
      ...(error === undefined ? [] : [`error="${error}"`]),
      ...(scope === '' ? [] : [`scope="${scope}"`]),
      `resource_metadata="${metadataUrl}"`,
    ];
    return { 'www-authenticate': `Bearer ${fields.join(', ')}` };
  };
  const refuseScopes = (res: ServerResponse, scopes: Iterable<string>, id: RequestId | null = null): void => {
    const all = new Set([...base, ...scopes]);
    refuse(res, 'insufficient_scope', 403, `Forbidden: get a token with the scopes ${[...all].join(' ')}`, {
      headers: challenge(all, 'insufficient_scope'),
      id,
    });
  };

  async function principalOf(
    req: IncomingMessage,
    res: ServerResponse,
    address: string,
  ): Promise<Principal | undefined> {
    const [, token] = BEARER.exec(req.headers.authorization ?? '') ?? [];
    if (token === undefined) {
      if (!(await isOverLimit(res, address, runtime)))
        refuse(res, 'unauthenticated', 401, 'Unauthorized: send Authorization: Bearer and an access token', {
          headers: challenge(base),
        });
      return undefined;
    }
    let principal: Principal | undefined;
    try {
      principal = await auth.verify(token);
    } catch (err) {
      logger.error({ err }, 'an access token could not be verified');
      refuse(res, 'unverifiable', 503, 'The access token cannot be verified now. Try again later.', {
        headers: RETRY_SOON,
      });
      return undefined;
    }
    if (principal !== undefined && principal.expiresAt > Date.now()) return principal;
    if (!(await isOverLimit(res, address, runtime)))
      refuse(
        res,
        'unauthenticated',
        401,
        'Unauthorized: the access token has expired, or is not for this server',
        {
          headers: challenge(base, 'invalid_token'),
        },
      );
    return undefined;
  }

  return {
    serveMetadata(req, res, pathname) {
      if (!metadataPaths.has(pathname)) return false;
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        refuse(res, 'method_not_allowed', 405, 'Method not allowed: send GET', {
          headers: { allow: 'GET, HEAD' },
        });
        return true;
      }
      res.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(metadata),
      });
      res.end(metadata);
      return true;
    },
    async authenticate(req, res, address) {
      const principal = await principalOf(req, res, address);
      if (principal === undefined) return undefined;
      const clientKey = nameOf(JSON.stringify([principal.issuer, principal.subject]));
      if (base.every((scope) => principal.scopes.includes(scope))) return { clientKey, principal };
      if (!(await isOverLimit(res, clientKey, runtime))) refuseScopes(res, []);
      return undefined;
    },
    refuseScopes,
  };
}

function metadataOf(
  { resource, authorizationServers, scopes = [] }: HttpAuth,
  { name, title = name, tools, resources, prompts }: ServerDefinition,
): Record<string, unknown> {
  const all = new Set(scopes);
  for (const definition of scopedIn({ tools, resources, prompts }))
    for (const scope of definition.scopes) all.add(scope);
  return {
    resource,
    resource_name: title,
    authorization_servers: authorizationServers,
    bearer_methods_supported: ['header'],
    ...(all.size > 0 && { scopes_supported: [...all] }),
  };
}
