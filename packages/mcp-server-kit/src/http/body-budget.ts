// How much memory bodies take that are still arriving, and how many there are: one that never ends would otherwise be
// counted nowhere.

/** Whose share of the bytes is used up. */
export type FullShare = 'client' | 'server';

/** One budget for all bodies. A client may take a quarter of its bytes, or one whole body. */
export class BodyBudget {
  readonly #maxBytes: number;
  readonly #maxClientBytes: number;
  readonly #maxClientBodies: number;
  readonly #ofClient = new Map<string, number>();
  readonly #bodiesOfClient = new Map<string, number>();
  #bytes = 0;

  constructor(maxBytes: number, maxBodyBytes: number, maxClientBodies: number) {
    this.#maxBytes = maxBytes;
    this.#maxClientBytes = Math.max(Math.floor(maxBytes / 4), maxBodyBytes);
    this.#maxClientBodies = maxClientBodies;
  }

  /** Counts one more body of the client, until {@link end}. Gives whether it may have so many. */
  begin(clientKey: string): boolean {
    const bodies = (this.#bodiesOfClient.get(clientKey) ?? 0) + 1;
    this.#bodiesOfClient.set(clientKey, bodies);
    return bodies <= this.#maxClientBodies;
  }

  end(clientKey: string): void {
    const bodies = (this.#bodiesOfClient.get(clientKey) ?? 0) - 1;
    if (bodies > 0) this.#bodiesOfClient.set(clientKey, bodies);
    else this.#bodiesOfClient.delete(clientKey);
  }

  /** Takes `bytes`, for {@link give} to give back. Without room takes nothing, and says whose share is used up. */
  take(clientKey: string, bytes: number): FullShare | undefined {
    const own = (this.#ofClient.get(clientKey) ?? 0) + bytes;
    if (own > this.#maxClientBytes) return 'client';
    if (this.#bytes + bytes > this.#maxBytes) return 'server';
    this.#ofClient.set(clientKey, own);
    this.#bytes += bytes;
    return undefined;
  }

  give(clientKey: string, bytes: number): void {
    if (bytes === 0) return;
    const own = (this.#ofClient.get(clientKey) ?? 0) - bytes;
    if (own > 0) this.#ofClient.set(clientKey, own);
    else this.#ofClient.delete(clientKey);
    this.#bytes -= bytes;
  }
}
