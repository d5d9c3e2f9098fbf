// Says what is too much in a `subscriptions/listen`: the SDK keeps whatever URIs it is given.
import { RPC } from '../../runtime/protocol-fault.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { MAX_SUBSCRIPTIONS } from '../../runtime/scope.ts';
import { areTooLarge, MAX_KEPT_CHARS } from '../kept-params.ts';
import { type RpcMessage, rpcError } from '../messages.ts';
import { LISTEN } from './envelope.ts';

/** The error for one that asks for more than a session of the 2025 era may; `undefined` for any other message. */
export function listenFault(
  { id, method, params = {} }: RpcMessage,
  { options: { maxDepth, maxSubscriptionChars } }: Runtime,
): RpcMessage | undefined {
  if (method !== LISTEN) return undefined;
  if (areTooLarge(params, maxDepth, maxSubscriptionChars + MAX_KEPT_CHARS)) {
    return rpcError(RPC.invalidParams, 'The parameters of subscriptions/listen are too large', id);
  }
  const { resourceSubscriptions: uris } = (params.notifications ?? {}) as Record<string, unknown>;
  // What is no list of texts, the SDK refuses.
  if (!Array.isArray(uris)) return undefined;
  let chars = 0;
  for (const uri of uris) if (typeof uri === 'string') chars += uri.length;
  if (uris.length <= MAX_SUBSCRIPTIONS && chars <= maxSubscriptionChars) return undefined;
  return rpcError(
    RPC.serverError,
    `A subscription may name ${MAX_SUBSCRIPTIONS} resources whose URIs have ${maxSubscriptionChars} characters together`,
    id,
  );
}
