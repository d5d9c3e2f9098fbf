// Whether a token grants what its request asks for. The body has been parsed, whatever serves it then.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRequest, isRpcMessage, MAX_BATCH } from '../bindings/messages.ts';
import { LISTEN, REVISION, recordedName } from '../bindings/v2/envelope.ts';
import { isGranted } from '../definitions/scope.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Client } from '../runtime/scope.ts';
import type { Authentication } from './authentication.ts';
import { isOverLimit } from './over-limit.ts';

/** Whether `body` may be served for `client`; one that may not is answered here, with all scopes that it needs. */
export async function isAuthorized(
  req: IncomingMessage,
  res: ServerResponse,
  { clientKey, principal }: Client,
  body: unknown,
  runtime: Runtime,
  authentication: Authentication | undefined,
): Promise<boolean> {
  if (authentication === undefined || principal === undefined) return true;
  const isBatch = Array.isArray(body);
  const messages: unknown[] = isBatch ? body : [body];
  // What is no message, and a batch that is too long, is refused by whoever would serve it.
  if (messages.length > MAX_BATCH || !messages.every(isRpcMessage)) return true;
  // One may name a thousand resources: those of a client beyond its limit are not looked at.
  const isLong = !isBatch && messages[0]?.method === LISTEN;
  if (isLong && (await isOverLimit(res, clientKey, runtime))) return false;
  const needed = new Set(authentication.scopes);
  for (const { method, params } of messages) {
    // Nobody serves a subscription in a batch.
    if (isBatch && method === LISTEN) continue;
    for (const scope of runtime.scopesOf(method, params)) needed.add(scope);
  }
  if (isGranted([...needed], principal.scopes)) return true;
  if (!isLong && (await isOverLimit(res, clientKey, runtime))) return false;
  authentication.refuseScopes(res, needed, isBatch ? null : messages[0]?.id);
  const era = req.headers['mcp-protocol-version'] === REVISION ? '2026' : '2025';
  for (const message of messages) {
    if (!isRequest(message)) continue;
    const scope = { era, transport: 'http', clientKey, requestId: message.id } as const;
    runtime.note(recordedName(message.method, runtime.methods), scope, performance.now(), 'forbidden');
  }
  return false;
}
