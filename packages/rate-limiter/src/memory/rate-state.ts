// A policy that counts units, and denies keys that were refused too often.
import type { Verdict } from '../decision.ts';
import type { Policy } from '../policies/policy.ts';
import { Denials } from './denials.ts';
import type { KeyHash } from './key-hash.ts';
import type { Meter } from './meter.ts';
import type { PolicyState } from './policy-state.ts';

export class RateState implements PolicyState {
  private readonly meter: Meter;
  private readonly denials: Denials | undefined;
  private row = 0;

  constructor({ denyAfter, windowMs }: Policy, meter: Meter, maxKeys: number) {
    this.meter = meter;
    this.denials = denyAfter && new Denials(denyAfter, windowMs, maxKeys);
  }

  ask({ low, high }: KeyHash, now: number, cost: number, verdict: Verdict): void {
    const row = this.meter.find(low, high, now);
    this.row = row;
    const waitMs = this.meter.waitMs(row, now, cost);
    const deniedMs = this.denials === undefined ? 0 : this.denials.leftMs(low, high, now);
    // A policy that lets the call through is heard again when it is charged.
    if (waitMs === 0 && deniedMs === 0) verdict.set(0, 0, 0);
    else {
      verdict.set(this.meter.left(row), waitMs, this.meter.resetMs(row, now));
      if (deniedMs > 0) verdict.deny(deniedMs);
    }
  }

  charge({ low, high }: KeyHash, now: number, cost: number, verdict: Verdict): undefined {
    if (this.row === 0) this.row = this.meter.table.add(low, high, now);
    this.meter.charge(this.row, now, cost);
    verdict.set(this.meter.left(this.row), 0, this.meter.resetMs(this.row, now));
    this.denials?.table.forget(low, high);
  }

  refuse({ low, high }: KeyHash, now: number, verdict: Verdict): void {
    // A cost that could never pass says nothing about how often the key calls.
    if (this.denials === undefined || verdict.denies || verdict.retryAfterMs === Number.POSITIVE_INFINITY)
      return;
    const denyMs = this.denials.refuse(low, high, now);
    if (denyMs > 0) verdict.deny(denyMs);
  }

  adjust({ low, high }: KeyHash, now: number, units: number): void {
    const row = this.meter.find(low, high, now);
    if (units > 0) this.meter.charge(row || this.meter.table.add(low, high, now), now, units);
    else if (row !== 0) this.meter.giveBack(row, now, -units);
  }

  forget({ low, high }: KeyHash): void {
    this.meter.table.forget(low, high);
    this.denials?.table.forget(low, high);
  }

  get keys(): number {
    return this.meter.table.size + (this.denials?.table.size ?? 0);
  }

  get bytes(): number {
    return this.meter.bytes + (this.denials?.table.bytes ?? 0);
  }
}
