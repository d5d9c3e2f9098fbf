// What memory holds for one policy, and what that says of a call.
import type { Verdict } from '../decision.ts';
import type { Policy } from '../policies/policy.ts';
import { EntryPool } from './entry-pool.ts';
import { GcraMeter } from './gcra-meter.ts';
import type { KeyHash } from './key-hash.ts';
import { LeaseState } from './lease-state.ts';
import { RateState } from './rate-state.ts';
import { SlidingMeter } from './sliding-meter.ts';

/** One policy in memory. {@link charge} and {@link refuse} are about the call that {@link ask} was asked about last. */
export interface PolicyState {
  /** Says what the policy thinks of a call; charges nothing. */
  ask(key: KeyHash, now: number, cost: number, verdict: Verdict): void;
  /** Charges the call, which was not refused, and brings the verdict up to date. Returns what ends the call. */
  charge(key: KeyHash, now: number, cost: number, verdict: Verdict): (() => void) | undefined;
  /** Remembers that the call was refused. */
  refuse(key: KeyHash, now: number, verdict: Verdict): void;
  /** Charges units whether they are left or not, or gives them back when there are less than none. */
  adjust(key: KeyHash, now: number, units: number): void;
  forget(key: KeyHash): void;
  /** Rows, and the bytes allocated for them. */
  readonly keys: number;
  readonly bytes: number;
}

export function createPolicyState(policy: Policy, maxKeys: number, maxEntries: number): PolicyState {
  switch (policy.kind) {
    case 'sliding-window':
      return new RateState(policy, new SlidingMeter(policy, maxKeys, new EntryPool(maxEntries)), maxKeys);
    case 'gcra':
      return new RateState(policy, new GcraMeter(policy, maxKeys), maxKeys);
    case 'concurrency':
      return new LeaseState(policy, maxKeys);
  }
}
