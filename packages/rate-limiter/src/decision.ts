// From what each policy says to one decision, and to the metrics.
import type { Policy } from './policies/policy.ts';
import { tell } from './tell.ts';
import type { Decision, RateLimiterMetrics } from './types.ts';

/** What a caller is told that `concurrency` refuses, in milliseconds: nobody knows when a call will end. */
export const RETRY_AFTER_MS = 1000;

/** What one policy says of one call. Written over by the next call. */
export class Verdict {
  refuses = false;
  /** Refuses because of `denyAfter`. */
  denies = false;
  remaining = 0;
  retryAfterMs = 0;
  resetMs = 0;

  /** Takes a new opinion: `retryAfterMs` of 0 lets the call through. */
  set(remaining: number, retryAfterMs: number, resetMs: number, denies = false): void {
    this.refuses = retryAfterMs > 0;
    this.denies = denies;
    this.remaining = Math.max(remaining, 0);
    this.retryAfterMs = retryAfterMs;
    this.resetMs = resetMs;
  }

  /** Denies the call for so long besides: what is charged may keep it back for longer. */
  deny(denyMs: number): void {
    this.set(0, Math.max(denyMs, this.retryAfterMs), Math.max(denyMs, this.resetMs), true);
  }
}

/** Whether no policy that is in force refuses. */
export function allAllow(policies: readonly Policy[], verdicts: readonly Verdict[]): boolean {
  for (let index = 0; index < policies.length; index++) {
    if (verdicts[index]?.refuses === true && policies[index]?.shadow === false) return false;
  }
  return true;
}

/** The decision about the policy that refuses longest, or else has least left; a shadow only when there is no other. */
export function decisionOf(
  policies: readonly Policy[],
  verdicts: readonly Verdict[],
  allowed: boolean,
  degraded: boolean,
): Decision {
  let chosen = 0;
  for (let index = 1; index < policies.length; index++) {
    if (speaksBefore(policies, verdicts, index, chosen, allowed)) chosen = index;
  }
  const { name, limit } = policies[chosen] as Policy;
  const { remaining, retryAfterMs, resetMs } = verdicts[chosen] as Verdict;
  return {
    allowed,
    policy: name,
    limit,
    remaining,
    retryAfterMs: allowed ? 0 : retryAfterMs,
    resetMs,
    degraded,
  };
}

function speaksBefore(
  policies: readonly Policy[],
  verdicts: readonly Verdict[],
  index: number,
  other: number,
  allowed: boolean,
): boolean {
  const a = verdicts[index] as Verdict;
  const b = verdicts[other] as Verdict;
  const isShadow = policies[index]?.shadow === true;
  if (isShadow !== (policies[other]?.shadow === true)) return !isShadow;
  return allowed ? a.remaining < b.remaining : a.retryAfterMs > b.retryAfterMs;
}

/** Tells the hook what became of one call: of a refused one, only who refused it. */
export function report(
  metrics: RateLimiterMetrics,
  policies: readonly Policy[],
  verdicts: readonly Verdict[],
  allowed: boolean,
): void {
  for (let index = 0; index < policies.length; index++) {
    const { name, shadow } = policies[index] as Policy;
    const { refuses, denies } = verdicts[index] as Verdict;
    if (!refuses && !allowed) continue;
    const outcome = !refuses ? 'allowed' : shadow ? 'shadow-refused' : denies ? 'denied' : 'refused';
    tell(metrics, (hook) => hook.decision?.(name, outcome));
  }
}
