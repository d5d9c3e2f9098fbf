// Guard: how often one client may call, at the point of dispatch.
import { createRateLimiter, type Decision, type RateLimiter, slidingWindow } from '@portcullis/rate-limiter';
import type { CallLimit } from '../definitions/tool.ts';
import { PublicError } from '../errors.ts';
import type { Guard } from '../runtime/operation.ts';

/**
 * Asks the server's limiter and then the operation's own. Lists and completions are not counted: a client has to
 * be able to find out what there is.
 */
export function rateLimitGuard(serverLimit: CallLimit | undefined): Guard {
  const shared = serverLimit && limiterOf('server', serverLimit);
  return (operation) => {
    if (operation.kind === 'list' || operation.kind === 'completion') return undefined;
    const own = operation.rateLimit && limiterOf(operation.target ?? operation.method, operation.rateLimit);
    if (shared === undefined && own === undefined) return undefined;
    return (next) => (call) => {
      const { clientKey } = call.scope;
      const decision = shared?.decide(clientKey);
      if (decision?.allowed === false) throw limited(decision);
      const ownDecision = own?.decide(clientKey);
      if (ownDecision?.allowed === false) {
        // A call that its own limit refuses is not charged to the server's.
        shared?.reward(clientKey, 1);
        throw limited(ownDecision);
      }
      return next(call);
    };
  };
}

function limiterOf(name: string, { limit, windowMs }: CallLimit): RateLimiter {
  return createRateLimiter({ policies: [slidingWindow({ name, limit, windowMs })] });
}

function limited({ limit, retryAfterMs }: Decision): PublicError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new PublicError(
    'limited',
    `Rate limit reached (${limit} calls). Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
    { retryAfterMs },
  );
}
