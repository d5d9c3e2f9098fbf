// Says what is missing in an `initialize`. SDK v1 would answer -32603 and its schema's complaint as JSON.
import { InitializeRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { RPC } from '../../runtime/protocol-fault.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { areTooLarge, MAX_KEPT_CHARS } from '../kept-params.ts';
import { type RpcMessage, type RpcRequest, rpcError } from '../messages.ts';

/** The error for an `initialize` that MCP's schema refuses; `undefined` for a good one, and for any other request. */
export function initializeFault(
  message: RpcRequest,
  { options: { sinks, maxDepth } }: Runtime,
): RpcMessage | undefined {
  if (message.method !== 'initialize') return undefined;
  // Before the schema, which would look for everything that is wrong.
  if (areTooLarge(message.params, maxDepth)) {
    const text = `Invalid initialize: params have more than ${MAX_KEPT_CHARS} characters, or too many values`;
    return rpcError(RPC.invalidParams, text, message.id);
  }
  const issue = InitializeRequestSchema.safeParse(message).error?.issues[0];
  if (issue === undefined) return undefined;
  let what = '';
  try {
    what = sinks.error.redact(`: ${issue.path.map(String).join('.')}: ${issue.message}`);
  } catch {
    // A policy that blocks; which request it is about is enough.
  }
  return rpcError(RPC.invalidParams, `Invalid initialize${what}`, message.id);
}
