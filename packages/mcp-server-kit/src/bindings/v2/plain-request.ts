// Tells the usual, well-formed request of 2026-07-28 from everything that the SDK's own ladder has to judge.
import type { IncomingHttpHeaders } from 'node:http';
import type { HeaderParam } from '../../definitions/header-params.ts';
import type { ToolDefinition } from '../../definitions/tool.ts';
import { isRequest, type RpcMessage, type RpcRequest } from '../messages.ts';
import { hasPlainEnvelope, REVISION } from './envelope.ts';

/**
 * Whether the kit may answer `message` itself: a method that the server has, a plain envelope, and headers that
 * agree with the body (MCP 2026-07-28, streamable HTTP, server validation). Anything else goes to the SDK's
 * handler, which finds the right refusal.
 */
export function isPlainRequest(
  message: RpcMessage,
  headers: IncomingHttpHeaders,
  methods: ReadonlySet<string>,
): message is RpcRequest {
  if (headers['mcp-protocol-version'] !== REVISION || !isRequest(message)) return false;
  const { method, params = {} } = message;
  if (headers['mcp-method'] !== method || !methods.has(method) || !hasPlainEnvelope(message)) return false;
  if (method !== 'tools/call' && method !== 'prompts/get' && method !== 'resources/read') return true;
  const name = method === 'resources/read' ? params.uri : params.name;
  const header = headers['mcp-name'];
  return typeof name === 'string' && typeof header === 'string' && decode(header) === name;
}

/** What is wrong with the `Mcp-Param-*` headers of a tool call, or `undefined`. */
export function headerParamFault(
  { params = {} }: RpcMessage,
  headers: IncomingHttpHeaders,
  toolOf: (name: string) => ToolDefinition | undefined,
): string | undefined {
  const declared = typeof params.name === 'string' ? toolOf(params.name)?.headerParams : undefined;
  for (const param of declared ?? []) {
    const value = valueAt(params.arguments, param.path);
    if (value === undefined || value === null || typeof value === 'object') continue;
    const header = headers[param.header];
    if (typeof header !== 'string') return `the header ${param.header} is missing`;
    if (!agrees(header, value, param)) return `the header ${param.header} does not agree with the body`;
  }
  return undefined;
}

function agrees(header: string, value: unknown, { type }: HeaderParam): boolean {
  const decoded = decode(header);
  if (decoded === undefined) return false;
  if (type === 'integer' && typeof value === 'number') {
    return /^-?\d{1,20}(?:\.0{1,20})?$/.test(decoded) && Number(decoded) === value;
  }
  return decoded === String(value);
}

// A value that a header cannot carry comes as =?base64?…?=.
function decode(header: string): string | undefined {
  if (!header.startsWith('=?base64?') || !header.endsWith('?=')) return header;
  const encoded = header.slice(9, -2);
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded ? bytes.toString('utf8') : undefined;
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let node = root;
  for (const key of path) {
    if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}
