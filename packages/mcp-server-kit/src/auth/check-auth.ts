// What the parts of an authentication have to be.
import { isScope } from '../definitions/scope.ts';
import { DefinitionError } from '../errors.ts';
import { LOOPBACK } from '../http/allow-lists.ts';
import type { HttpAuth } from './http-auth.ts';

/** @throws {DefinitionError} for an `auth` that cannot work. */
export function checkHttpAuth({ resource, authorizationServers, scopes, verify }: HttpAuth): void {
  checkSecureUrl('auth.resource', resource);
  if (resource.includes('#')) throw new DefinitionError('Expected `auth.resource` to be without a fragment');
  if (!Array.isArray(authorizationServers) || authorizationServers.length === 0) {
    throw new DefinitionError('Expected `auth.authorizationServers` to name at least one issuer');
  }
  for (const issuer of authorizationServers) {
    checkSecureUrl('auth.authorizationServers', issuer);
    if (/[?#]/.test(issuer)) {
      throw new DefinitionError('Expected `auth.authorizationServers` to be without query and fragment');
    }
  }
  if (scopes !== undefined && !(Array.isArray(scopes) && scopes.every(isScope))) {
    throw new DefinitionError('Expected `auth.scopes` to be a list of scopes such as "docs.read"');
  }
  if (typeof verify !== 'function') throw new DefinitionError('Expected `auth.verify` to be a function');
}

/** A URL that only its owner can answer: https, or plain http of this machine. */
export function checkSecureUrl(option: string, given: string): URL {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined;
  const isSecure =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  if (url === undefined || !isSecure || url.username !== '' || url.password !== '') {
    throw new DefinitionError(
      `Expected \`${option}\` to be an https URL without user and password, or an http one of this machine`,
    );
  }
  return url;
}
