// Guard: how often one client may call, at the point of dispatch.
import {
  createRateLimiter,
  type Decision,
  type RateLimiterMetrics,
  type StoreOptions,
  slidingWindow,
} from '@portcullis/rate-limiter';
import type { CallLimit } from '../definitions/tool.ts';
import { PublicError } from '../errors.ts';
import { checkedByLimiter } from '../limiter-options.ts';
import type { Logger } from '../runtime/logger.ts';
import { andThen, type MaybePromise } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** What is asked of a limiter; one in memory answers at once. */
interface Limiter {
  decide(key: string): MaybePromise<Decision>;
  reward(key: string, units: number): MaybePromise<void>;
}

/** No tool has such a name. */
const SERVER = 'server:calls';

/** How often one client may call. */
export interface RateLimits {
  /** Asks the server's limiter and then the operation's own. */
  readonly guard: Guard;
  /** Counts what no guard sees, such as `initialize`. Gives why it is refused, or `undefined`. */
  count(clientKey: string): MaybePromise<PublicError | undefined>;
}

/**
 * Makes the limits.
 * @param store - Where calls are counted; `undefined`: in this process.
 * @param logger - Hears when the store goes away and comes back.
 * @throws {DefinitionError} for options of the store that cannot work.
 */
export function createRateLimits(
  serverLimit: CallLimit | undefined,
  store: StoreOptions | undefined,
  logger: Logger,
): RateLimits {
  const limiterOf = (name: string, { limit, windowMs }: CallLimit): Limiter => {
    const policies = [slidingWindow({ name, limit, windowMs })];
    return store === undefined
      ? createRateLimiter({ policies })
      : checkedByLimiter(
          () => createRateLimiter({ ...store, policies, metrics: outagesTo(logger, name) }),
          'limitStore: ',
        );
  };
  const shared = serverLimit && limiterOf(SERVER, serverLimit);
  const guard: Guard = (operation) => {
    const own = operation.rateLimit && limiterOf(operation.target ?? operation.method, operation.rateLimit);
    if (shared === undefined && own === undefined) return undefined;
    return (next) => (call) => {
      const { clientKey } = call.scope;
      return andThen(shared?.decide(clientKey), (decision) => {
        if (decision?.allowed === false) throw limited(decision);
        return andThen(own?.decide(clientKey), (ownDecision) => {
          if (ownDecision?.allowed !== false) return next(call);
          // A call that its own limit refuses is not charged to the server's.
          void shared?.reward(clientKey, 1);
          throw limited(ownDecision);
        });
      });
    };
  };
  return {
    guard,
    count: (clientKey) =>
      andThen(shared?.decide(clientKey), (decision) =>
        decision?.allowed === false ? limited(decision) : undefined,
      ),
  };
}

/** Tells the log when the store goes away, why, and when it is back. */
function outagesTo(logger: Logger, limit: string): RateLimiterMetrics {
  let isNews = false;
  return {
    degraded(isDegraded, durationMs) {
      isNews = isDegraded;
      if (!isDegraded)
        logger.info({ limit, ms: Math.round(durationMs) }, 'the store of rate limits answers again');
    },
    // What went wrong is told right after that it is too much.
    store(_outcome, _durationMs, err) {
      if (isNews) logger.warn({ limit, err }, 'the store of rate limits does not answer');
      isNews = false;
    },
  };
}

function limited({ limit, retryAfterMs, degraded }: Decision): PublicError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  const again = `Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  // A refusal without a limit is what `onStoreFailure` says.
  return degraded && limit === 0
    ? new PublicError('unavailable', `The rate limit cannot be checked now. ${again}`, { retryAfterMs })
    : new PublicError('limited', `Rate limit reached (${limit} calls). ${again}`, { retryAfterMs });
}
