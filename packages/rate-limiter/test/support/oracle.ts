// A limiter that remembers everything and works everything out anew each time, and schedules to compare it with.
import fc from 'fast-check';
import { gcra, type Policy, slidingWindow } from '../../src/index.ts';

export interface Step {
  /** How far the clock moves: mostly forward, sometimes back, often to an edge of a window. */
  readonly advance: number;
  readonly keys: { readonly key: string; readonly tenant: string };
  readonly units: number;
  readonly what: 'decide' | 'penalize' | 'reward';
}

const limit = fc.integer({ min: 1, max: 8 });
const windowMs = fc.integer({ min: 1, max: 50 });
const per = fc.constantFrom('key', 'tenant', 'all');

const sliding = fc
  .record({ limit, windowMs, per })
  .map((options) => ({ ...options, kind: 'sliding' as const }));
// A power of two for a rate: sums are exact, and so is the comparison.
const leaky = fc
  .record({ burst: limit, rate: fc.constantFrom(1 / 16, 1 / 8, 1 / 2, 1, 2), windowMs, per })
  .map((options) => ({ ...options, kind: 'gcra' as const }));

/** One to three policies of either kind, counting by different keys; windows are `scale` times as long. */
export const policyLists = (scale = 1): fc.Arbitrary<Policy[]> =>
  fc.array(fc.oneof(sliding, leaky), { minLength: 1, maxLength: 3 }).map((rules) =>
    rules.map((rule, index) => {
      const name = `p${index}`;
      const length = rule.windowMs * scale;
      if (rule.kind === 'sliding') return slidingWindow({ ...rule, name, windowMs: length });
      const { burst } = rule;
      const rate = rule.rate / scale;
      const most = Math.max(burst + 1, burst + Math.ceil(rate * length));
      return gcra({ name, per: rule.per, burst, windowMs: length, limit: most, ratePerSecond: rate * 1000 });
    }),
  );

/** Schedules; penalties and rewards only where they are asked for, since they are no calls. */
export function schedules(whats: readonly Step['what'][], maxLength: number): fc.Arbitrary<Step[]> {
  const step = fc.record({
    advance: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 0, 1, 0.5, -7, -1000)),
    keys: fc.record({ key: fc.constantFrom('a', 'b'), tenant: fc.constantFrom('t', 'u') }),
    units: fc.integer({ min: 1, max: 9 }),
    what: fc.constantFrom(...whats),
  });
  return fc.array(step, { maxLength });
}

interface Event {
  key: string;
  at: number;
  units: number;
}

export class Oracle {
  private readonly policies: readonly Policy[];
  private readonly events: Event[][];
  /** All charges as they were made. */
  private readonly charges: Event[][];
  private readonly latest = new Map<string, number>();
  private readonly isPerKey: boolean;

  /** `isPerKey`: time stands still for one key while the clock is behind its last change, and not for all keys. */
  constructor(policies: readonly Policy[], isPerKey: boolean) {
    this.policies = policies;
    this.events = policies.map(() => []);
    this.charges = policies.map(() => []);
    this.isPerKey = isPerKey;
  }

  decide(keys: Step['keys'], now: number, cost: number): boolean {
    const allowed = this.fits(keys, now, cost);
    if (allowed) this.charge(keys, now, cost);
    return allowed;
  }

  fits(keys: Step['keys'], now: number, cost: number): boolean {
    return this.policies.every((_, index) => this.left(index, keys, now) >= cost);
  }

  charge(keys: Step['keys'], now: number, units: number): void {
    this.policies.forEach((policy, index) => {
      const at = this.timeOf(index, keys, now);
      const own = this.own(index, keys);
      const last = own.at(-1)?.at ?? 0;
      // What is charged beyond the limit of a window keeps the last charge in it for longer, with all of the same time.
      const isBeyond = policy.kind === 'sliding-window' && this.left(index, keys, now) <= 0;
      if (isBeyond && last + policy.windowMs > at) {
        for (const event of own) if (event.at === last) event.at = at;
      }
      const event = { key: keyOf(policy, keys), at, units };
      this.latest.set(`${index} ${event.key}`, at);
      this.events[index]?.push(event);
      this.charges[index]?.push({ ...event });
    });
  }

  /** Gives back the newest units. */
  reward(keys: Step['keys'], now: number, units: number): void {
    this.policies.forEach((policy, index) => {
      const at = this.timeOf(index, keys, now);
      if (policy.kind === 'gcra') {
        const level = policy.burst - this.left(index, keys, now, false);
        if (level === 0) return;
        this.latest.set(`${index} ${keyOf(policy, keys)}`, at);
        this.events[index]?.push({ key: keyOf(policy, keys), at, units: -Math.min(units, level) });
        return;
      }
      let rest = units;
      for (const event of this.own(index, keys).reverse()) {
        if (event.at + policy.windowMs <= at) break;
        const back = Math.min(rest, event.units);
        this.latest.set(`${index} ${event.key}`, at);
        event.units -= back;
        rest -= back;
      }
      this.events[index] = this.events[index]?.filter((event) => event.units !== 0) ?? [];
    });
  }

  left(index: number, keys: Step['keys'], now: number, isWhole = true): number {
    const policy = this.policies[index] as Policy;
    const at = this.timeOf(index, keys, now);
    if (policy.kind === 'sliding-window') {
      const inWindow = this.own(index, keys).filter((event) => event.at + policy.windowMs > at);
      return policy.limit - inWindow.reduce((sum, event) => sum + event.units, 0);
    }
    let level = 0;
    let time = 0;
    for (const event of this.own(index, keys)) {
      level = Math.max(0, level - (event.at - time) * policy.ratePerMs) + event.units;
      time = event.at;
    }
    const left = policy.burst - Math.max(0, level - (at - time) * policy.ratePerMs);
    return isWhole ? Math.floor(left) : left;
  }

  /** The most units that any window of a policy holds, wherever it starts: a charge starts the worst ones. */
  worst(index: number): number {
    const { windowMs: length } = this.policies[index] as Policy;
    const events = this.charges[index] ?? [];
    return Math.max(
      0,
      ...events.map(({ key, at }) =>
        events
          .filter((event) => event.key === key && event.at >= at && event.at < at + length)
          .reduce((sum, event) => sum + event.units, 0),
      ),
    );
  }

  private own(index: number, keys: Step['keys']): Event[] {
    const key = keyOf(this.policies[index] as Policy, keys);
    return (this.events[index] ?? []).filter((event) => event.key === key);
  }

  private timeOf(index: number, keys: Step['keys'], now: number): number {
    const key = keyOf(this.policies[index] as Policy, keys);
    return this.isPerKey ? Math.max(now, this.latest.get(`${index} ${key}`) ?? 0) : now;
  }
}

function keyOf({ per: by }: Policy, keys: Step['keys']): string {
  return by === 'all' ? 'all' : keys[by as keyof Step['keys']];
}
