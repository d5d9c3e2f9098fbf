// Tokens whose signature has been verified a short while ago: a client sends the same one with every request.
import type { Principal } from '../definitions/principal.ts';

/** Those of the latest clients; only good ones are kept, so that nobody can push them out with others. */
const MAX_TOKENS = 1000;

/** Remembers whom tokens speak for. When a token expires is for whoever asks. */
export class VerifiedTokens {
  readonly #keepMs: number;
  readonly #known = new Map<string, { readonly principal: Principal; readonly until: number }>();

  /** @param keepMs - How long, in milliseconds; 0: nothing is kept. */
  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  get(token: string): Principal | undefined {
    const entry = this.#known.get(token);
    if (entry === undefined) return undefined;
    if (entry.until > performance.now()) return entry.principal;
    this.#known.delete(token);
    return undefined;
  }

  add(token: string, principal: Principal): void {
    if (this.#keepMs === 0) return;
    // The first is the one that was verified longest ago.
    if (this.#known.size >= MAX_TOKENS) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    this.#known.set(token, { principal, until: performance.now() + this.#keepMs });
  }
}
