// JSON-RPC messages as they come in, before anything in them is believed.

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

/** Whether `value` is a JSON-RPC message; the SDKs check the rest. */
export function isRpcMessage(value: unknown): value is RpcMessage {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { jsonrpc, id, method, params } = value as Record<string, unknown>;
  if (params !== undefined && (params === null || typeof params !== 'object' || Array.isArray(params)))
    return false;
  if (jsonrpc !== '2.0' || (method !== undefined && typeof method !== 'string')) return false;
  return id === undefined || typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));
}

/** Whether `message` wants an answer. */
export function isRequest(message: RpcMessage): message is RpcMessage & { id: RequestId; method: string } {
  return message.method !== undefined && message.id !== undefined;
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
    return JSON.stringify(message);
  } catch {
    const id = 'id' in message ? (message.id ?? null) : null;
    return JSON.stringify(rpcError(-32603, 'Internal error: the answer cannot be written as JSON', id));
  }
}

/** Whether the SDKs take `message` for a request; what they do not take they drop without an answer. */
export function isStrictRequest(message: RpcMessage): boolean {
  const known = ['jsonrpc', 'id', 'method', 'params'];
  const meta = message.params?._meta ?? (message.params?._meta === null ? 0 : {});
  if (typeof meta !== 'object' || Array.isArray(meta)) return false;
  const { progressToken: token, 'io.modelcontextprotocol/related-task': task } = meta as Record<
    string,
    unknown
  >;
  return (
    Object.keys(message).every((key) => known.includes(key)) &&
    (typeof message.id === 'string' || Number.isSafeInteger(message.id)) &&
    (token === undefined || typeof token === 'string' || Number.isSafeInteger(token)) &&
    (task === undefined || typeof (task as { taskId?: unknown } | null)?.taskId === 'string')
  );
}
