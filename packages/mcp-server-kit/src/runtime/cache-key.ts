// The names under which results are kept. They are digests: an input may be megabytes long and hold personal data, and
// neither is to stay in memory as long as a result does. Keyed, so that nobody can try out inputs on one that gets out.
import { hash, randomBytes } from 'node:crypto';
import type { ResolvedCachePolicy } from '../definitions/cache-policy.ts';
import type { Call } from './call.ts';
import { canonical } from './canonical.ts';
import type { Operation } from './operation.ts';
import { UNKNOWN_CLIENT } from './scope.ts';

const SECRET = randomBytes(32).toString('latin1');

/** What a result is the answer to, whoever asks. `undefined` for an input of which not all can be seen. */
export function subjectOf({ kind, target = '' }: Operation, input: unknown): string | undefined {
  if (kind === 'resource') return uriSubject((input as { readonly uri: string }).uri);
  const text = canonical(input);
  return text && digest(`${kind} ${target} ${text}`);
}

/** The same for a resource. */
export function uriSubject(uri: string): string {
  // As JSON: half of a surrogate pair would become the same bytes as any other half.
  return digest(`resource ${JSON.stringify(uri)}`);
}

/**
 * The key of the result for this caller. A handler sees the revision, and in private whose request it is, by all that names
 * a client here, its token among it; `undefined` where nothing does.
 */
export function keyFor(subject: string, { scope }: Call, policy: ResolvedCachePolicy): string | undefined {
  const { protocolVersion, clientKey, sessionId, principal } = scope;
  if (policy.scope === 'public') return `${subject} ${protocolVersion}`;
  if (clientKey === UNKNOWN_CLIENT) return undefined;
  const token = principal && JSON.stringify([principal.clientId, principal.scopes, principal.expiresAt]);
  return `${subject} ${protocolVersion} ${clientKey} ${sessionId} ${token}`;
}

function digest(text: string): string {
  return hash('sha256', SECRET + text, 'hex');
}
