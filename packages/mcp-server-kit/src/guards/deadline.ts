// Guard: how long one call may take, and what happens when the client goes away.
import { PublicError } from '../errors.ts';
import type { Call } from '../runtime/call.ts';
import { isPromise } from '../runtime/maybe-promise.ts';
import type { Guard } from '../runtime/operation.ts';

/** Ends a call that takes longer than its limit, or whose client has cancelled, and aborts its signal. */
export function deadlineGuard(defaultTimeoutMs: number): Guard {
  return (operation) => {
    const timeoutMs = operation.timeoutMs ?? defaultTimeoutMs;
    return (next) => (call) => {
      const pending = next(call);
      return isPromise(pending) ? race(pending, call, timeoutMs) : pending;
    };
  };
}

function race(pending: Promise<unknown>, call: Call, timeoutMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { signal } = call.scope;
    const stop = (error: PublicError): void => {
      cleanUp();
      call.abort(error);
      reject(error);
    };
    const onAbort = (): void => stop(new PublicError('unavailable', 'The request was cancelled.'));
    const timer = setTimeout(
      () =>
        stop(
          new PublicError(
            'timeout',
            `The call took longer than ${timeoutMs} ms and was stopped. Ask for less, or try again later.`,
          ),
        ),
      timeoutMs,
    );
    const cleanUp = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    pending.then(
      (value) => {
        cleanUp();
        resolve(value);
      },
      (error) => {
        cleanUp();
        reject(error);
      },
    );
  });
}
