// Guard: how many handlers run at a time, whatever brought their calls in: one request each, a batch, or a client that
// hung up long ago.
import { PublicError } from '../errors.ts';
import { isPromise } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** Who gives places; `LoadShedder` of `@portcullis/health` does. */
export interface PlaceGiver {
  /** Gives one, or `undefined`; what it gives hands it back. */
  admit(): (() => void) | undefined;
  /** In seconds. */
  retryAfter(): number;
}

/** Lets no handler run without a place: that of its request, else one of its own. Without `giver` there is no limit. */
export function limitRunningGuard(giver: PlaceGiver | undefined, defaultTimeoutMs: number): Guard {
  return (operation) => {
    if (giver === undefined) return undefined;
    const timeoutMs = operation.timeoutMs ?? defaultTimeoutMs;
    return (next) => (call) => {
      const { place } = call.scope;
      const release = place === undefined ? giver.admit() : place.take();
      if (release === undefined) throw overloaded(giver.retryAfter());
      let pending: unknown;
      try {
        pending = next(call);
      } catch (error) {
        release();
        throw error;
      }
      if (!isPromise(pending)) {
        release();
        return pending;
      }
      // A handler that goes on although its call has ended keeps its place, but one that never ends not for good.
      const timer = setTimeout(release, timeoutMs).unref();
      const end = (): void => {
        clearTimeout(timer);
        release();
      };
      pending.then(end, end);
      return pending;
    };
  };
}

function overloaded(seconds: number): PublicError {
  const again = `Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  return new PublicError('unavailable', `The server is overloaded. ${again}`, {
    retryAfterMs: seconds * 1000,
  });
}
