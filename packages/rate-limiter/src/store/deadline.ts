// A bound on how long an answer may take.

/** What {@link withDeadline} rejects with. */
export class StoreTimeout extends Error {
  override readonly name = 'StoreTimeout';

  constructor(timeoutMs: number) {
    super(`The store did not answer within ${timeoutMs} ms`);
  }
}

/** Settles as `work` does, or rejects with {@link StoreTimeout}; what comes later is ignored. */
export function withDeadline<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // After a pause of this process the answer may be here, unread: sockets are read before an immediate runs.
      setImmediate(() => reject(new StoreTimeout(timeoutMs)));
    }, timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
