// The header fields of draft-ietf-httpapi-ratelimit-headers-10, and Retry-After (RFC 9110).
import type { Policy } from '../policies/policy.ts';
import { STORE_FAILURE } from '../policies/policy.ts';
import type { Decision } from '../types.ts';

const fields = new WeakMap<readonly Policy[], string>();

/**
 * The header fields that go with a decision, on every answer: `RateLimit-Policy` with all policies that are in force,
 * `RateLimit` with what is left, and `Retry-After` when the call is refused and waiting helps.
 * @param limiter The limiter that decided; only its `policies` are used.
 * @param decision What it said.
 * @returns Field names and values. Seconds are rounded up, and `Retry-After` is the `t` of `RateLimit`.
 */
export function rateLimitHeaders(
  limiter: { readonly policies: readonly Policy[] },
  decision: Decision,
): Record<string, string> {
  const inForce = policyField(limiter.policies);
  // Nobody is told of policies that only watch.
  if (inForce === '') return {};
  const headers: Record<string, string> = { 'RateLimit-Policy': inForce };
  const { allowed, policy, remaining, retryAfterMs, resetMs } = decision;
  const waitMs = allowed ? resetMs : retryAfterMs;
  const seconds = Number.isFinite(waitMs) ? Math.max(allowed ? 0 : 1, Math.ceil(waitMs / 1000)) : undefined;
  if (policy !== STORE_FAILURE) {
    const left = allowed ? remaining : 0;
    headers.RateLimit = `"${policy}";r=${left}${seconds === undefined ? '' : `;t=${seconds}`}`;
  }
  if (!allowed && seconds !== undefined) headers['Retry-After'] = String(seconds);
  return headers;
}

function policyField(policies: readonly Policy[]): string {
  let field = fields.get(policies);
  if (field === undefined) {
    field = policies
      .filter(({ shadow }) => !shadow)
      .map(policyItem)
      .join(', ');
    fields.set(policies, field);
  }
  return field;
}

function policyItem({ kind, name, limit, windowMs }: Policy): string {
  return kind === 'concurrency'
    ? `"${name}";q=${limit};qu="concurrent-requests"`
    : `"${name}";q=${limit};w=${Math.ceil(windowMs / 1000)}`;
}
