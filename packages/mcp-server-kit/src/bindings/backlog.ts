// What waits for a client that does not read a stream of its session.
import type { ServerResponse } from 'node:http';

/**
 * Cuts a stream once more than `maxBytes` wait for its client. The SDK's transport keeps what waits to itself: what is
 * sent is counted while the response takes no more.
 */
export class Backlog {
  #res: ServerResponse;
  readonly #maxBytes: number;
  #waiting = 0;

  constructor(res: ServerResponse, maxBytes: number) {
    this.#res = res;
    this.#maxBytes = maxBytes;
  }

  /** The client has come back, and may read the rest from `res`. */
  follow(res: ServerResponse): void {
    if (!this.#res.closed) return;
    this.#res = res;
    this.#waiting = 0;
  }

  /** Counts a notification that is about to be sent. It is sent even on a stream that is cut: the client may come back. */
  add(message: object): void {
    if (!this.#res.writableNeedDrain) this.#waiting = 0;
    else this.#waiting += Buffer.byteLength(JSON.stringify(message));
    if (this.#waiting > this.#maxBytes) this.#res.destroy();
  }
}
