// What one of several replicas may admit while it cannot ask the others.
import { concurrency } from '../policies/concurrency.ts';
import { gcra } from '../policies/gcra.ts';
import type { Policy } from '../policies/policy.ts';
import { slidingWindow } from '../policies/sliding-window.ts';

/** The same policies with each limit divided by `replicas`, but never below 1. */
export function localPolicies(policies: readonly Policy[], replicas: number): readonly Policy[] {
  if (replicas === 1) return policies;
  const share = (units: number): number => Math.max(1, Math.floor(units / replicas));
  return policies.map((policy) => {
    const { name, per, shadow, denyAfter, windowMs, burst, ratePerMs } = policy;
    const limit = share(policy.limit);
    const common = { name, per, shadow, limit };
    if (policy.kind === 'concurrency') return concurrency({ ...common, leaseMs: windowMs });
    if (policy.kind === 'sliding-window' || limit === 1) {
      return slidingWindow({ ...common, denyAfter, windowMs });
    }
    const localBurst = Math.min(limit - 1, share(burst));
    const rest = ((limit - localBurst) / windowMs) * 1000;
    const ratePerSecond = Math.min(rest, (ratePerMs * 1000) / replicas);
    return gcra({ ...common, denyAfter, windowMs, burst: localBurst, ratePerSecond });
  });
}
