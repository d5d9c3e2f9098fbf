// The limiter with a store: one question a decision, and what `onStoreFailure` says when it is not answered.
import { randomUUID } from 'node:crypto';
import { allAllow, decisionOf, report, Verdict } from '../decision.ts';
import { createKeyReader } from '../keys.ts';
import { createMemoryLimiter } from '../memory/memory-limiter.ts';
import { STORE_FAILURE } from '../policies/policy.ts';
import { checkCost, checkPolicyName, checkUse, costOf } from '../requests.ts';
import type { Settings } from '../settings.ts';
import { tell } from '../tell.ts';
import type { Decision, Keys, SharedLease, SharedRateLimiter } from '../types.ts';
import { localPolicies } from './local-policies.ts';
import { createAskStore, type StoreSettings } from './question.ts';
import type { StoreCommand } from './store.ts';

/** Makes a limiter whose numbers are in a store. */
export function createStoreLimiter(settings: Settings, storeSettings: StoreSettings): SharedRateLimiter {
  const { policies, metrics } = settings;
  const { onStoreFailure, replicas, probeMs } = storeSettings;
  const reader = createKeyReader(policies, settings.maxKeyChars);
  const hasLeases = policies.some(({ kind }) => kind === 'concurrency');
  const ask = createAskStore(settings, storeSettings);
  const local =
    onStoreFailure === 'local'
      ? createMemoryLimiter({ ...settings, policies: localPolicies(policies, replicas) }, true)
      : undefined;
  // Leases of other processes, and of other limiters in this one, have other names.
  const leasePrefix = randomUUID();
  let lastLease = 0;

  function command(
    what: StoreCommand['what'],
    given: Keys,
    units: number,
    lease = '',
    only = 0,
  ): StoreCommand {
    const texts: string[] = [];
    reader.read(given, texts);
    return { what, keys: reader.perOf.map((index) => texts[index] ?? ''), units, lease, only };
  }

  async function askAbout(given: Keys, units: number, lease?: string): Promise<Decision | undefined> {
    const answer = await ask(command('decide', given, units, lease));
    if (answer === undefined) return undefined;
    const verdicts = policies.map((_, index) => verdictOf(answer, index));
    const allowed = allAllow(policies, verdicts);
    if (metrics !== undefined) report(metrics, policies, verdicts, allowed);
    // Should the store fail next, this process knows what it has let through itself.
    if (allowed) local?.follow(given, units);
    return decisionOf(policies, verdicts, allowed, false);
  }

  /** What this process says alone: a cost above its share may pass again when the store is back. */
  function alone<D extends Decision>(decision: D, cost: number): D {
    const canPass = policies.every(
      ({ burst, kind, shadow }) => shadow || kind === 'concurrency' || cost <= burst,
    );
    const isNever = decision.retryAfterMs === Number.POSITIVE_INFINITY;
    return isNever && canPass ? { ...decision, retryAfterMs: probeMs } : decision;
  }

  function withoutStore(): Decision {
    const allowed = onStoreFailure === 'allow';
    tell(metrics, (hook) => hook.decision?.(STORE_FAILURE, allowed ? 'allowed' : 'refused'));
    const waitMs = allowed ? 0 : probeMs;
    return {
      allowed,
      policy: STORE_FAILURE,
      limit: 0,
      remaining: 0,
      retryAfterMs: waitMs,
      resetMs: waitMs,
      degraded: true,
    };
  }

  async function adjust(
    what: 'penalize' | 'reward',
    given: Keys,
    units: number,
    name: string | undefined,
  ): Promise<void> {
    checkCost('units', units);
    checkPolicyName(policies, name);
    const only = policies.findIndex((policy) => policy.name === name) + 1;
    const question = command(what, given, units, '', only);
    local?.[what](given, Math.ceil(units / replicas), name === undefined ? {} : { policy: name });
    await ask(question);
  }

  return {
    policies,
    async decide(given, options) {
      const cost = costOf(options);
      checkUse(hasLeases);
      const decision = await askAbout(given, cost);
      if (decision !== undefined) return decision;
      return local === undefined ? withoutStore() : alone(local.decide(given, { cost }), cost);
    },
    async acquire(given, options) {
      const cost = costOf(options);
      const lease = `${leasePrefix}:${++lastLease}`;
      const decision = await askAbout(given, cost, lease);
      if (decision !== undefined) {
        const isHeld = decision.allowed && hasLeases;
        return leaseOf(decision, async () => {
          if (isHeld) await ask(command('release', given, 1, lease));
        });
      }
      const held = local && alone(local.acquire(given, { cost }), cost);
      return leaseOf(held ?? withoutStore(), async () => held?.release());
    },
    penalize: (given, units, adjustOptions) => adjust('penalize', given, units, adjustOptions?.policy),
    reward: (given, units, adjustOptions) => adjust('reward', given, units, adjustOptions?.policy),
    async forget(given) {
      const question = command('forget', given, 1);
      local?.forget(given);
      await ask(question);
    },
    usage: () => local?.usage() ?? { keys: 0, bytes: 0 },
  };
}

function leaseOf(decision: Decision, end: () => Promise<void>): SharedLease {
  const { allowed, policy, limit, remaining, retryAfterMs, resetMs, degraded } = decision;
  let ended: Promise<void> | undefined;
  const release = (): Promise<void> => {
    ended ??= end();
    return ended;
  };
  return {
    ...{ allowed, policy, limit, remaining, retryAfterMs, resetMs, degraded },
    release,
    [Symbol.asyncDispose]: release,
  };
}

function verdictOf(answer: readonly number[], index: number): Verdict {
  const [says, left = 0, wait = 0, reset = 0] = answer.slice(4 * index, 4 * index + 4);
  const verdict = new Verdict();
  verdict.set(left, wait === -1 ? Number.POSITIVE_INFINITY : wait, reset, says === 2);
  return verdict;
}
