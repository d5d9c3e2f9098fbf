// A client that asks and does not read would keep its answer in memory for good.
import type { ServerResponse } from 'node:http';

/** Cuts the connection once nothing of what waits on it has been read for `timeoutMs`. A stream that is idle stays. */
export function limitStalling(res: ServerResponse, timeoutMs: number): void {
  // Node puts the time off with each part that is read, and with each write.
  res.setTimeout(timeoutMs, () => {
    if (res.writableLength > 0) res.destroy();
  });
}
