// The door of an OAuth 2.1 resource server: finds out whom a request speaks for, and tells clients where to get a token
// (RFC 6750, RFC 9728; MCP, authorization).
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { checkHttpAuth } from '../auth/check-auth.ts';
import type { HttpAuth } from '../auth/http-auth.ts';
import type { RequestId } from '../bindings/messages.ts';
import { refuse } from '../bindings/reply.ts';
import type { Principal } from '../definitions/principal.ts';
import { isGranted, scopedIn } from '../definitions/scope.ts';
import type { ServerDefinition } from '../definitions/server.ts';
import { createKeyedNames } from '../runtime/keyed-name.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Client } from '../runtime/scope.ts';
import { isOverLimit } from './over-limit.ts';

/** Knows the callers of one endpoint. */
export interface Authentication {
  /** What every request needs; that of a POST is looked at together with what its body needs. */
  readonly scopes: readonly string[];
  /** Answers a request for the metadata of this resource; gives false for any other path. */
  serveMetadata(req: IncomingMessage, res: ServerResponse, pathname: string): boolean;
  /**
   * Gives the client that a request speaks for. One without a good token is answered here.
   * @param address - The name of the client's address.
   */
  authenticate(req: IncomingMessage, res: ServerResponse, address: string): Promise<Client | undefined>;
  /** Refuses a request whose token lacks some of `scopes`. */
  refuseScopes(res: ServerResponse, scopes: ReadonlySet<string>, id?: RequestId | null): void;
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
/** RFC 6750, 2.1: no list, no parameters. */
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const RETRY_SOON = { 'retry-after': '5' };
/** How long a `verify` of somebody's own may take, in milliseconds. */
const VERIFY_TIMEOUT_MS = 10_000;

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
  const metadataUrl = `${resource.origin}${WELL_KNOWN}${ownPath}${resource.search}`.replaceAll('\\', '%5C');
  const scopes = [...new Set(auth.scopes)];
  const metadata = JSON.stringify(metadataOf(auth, definition));
  const nameOf = createKeyedNames('portcullis principal', 'principal_', replicaKey);

  const challenge = (scopes: readonly string[], error?: string): Record<string, string> => {
    const fields = [
      ...(error === undefined ? [] : [`error="${error}"`]),
      ...(scopes.length === 0 ? [] : [`scope="${scopes.join(' ')}"`]),
      `resource_metadata="${metadataUrl}"`,
    ];
    return { 'www-authenticate': `Bearer ${fields.join(', ')}` };
  };
  const missing = challenge(scopes);
  const invalid = challenge(scopes, 'invalid_token');

  function refuseScopes(res: ServerResponse, needed: ReadonlySet<string>, id: RequestId | null = null): void {
    const all = [...needed];
    refuse(res, 'insufficient_scope', 403, `Forbidden: get a token with the scopes ${all.join(' ')}`, {
      headers: challenge(all, 'insufficient_scope'),
      id,
    });
  }

  /** Whom the token speaks for; one that is not good is answered 401, however often: clients take it for the sign to get another. */
  async function principalOf(
    req: IncomingMessage,
    res: ServerResponse,
    address: string,
  ): Promise<Principal | undefined> {
    const [, token] = BEARER.exec(req.headers.authorization ?? '') ?? [];
    if (token === undefined) {
      const message = 'Unauthorized: send Authorization: Bearer and an access token';
      refuse(res, 'unauthenticated', 401, message, { headers: missing });
      return undefined;
    }
    try {
      const principal = await verifyInTime(auth, token);
      if (principal !== undefined && principal.expiresAt > Date.now()) return principal;
    } catch (err) {
      if (await isOverLimit(res, address, runtime)) return undefined;
      // What a library throws may quote the token.
      const reason = inspect(err, { depth: 4 }).replaceAll(token, '[TOKEN]');
      logger.error({ reason }, 'an access token could not be verified');
      const message = 'The access token cannot be verified now. Try again later.';
      refuse(res, 'unverifiable', 503, message, { headers: RETRY_SOON });
      return undefined;
    }
    const message = 'Unauthorized: the access token has expired, or is not for this server';
    refuse(res, 'unauthenticated', 401, message, { headers: invalid });
    return undefined;
  }

  return {
    scopes,
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
      if (req.method === 'POST' || isGranted(scopes, principal.scopes)) return { clientKey, principal };
      if (!(await isOverLimit(res, clientKey, runtime))) refuseScopes(res, new Set(scopes));
      return undefined;
    },
    refuseScopes,
  };
}

/**
 * What `verify` gives, copied as what it has to be: something else would let in whom it does not mean.
 * @throws {TypeError} for something else; whatever `verify` throws; an error when it takes too long.
 */
async function verifyInTime(auth: HttpAuth, token: string): Promise<Principal | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error(`auth.verify took more than ${VERIFY_TIMEOUT_MS} ms`);
    timer = setTimeout(() => reject(error), VERIFY_TIMEOUT_MS).unref();
  });
  const given = await Promise.race([auth.verify(token), late]).finally(() => clearTimeout(timer));
  return given ? checkedPrincipal(given) : undefined;
}

function checkedPrincipal({ issuer, subject, clientId, scopes, expiresAt, claims }: Principal): Principal {
  const isNamed = typeof issuer === 'string' && typeof subject === 'string' && subject !== '';
  const areScopes = Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string');
  if (!isNamed || !areScopes || typeof expiresAt !== 'number') {
    throw new TypeError(
      'Expected `auth.verify` to give { issuer, subject, scopes, expiresAt }, and `subject` not to be empty',
    );
  }
  return Object.freeze({ issuer, subject, clientId, scopes: Object.freeze([...scopes]), expiresAt, claims });
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
