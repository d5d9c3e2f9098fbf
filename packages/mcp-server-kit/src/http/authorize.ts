// Whether a token grants what its request asks for. The body has been parsed, whatever serves it then.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRequest, isRpcMessage, type RpcMessage } from '../bindings/messages.ts';
import { REVISION, recordedName } from '../bindings/v2/envelope.ts';
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
  const messages: RpcMessage[] = (Array.isArray(body) ? body : [body]).filter(isRpcMessage);
  const needed = new Set(messages.flatMap(({ method, params }) => runtime.scopesOf(method, params)));
  if ([...needed].every((scope) => principal.scopes.includes(scope))) return true;
  if (await isOverLimit(res, clientKey, runtime)) return false;
  authentication.refuseScopes(res, needed, Array.isArray(body) ? null : messages[0]?.id);
  const era = req.headers['mcp-protocol-version'] === REVISION ? '2026' : '2025';
  for (const message of messages) {
    if (!isRequest(message)) continue;
    const scope = { era, transport: 'http', clientKey, requestId: message.id } as const;
    runtime.note(recordedName(message.method, runtime.methods), scope, performance.now(), 'forbidden');
  }
  return false;
}
