// What waits for a client that does not read a stream of its session.
import type { ServerResponse } from 'node:http';

/**
 * Cuts a stream once more than `maxBytes` wait for its client. The SDK's transport keeps what waits to itself: what is
 * sent is counted while the response takes no more.
 */
export class Backlog {
  readonly #res: ServerResponse;
  readonly #maxBytes: number;
  #waiting = 0;

  constructor(res: ServerResponse, maxBytes: number) {
    this.#res = res;
    this.#maxBytes = maxBytes;
  }

  /** Counts a notification that is about to be sent. `false`: the stream has been cut, and it is not to be sent. */
  add(message: object): boolean {
    const res = this.#res;
    if (!res.writableNeedDrain) {
      this.#waiting = 0;
      return true;
    }
    this.#waiting += Buffer.byteLength(JSON.stringify(message));
    if (this.#waiting <= this.#maxBytes) return true;
    res.destroy();
    return false;
  }
}
