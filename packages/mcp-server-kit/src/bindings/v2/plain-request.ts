// Tells the usual, well-formed request of 2026-07-28 from everything that the SDK's own ladder has to judge.
import type { IncomingHttpHeaders } from 'node:http';
import type { HeaderParam } from '../../definitions/header-params.ts';
import type { ToolDefinition } from '../../definitions/tool.ts';
import { isRequest, type RequestId, type RpcMessage } from '../messages.ts';
import { META, REVISION } from './server.ts';

const METHODS = new Set([
  'completion/complete',
  'prompts/get',
  'prompts/list',
  'resources/list',
  'resources/read',
  'resources/templates/list',
  'server/discover',
  'tools/call',
  'tools/list',
]);

/**
 * Whether `message` may go straight to the shared Server: a known method, a whole envelope, and headers that
 * agree with the body (MCP 2026-07-28, streamable HTTP, server validation). Anything else goes to the SDK's
 * handler, which finds the right refusal.
 */
export function isPlainRequest(
  message: RpcMessage,
  headers: IncomingHttpHeaders,
): message is RpcMessage & { id: RequestId; method: string } {
  if (!isRequest(message) || !METHODS.has(message.method)) return false;
  if (headers['mcp-protocol-version'] !== REVISION || headers['mcp-method'] !== message.method) return false;
  const params = message.params ?? {};
  const meta = params._meta as Record<string, unknown> | undefined;
  if (meta?.[META.protocolVersion] !== REVISION) return false;
  const capabilities = meta[META.clientCapabilities];
  if (capabilities === null || typeof capabilities !== 'object') return false;
  const name = message.method === 'resources/read' ? params.uri : params.name;
  const header = headers['mcp-name'];
  const isNamed =
    message.method === 'tools/call' ||
    message.method === 'prompts/get' ||
    message.method === 'resources/read';
  return !isNamed || (typeof name === 'string' && typeof header === 'string' && decode(header) === name);
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
