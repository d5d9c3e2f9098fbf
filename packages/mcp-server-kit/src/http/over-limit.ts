// What is no call, and a call that is refused before it is one, no guard sees: it is counted here.
import type { ServerResponse } from 'node:http';
import { refuse } from '../bindings/reply.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** Counts one request against the client's limit; beyond it, answers 429 and gives true. */
export async function isOverLimit(
  res: ServerResponse,
  clientKey: string,
  { count }: Pick<Runtime, 'count'>,
): Promise<boolean> {
  const refusal = await count(clientKey);
  if (refusal === undefined) return false;
  const seconds = Math.max(1, Math.ceil((refusal.retryAfterMs ?? 0) / 1000));
  refuse(res, 'rate_limited', 429, refusal.message, { headers: { 'retry-after': String(seconds) } });
  return true;
}
