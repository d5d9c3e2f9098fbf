// The limiter in memory: asks all policies first and charges them only when none refuses.
import { allAllow, decisionOf, report, Verdict } from '../decision.ts';
import { createKeyReader } from '../keys.ts';
import { checkCost, checkPolicyName, checkUse, costOf } from '../requests.ts';
import type { Settings } from '../settings.ts';
import type { Decision, Keys, Lease, RateLimiter } from '../types.ts';
import { KeyHash } from './key-hash.ts';
import { createPolicyState } from './policy-state.ts';

/** A {@link RateLimiter} that can follow another one. */
export interface MemoryLimiter extends RateLimiter {
  /** Charges what another limiter let through, as far as there is room for it. */
  follow(keys: Keys, cost: number): void;
}

/**
 * Makes a limiter that keeps its numbers in memory.
 * @param degraded What its decisions say of themselves: `true` for the fallback of a store.
 */
export function createMemoryLimiter(settings: Settings, degraded = false): MemoryLimiter {
  const { policies, now, metrics, maxKeys, maxEntries } = settings;
  const reader = createKeyReader(policies, settings.maxKeyChars);
  const states = policies.map((policy) => createPolicyState(policy, maxKeys, maxEntries));
  const verdicts = policies.map(() => new Verdict());
  const texts = reader.pers.map(() => '');
  const hashes = texts.map(() => new KeyHash());
  const keys = reader.perOf.map((index) => hashes[index] as KeyHash);
  const count = policies.length;
  const hasLeases = policies.some(({ kind }) => kind === 'concurrency');

  function read(given: Keys): void {
    reader.read(given, texts);
    for (let index = 0; index < hashes.length; index++) hashes[index]?.update(texts[index] ?? '');
  }

  /** Decides on a call; `releases` gets what ends it. */
  function weigh(time: number, cost: number, releases?: (() => void)[]): Decision {
    for (let index = 0; index < count; index++) {
      const key = keys[index] as KeyHash;
      states[index]?.ask(key, time, cost, verdicts[index] as Verdict);
    }
    const allowed = allAllow(policies, verdicts);
    for (let index = 0; index < count; index++) {
      const key = keys[index] as KeyHash;
      const verdict = verdicts[index] as Verdict;
      if (verdict.refuses) states[index]?.refuse(key, time, verdict);
      else if (allowed) {
        const release = states[index]?.charge(key, time, cost, verdict);
        if (release !== undefined) releases?.push(release);
      }
    }
    const decision = decisionOf(policies, verdicts, allowed, degraded);
    if (metrics !== undefined) report(metrics, policies, verdicts, allowed);
    return decision;
  }

  function adjust(given: Keys, units: number, name: string | undefined, sign: 1 | -1): void {
    checkCost('units', units);
    checkPolicyName(policies, name);
    read(given);
    const time = now();
    for (let index = 0; index < count; index++) {
      if (name === undefined || policies[index]?.name === name) {
        states[index]?.adjust(keys[index] as KeyHash, time, sign * units);
      }
    }
  }

  return {
    policies,
    decide(given, options) {
      const cost = costOf(options);
      checkUse(hasLeases);
      read(given);
      return weigh(now(), cost);
    },
    acquire(given, options): Lease {
      const cost = costOf(options);
      read(given);
      const releases: (() => void)[] = [];
      const decision = weigh(now(), cost, releases);
      const release = (): void => {
        for (const end of releases.splice(0)) end();
      };
      return { ...decision, release, [Symbol.dispose]: release };
    },
    penalize(given, units, options) {
      adjust(given, units, options?.policy, 1);
    },
    reward(given, units, options) {
      adjust(given, units, options?.policy, -1);
    },
    follow(given, cost) {
      read(given);
      const time = now();
      for (let index = 0; index < count; index++) {
        if (policies[index]?.kind === 'concurrency') continue;
        const key = keys[index] as KeyHash;
        const verdict = verdicts[index] as Verdict;
        states[index]?.ask(key, time, cost, verdict);
        if (!verdict.refuses) states[index]?.charge(key, time, cost, verdict);
      }
    },
    forget(given) {
      read(given);
      for (let index = 0; index < count; index++) states[index]?.forget(keys[index] as KeyHash);
    },
    usage: () => ({
      keys: states.reduce((sum, state) => sum + state.keys, 0),
      bytes: states.reduce((sum, state) => sum + state.bytes, 0),
    }),
  };
}
