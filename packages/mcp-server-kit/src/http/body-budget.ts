// How much memory bodies take that are still arriving: one that never ends would otherwise be counted nowhere.

/** Whose share is used up. */
export type FullShare = 'client' | 'server';

/** One budget for all bodies. A client may take a quarter of it, or one whole body. */
export class BodyBudget {
  readonly #maxBytes: number;
  readonly #maxClientBytes: number;
  readonly #ofClient = new Map<string, number>();
  #bytes = 0;

  constructor(maxBytes: number, maxBodyBytes: number) {
    this.#maxBytes = maxBytes;
    this.#maxClientBytes = Math.max(Math.floor(maxBytes / 4), maxBodyBytes);
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
