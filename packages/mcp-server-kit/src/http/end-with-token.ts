// A stream ends when the token is no longer good that opened it: its client opens another with a new one.
import type { ServerResponse } from 'node:http';
import { MAX_TIMER_MS } from '../checks.ts';
import type { Client } from '../runtime/scope.ts';

/** Cuts `res` when the token of its client expires. */
export function endWithToken(res: ServerResponse, { principal }: Client): void {
  if (principal === undefined) return;
  const left = Math.max(0, principal.expiresAt - Date.now());
  const timer = setTimeout(() => res.destroy(), Math.min(left, MAX_TIMER_MS)).unref();
  res.once('close', () => clearTimeout(timer));
}
