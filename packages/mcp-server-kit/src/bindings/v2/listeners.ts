// Who listens: a subscription lasts as long as its client likes, so that one client may not have all of them.
import type { ServerResponse } from 'node:http';
import { Tally } from '../../runtime/tally.ts';
import { RETRY_LATER, refuse } from '../reply.ts';

/** The most subscriptions at a time, and of one client. */
export const MAX_LISTENERS = 1024;
const MAX_LISTENERS_PER_CLIENT = Math.floor(MAX_LISTENERS / 10);

/** Counts subscriptions. */
export class Listeners {
  readonly #ofClient = new Tally();
  #all = 0;

  /** Counts one more until `res` closes. Without room answers 429 or 503, and gives false. */
  admit(res: ServerResponse, clientKey: string): boolean {
    if (this.#ofClient.of(clientKey) >= MAX_LISTENERS_PER_CLIENT) {
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
    this.#ofClient.add(clientKey, 1);
    res.once('close', () => {
      this.#all--;
      this.#ofClient.add(clientKey, -1);
    });
    return true;
  }
}
