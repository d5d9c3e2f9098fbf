// Values that may or may not be promises. A guard that has nothing to wait for makes no promise.

/** A value now or later. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether `value` has to be awaited. */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return value !== null && typeof value === 'object' && typeof (value as Promise<T>).then === 'function';
}

/** Hands a value to `next`, at once where it is not a promise. */
export function andThen<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

/**
 * Runs `start` and hands its value to `done` or what it threw to `failed`, at once where it is not a promise.
 */
export function settle<T, R>(
  start: () => MaybePromise<T>,
  done: (value: T) => R,
  failed: (error: unknown) => R,
): MaybePromise<R> {
  let value: MaybePromise<T>;
  try {
    value = start();
  } catch (error) {
    return failed(error);
  }
  return isPromise(value) ? value.then(done, failed) : done(value);
}
