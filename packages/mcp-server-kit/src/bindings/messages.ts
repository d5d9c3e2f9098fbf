// JSON-RPC messages as they come in, before anything in them is believed.

import { keptJson } from '../runtime/kept-json.ts';
import { RPC } from '../runtime/protocol-fault.ts';

/** The id of a request. */
export type RequestId = string | number;

/** A JSON-RPC 2.0 message of any kind. */
export interface RpcMessage {
  readonly jsonrpc: '2.0';
  readonly id?: RequestId | null;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** A message that wants an answer. */
export type RpcRequest = RpcMessage & { readonly id: RequestId; readonly method: string };

/** The one revision with JSON-RPC batches: a server of it has to take them. */
export const BATCH_REVISION = '2025-03-26';

/** The most messages in one batch. */
export const MAX_BATCH = 50;

/**
 * The most characters of an id and of a progress token: they go back as they came, with each message about the request,
 * and into its records.
 */
const MAX_ID_CHARS = 256;

/** What is said of that. */
export const ID_RULE = `An id and a progress token have at most ${MAX_ID_CHARS} characters`;

/** Whether `value` is a batch that may be answered; `initialize` has to come alone. */
export function isBatch(value: unknown): value is RpcMessage[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_BATCH &&
    value.every(isRpcMessage) &&
    !value.some(({ method }) => method === 'initialize')
  );
}

/** Whether `value` is a JSON-RPC message; the SDKs check the rest. */
export function isRpcMessage(value: unknown): value is RpcMessage {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { jsonrpc, id, method, params } = value as Record<string, unknown>;
  if (params !== undefined && (params === null || typeof params !== 'object' || Array.isArray(params)))
    return false;
  if (jsonrpc !== '2.0' || (method !== undefined && typeof method !== 'string')) return false;
  if (typeof id === 'string' ? id.length > MAX_ID_CHARS : id !== undefined && !Number.isFinite(id))
    return false;
  const { progressToken: token } = ((params as RpcMessage['params'])?._meta ?? {}) as Record<string, unknown>;
  return typeof token !== 'string' || token.length <= MAX_ID_CHARS;
}

/** Whether `message` wants an answer. */
export function isRequest(message: RpcMessage): message is RpcRequest {
  return message.method !== undefined && message.id !== undefined;
}

/** What SDK v1 answers by itself. */
export const V1_OWN: ReadonlySet<string> = new Set(['initialize', 'ping']);

/** Whether a guard counts `message` of the 2025 era; what is answered without one, or not at all, is not seen by any. */
export function isCall(message: RpcMessage): boolean {
  return isRequest(message) && !V1_OWN.has(message.method);
}

/**
 * The id by which to refuse `value`, which is no JSON-RPC message; `null` unless it meant to be a request and says one.
 */
export function idOfRefused(value: unknown): RequestId | null {
  const { id, method } = (value ?? {}) as Record<string, unknown>;
  const isShort = typeof id === 'string' ? id.length <= MAX_ID_CHARS : Number.isSafeInteger(id);
  return method !== undefined && isShort ? (id as RequestId) : null;
}

/** Makes the body of a JSON-RPC error. */
export function rpcError(
  code: number,
  message: string,
  id: RequestId | null = null,
  data?: unknown,
): RpcMessage {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data !== undefined && { data }) } };
}

/**
 * Writes a message as JSON. One that cannot be written (a `toJSON` that throws, say) becomes an error: an answer
 * that never comes would leave the client waiting.
 */
export function encode(message: RpcMessage | readonly RpcMessage[]): string {
  try {
    return spliced(message as RpcMessage) ?? JSON.stringify(message);
  } catch {
    const id = 'id' in message ? (message.id ?? null) : null;
    return JSON.stringify(
      rpcError(RPC.internalError, 'Internal error: the answer cannot be written as JSON', id),
    );
  }
}

/** An answer whose result carries its JSON. */
function spliced({ id, result }: RpcMessage): string | undefined {
  const json = result && keptJson(result);
  return json && `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${json}}`;
}

const MEMBERS = ['jsonrpc', 'id', 'method', 'params'];

/** Whether `message` is a request as MCP has it: nothing besides its members, and in `_meta` what belongs there. */
export function isStrictRequest(message: RpcMessage): boolean {
  for (const member in message) if (!MEMBERS.includes(member)) return false;
  const meta = message.params?._meta;
  if (meta === undefined) return true;
  if (meta === null || typeof meta !== 'object' || Array.isArray(meta)) return false;
  const { progressToken: token, 'io.modelcontextprotocol/related-task': task } = meta as Record<
    string,
    unknown
  >;
  return (
    (token === undefined || typeof token === 'string' || Number.isSafeInteger(token)) &&
    (task === undefined || typeof (task as { taskId?: unknown } | null)?.taskId === 'string')
  );
}

/** Whether the SDKs take `id`; a message with another one they drop without an answer. */
export function isPlainId(id: RequestId): boolean {
  return typeof id === 'string' || Number.isSafeInteger(id);
}
