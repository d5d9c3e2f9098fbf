// How much memory bodies take that are still arriving, and how many there are: one that never ends would otherwise be
// counted nowhere.
import { Tally } from '../runtime/tally.ts';

/** Whose share of the bytes is used up. */
export type FullShare = 'client' | 'server';

/** One budget for all bodies. A client may take a quarter of its bytes, or one whole body. */
export class BodyBudget {
  readonly #maxBytes: number;
  readonly #maxClientBytes: number;
  readonly #maxClientBodies: number;
  readonly #bytesOf = new Tally();
  readonly #bodiesOf = new Tally();
  #bytes = 0;

  constructor(maxBytes: number, maxBodyBytes: number, maxClientBodies: number) {
    this.#maxBytes = maxBytes;
    this.#maxClientBytes = Math.max(Math.floor(maxBytes / 4), maxBodyBytes);
    this.#maxClientBodies = maxClientBodies;
  }

  /** Counts one more body of the client, until {@link end}. Gives whether it may have so many. */
  begin(clientKey: string): boolean {
    return this.#bodiesOf.add(clientKey, 1) <= this.#maxClientBodies;
  }

  end(clientKey: string): void {
    this.#bodiesOf.add(clientKey, -1);
  }

  /** Takes `bytes`, for {@link give} to give back. Without room takes nothing, and says whose share is used up. */
  take(clientKey: string, bytes: number): FullShare | undefined {
    if (this.#bytesOf.of(clientKey) + bytes > this.#maxClientBytes) return 'client';
    if (this.#bytes + bytes > this.#maxBytes) return 'server';
    this.#bytesOf.add(clientKey, bytes);
    this.#bytes += bytes;
    return undefined;
  }

  give(clientKey: string, bytes: number): void {
    if (bytes === 0) return;
    this.#bytesOf.add(clientKey, -bytes);
    this.#bytes -= bytes;
  }
}
