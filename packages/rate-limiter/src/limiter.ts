// The limiter in memory: checks all policies first and charges them only when none refuses.
import { positiveInteger } from './check.ts';
import { RateLimiterError } from './errors.ts';
import { KeyTable } from './key-table.ts';
import { SlidingLog } from './sliding-log.ts';
import type { Decision, Policy, RateLimiter, RateLimiterOptions } from './types.ts';

/**
 * Makes a rate limiter that keeps its state in memory.
 * @param options `policies` (one or more), `maxKeys` (default 100,000), `maxKeyChars` (default 512) and `clock`.
 * @returns A limiter whose `decide` needs no `this`.
 * @throws {RateLimiterError} `ERR_OPTION` when an option is out of range.
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const policies = checkPolicies(options.policies);
  const maxKeys = positiveInteger('maxKeys', options.maxKeys ?? 100_000);
  const maxKeyChars = positiveInteger('maxKeyChars', options.maxKeyChars ?? 512);
  const now = monotonic(options.clock ?? (() => performance.now()));
  const longestMs = Math.max(...policies.map((policy) => policy.windowMs));
  const table = new KeyTable(maxKeys, longestMs, () =>
    policies.map((policy) => ({ policy, log: new SlidingLog(policy.limit, policy.windowMs) })),
  );

  return {
    decide(key, { cost = 1 } = {}) {
      checkKey(key, maxKeyChars);
      checkCost(cost, policies);
      const time = now();
      const meters = table.use(key, time);
      return refusal(meters, time, cost) ?? charge(meters, time, cost);
    },
  };
}

interface Meter {
  policy: Policy;
  log: SlidingLog;
}

/** The refusal with the longest wait, or undefined when every policy has enough left. */
function refusal(meters: readonly Meter[], now: number, cost: number): Decision | undefined {
  let longest: Decision | undefined;
  for (const meter of meters) {
    const remaining = meter.log.remaining(now);
    if (remaining >= cost) continue;
    const retryAfterMs = meter.log.waitFor(now, cost);
    if (longest === undefined || retryAfterMs > longest.retryAfterMs) {
      longest = decision(meter, now, false, remaining, retryAfterMs);
    }
  }
  return longest;
}

function charge(meters: readonly Meter[], now: number, cost: number): Decision {
  let least: Decision | undefined;
  for (const meter of meters) {
    meter.log.charge(now, cost);
    const remaining = meter.log.remaining(now);
    if (least === undefined || remaining < least.remaining) least = decision(meter, now, true, remaining, 0);
  }
  if (least === undefined)
    throw new RateLimiterError('ERR_OPTION', 'Expected `policies` to hold one policy or more');
  return least;
}

function decision(
  { policy, log }: Meter,
  now: number,
  allowed: boolean,
  remaining: number,
  retryAfterMs: number,
): Decision {
  const { name, limit } = policy;
  return {
    allowed,
    policy: name,
    limit,
    remaining,
    retryAfterMs,
    resetMs: log.waitForAll(now),
    degraded: false,
  };
}

/** A clock that stands still while the given one goes back or gives no number, so that nothing leaves a window early. */
function monotonic(clock: () => number): () => number {
  let latest = Number.NEGATIVE_INFINITY;
  return () => {
    const time = clock();
    if (Number.isFinite(time) && time > latest) latest = time;
    if (latest === Number.NEGATIVE_INFINITY) latest = 0;
    return latest;
  };
}

function checkPolicies(policies: readonly Policy[]): readonly Policy[] {
  if (!Array.isArray(policies) || policies.length === 0) {
    throw new RateLimiterError('ERR_OPTION', 'Expected `policies` to hold one policy or more');
  }
  const names = new Set<string>();
  for (const policy of policies as readonly Policy[]) {
    if (policy?.kind !== 'sliding-window') {
      throw new RateLimiterError('ERR_OPTION', 'Expected each of `policies` to come from slidingWindow()');
    }
    positiveInteger('limit', policy.limit);
    positiveInteger('windowMs', policy.windowMs);
    if (names.has(policy.name)) {
      throw new RateLimiterError(
        'ERR_OPTION',
        `Expected \`policies\` to have different names, got "${policy.name}" twice`,
      );
    }
    names.add(policy.name);
  }
  return [...policies];
}

function checkKey(key: string, maxKeyChars: number): void {
  if (typeof key !== 'string' || key.length === 0 || key.length > maxKeyChars) {
    const got = typeof key === 'string' ? `${key.length} characters` : typeof key;
    throw new RateLimiterError(
      'ERR_KEY',
      `Expected \`key\` to be a string of 1 to ${maxKeyChars} characters, got ${got}`,
    );
  }
}

function checkCost(cost: number, policies: readonly Policy[]): void {
  if (!Number.isSafeInteger(cost) || cost < 1) {
    throw new RateLimiterError('ERR_COST', `Expected \`cost\` to be a positive integer, got ${String(cost)}`);
  }
  for (const { name, limit } of policies) {
    if (cost > limit) {
      throw new RateLimiterError(
        'ERR_COST_ABOVE_LIMIT',
        `Expected \`cost\` to be at most ${limit}, the limit of policy "${name}", got ${cost}`,
      );
    }
  }
}
