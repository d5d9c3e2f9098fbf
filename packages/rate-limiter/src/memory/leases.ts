// The calls that run, for one `concurrency` policy.
import type { Policy } from '../policies/policy.ts';

/** A call that runs. */
export interface Grant {
  readonly until: number;
}

/** Keys looked at for each new one, so that those whose calls never ended go in the end. */
const SWEEP = 2;

export class Leases {
  /** Only keys with calls that run, those with the newest first call last. */
  private readonly running = new Map<string, Set<Grant>>();
  /** Calls that run, of all keys. */
  calls = 0;
  private readonly limit: number;
  private readonly leaseMs: number;
  private readonly maxKeys: number;

  constructor({ limit, windowMs }: Policy, maxKeys: number) {
    this.limit = limit;
    this.leaseMs = windowMs;
    this.maxKeys = maxKeys;
  }

  /** Calls that may still begin; none for a new key when there are `maxKeys` with calls that run. */
  left(key: string, now: number): number {
    const grants = this.purge(key, now);
    if (grants !== undefined) return this.limit - grants.size;
    let looked = 0;
    for (const other of this.running.keys()) {
      if (looked++ === SWEEP) break;
      this.purge(other, now);
    }
    return this.running.size < this.maxKeys ? this.limit : 0;
  }

  add(key: string, now: number): Grant {
    const grant = { until: now + this.leaseMs };
    const grants = this.running.get(key);
    if (grants === undefined) this.running.set(key, new Set([grant]));
    else grants.add(grant);
    this.calls++;
    return grant;
  }

  release(key: string, grant: Grant): void {
    const grants = this.running.get(key);
    if (grants?.delete(grant) !== true) return;
    this.calls--;
    if (grants.size === 0) this.running.delete(key);
  }

  /** Milliseconds until none of the key's calls counts any more, at the latest. */
  resetMs(key: string): number {
    return this.running.has(key) ? this.leaseMs : 0;
  }

  get size(): number {
    return this.running.size;
  }

  // All leases are equally long, so the first ones end first.
  private purge(key: string, now: number): Set<Grant> | undefined {
    const grants = this.running.get(key);
    if (grants === undefined) return undefined;
    for (const grant of grants) {
      if (grant.until > now) return grants;
      grants.delete(grant);
      this.calls--;
    }
    this.running.delete(key);
    return undefined;
  }
}
