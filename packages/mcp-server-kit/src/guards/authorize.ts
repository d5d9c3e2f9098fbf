// Guard: whoever is known has to be granted what they ask for. Over HTTP the door has looked first, to answer 403.
import { isGranted } from '../definitions/scope.ts';
import { PublicError } from '../errors.ts';
import type { Guard } from '../runtime/operation.ts';

/**
 * Refuses calls of a principal without the scopes for them; where nobody is asked who they are, there is nothing to refuse.
 * @param scopesOf - What a request needs; `undefined`: nothing needs any.
 */
export function authorizeGuard(
  scopesOf: ((method: string, params: unknown) => readonly string[]) | undefined,
): Guard {
  return ({ method }) =>
    scopesOf &&
    ((next) => (call) => {
      const { principal, params, scope } = call;
      // Over HTTP nobody comes in unknown while anything asks for scopes.
      if (principal === undefined && scope.transport !== 'http') return next(call);
      const needed = scopesOf(method, params);
      if (isGranted(needed, principal?.scopes)) return next(call);
      throw new PublicError('forbidden', `This needs a token with the scopes ${needed.join(' ')}.`);
    });
}
