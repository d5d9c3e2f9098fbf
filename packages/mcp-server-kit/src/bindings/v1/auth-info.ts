// Whom a request speaks for, on its way through SDK v1: a session outlives a token, so each request brings its own.
import type { IncomingMessage } from 'node:http';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import type { Principal } from '../../definitions/principal.ts';
import type { V1Extra } from './server.ts';

/** What was put on a request here; something else may have put there what looks like it. */
const principals = new WeakMap<AuthInfo, Principal>();

/** Gives the SDK's transport a principal to carry. The token itself stays here. */
export function carryPrincipal(
  req: IncomingMessage & { auth?: AuthInfo },
  principal: Principal | undefined,
): void {
  if (principal === undefined) return;
  req.auth = { token: '', clientId: principal.clientId ?? '', scopes: [] };
  principals.set(req.auth, principal);
}

/** The principal of the request that a handler of the SDK is answering. */
export function principalIn({ authInfo }: Pick<V1Extra, 'authInfo'>): Principal | undefined {
  return authInfo && principals.get(authInfo);
}
