// Places that a load shedder gives to calls.
import type { ServerResponse } from 'node:http';
import type { LoadShedder } from '@portcullis/health';
import { RPC } from '../runtime/protocol-fault.ts';
import { refuse } from './reply.ts';

/** Who holds a place. */
export interface Places {
  /** Takes one until the response closes; without one, answers 503 and gives false. */
  take(res: ServerResponse): boolean;
  /** Gives it back early. */
  leave(res: ServerResponse): void;
}

/** Makes the places; without a shedder there is one for everybody. */
export function createPlaces(shedder: Pick<LoadShedder, 'admit' | 'retryAfter'> | undefined): Places {
  const held = new WeakMap<ServerResponse, () => void>();
  return {
    take(res) {
      if (shedder === undefined) return true;
      const release = shedder.admit();
      if (release === undefined) {
        const headers = { 'retry-after': String(shedder.retryAfter()) };
        refuse(res, 503, 'The server is overloaded. Try again later.', RPC.serverError, headers);
        return false;
      }
      held.set(res, release);
      res.once('close', release);
      return true;
    },
    leave: (res) => held.get(res)?.(),
  };
}
