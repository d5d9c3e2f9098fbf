// Places that a load shedder gives to calls.
import type { ServerResponse } from 'node:http';
import { refuse } from '../bindings/reply.ts';
import type { PlaceGiver } from '../guards/limit-running.ts';
import type { Place } from '../runtime/scope.ts';

/** Who holds a place. */
export interface Places {
  /** Takes one until a handler has ended, or the response closes before; without one, answers 503 and gives false. */
  take(res: ServerResponse): boolean;
  /** The one that `take` took. */
  of(res: ServerResponse): Place | undefined;
}

/** Makes the places; without a shedder there is one for everybody. */
export function createPlaces(shedder: PlaceGiver | undefined): Places {
  const held = new WeakMap<ServerResponse, Place>();
  return {
    take(res) {
      if (shedder === undefined) return true;
      const release = shedder.admit();
      if (release === undefined) {
        const headers = { 'retry-after': String(shedder.retryAfter()) };
        refuse(res, 'overloaded', 503, 'The server is overloaded. Try again later.', { headers });
        return false;
      }
      const place = new RequestPlace(shedder, release);
      held.set(res, place);
      // Its client may have hung up while the body was being read. And an answer without a socket has to wait until those
      // before it on the connection have ended, of which one may be a stream: it would hold its place for hours.
      if (res.closed || res.socket === null) place.leave();
      else res.once('close', () => place.leave());
      return true;
    },
    of: (res) => held.get(res),
  };
}

/** The place of one request. Its first handler takes it over and gives it back; others need places of their own. */
class RequestPlace implements Place {
  readonly #shedder: PlaceGiver;
  readonly #release: () => void;
  #isHeld = true;

  constructor(shedder: PlaceGiver, release: () => void) {
    this.#shedder = shedder;
    this.#release = release;
  }

  take(): (() => void) | undefined {
    if (!this.#isHeld) return this.#shedder.admit();
    this.#isHeld = false;
    return this.#release;
  }

  leave(): void {
    if (this.#isHeld) this.#release();
    this.#isHeld = false;
  }
}
