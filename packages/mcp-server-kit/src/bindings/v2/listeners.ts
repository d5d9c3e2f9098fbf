// Who listens: a subscription lasts as long as its client likes, so that one client may not have all of them.
import type { ServerResponse } from 'node:http';
import { refuse } from '../reply.ts';

/** The most subscriptions at a time, and of one client. */
export const MAX_LISTENERS = 1024;
const MAX_LISTENERS_PER_CLIENT = Math.floor(MAX_LISTENERS / 10);

const RETRY_LATER = { headers: { 'retry-after': '30' } };

/** Counts subscriptions. */
export class Listeners {
  readonly #ofClient = new Map<string, number>();
  #all = 0;

  /** Counts one more until `res` closes. Without room answers 429 or 503, and gives false. */
  admit(res: ServerResponse, clientKey: string): boolean {
    const own = this.#ofClient.get(clientKey) ?? 0;
    if (own >= MAX_LISTENERS_PER_CLIENT) {
      const message = 'You have too many subscriptions open. Close one first.';
      refuse(res, 'too_many_sessions', 429, message, RETRY_LATER);
      return false;
    }
    if (this.#all >= MAX_LISTENERS) {
      const message = 'Too many subscriptions are open. Try again later.';
      refuse(res, 'too_many_sessions', 503, message, RETRY_LATER);
      return false;
    }
    if (res.closed) return true;
    this.#all++;
    this.#ofClient.set(clientKey, own + 1);
    res.once('close', () => this.#leave(clientKey));
    return true;
  }

  #leave(clientKey: string): void {
    this.#all--;
    const own = (this.#ofClient.get(clientKey) ?? 0) - 1;
    if (own > 0) this.#ofClient.set(clientKey, own);
    else this.#ofClient.delete(clientKey);
  }
}
