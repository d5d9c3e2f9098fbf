// A policy that counts calls that run.
import { RETRY_AFTER_MS, type Verdict } from '../decision.ts';
import type { Policy } from '../policies/policy.ts';
import type { KeyHash } from './key-hash.ts';
import { Leases } from './leases.ts';
import type { PolicyState } from './policy-state.ts';

/** What a key with calls that run takes on the heap, about, and each of the calls. */
const BYTES_A_KEY = 250;
const BYTES_A_CALL = 75;

export class LeaseState implements PolicyState {
  private readonly leases: Leases;
  private left = 0;

  constructor(policy: Policy, maxKeys: number) {
    this.leases = new Leases(policy, maxKeys);
  }

  ask({ text }: KeyHash, now: number, _cost: number, verdict: Verdict): void {
    this.left = this.leases.left(text, now);
    verdict.set(this.left, this.left > 0 ? 0 : RETRY_AFTER_MS, this.leases.resetMs(text));
  }

  charge({ text }: KeyHash, now: number, _cost: number, verdict: Verdict): () => void {
    const grant = this.leases.add(text, now);
    verdict.set(this.left - 1, 0, this.leases.resetMs(text));
    return () => this.leases.release(text, grant);
  }

  refuse(): void {
    // Only units are counted towards a denial.
  }

  adjust(): void {
    // Calls that run are neither penalties nor rewards.
  }

  forget(): void {
    // Leases go on.
  }

  get keys(): number {
    return this.leases.size;
  }

  get bytes(): number {
    return this.leases.size * BYTES_A_KEY + this.leases.calls * BYTES_A_CALL;
  }
}
