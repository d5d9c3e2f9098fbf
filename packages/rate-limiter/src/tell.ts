// Metrics hooks are no part of a decision.
import type { RateLimiterMetrics } from './types.ts';

/** Calls a hook, if there is one; what it throws or rejects with changes nothing. */
export function tell(
  metrics: RateLimiterMetrics | undefined,
  call: (metrics: RateLimiterMetrics) => unknown,
): void {
  if (metrics === undefined) return;
  try {
    const told = call(metrics);
    if (told instanceof Promise) told.catch(() => undefined);
  } catch {
    // It is for its author to find out.
  }
}
