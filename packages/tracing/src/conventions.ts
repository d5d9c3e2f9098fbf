// Name and attributes of a server span, by the OpenTelemetry semantic conventions for MCP (status: development).
import type { Attributes } from '@opentelemetry/api';
import type { McpServerCall } from './telemetry.ts';

/** Attribute keys that this package writes. */
export const KEYS = {
  method: 'mcp.method.name',
  tool: 'gen_ai.tool.name',
  prompt: 'gen_ai.prompt.name',
  operation: 'gen_ai.operation.name',
  requestId: 'jsonrpc.request.id',
  resourceUri: 'mcp.resource.uri',
  protocolVersion: 'mcp.protocol.version',
  sessionId: 'mcp.session.id',
  transport: 'network.transport',
  networkProtocol: 'network.protocol.name',
  clientAddress: 'client.address',
  clientPort: 'client.port',
  statusCode: 'rpc.response.status_code',
  errorType: 'error.type',
  exceptionType: 'exception.type',
  exceptionMessage: 'exception.message',
  exceptionStack: 'exception.stacktrace',
} as const;

const STATELESS_SINCE = '2026-07-28';
const PROMPT_METHODS: ReadonlySet<string> = new Set(['prompts/get', 'completion/complete']);

/** `{method} {tool or prompt}`, else the method alone. A URI never gets in: it would make a name for each resource. */
export function spanName(call: McpServerCall): string {
  return targetKey(call) === undefined ? call.method : `${call.method} ${call.target}`;
}

/** The attributes that are known when the call arrives. */
export function callAttributes(call: McpServerCall): Attributes {
  const attributes: Attributes = { [KEYS.method]: call.method };
  const target = targetKey(call);
  if (target !== undefined && call.target !== undefined) attributes[target] = call.target;
  if (call.method === 'tools/call') attributes[KEYS.operation] = 'execute_tool';
  if (call.requestId !== undefined && call.requestId !== null)
    attributes[KEYS.requestId] = String(call.requestId);
  if (call.resourceUri !== undefined) attributes[KEYS.resourceUri] = call.resourceUri;
  if (call.protocolVersion !== undefined) attributes[KEYS.protocolVersion] = call.protocolVersion;
  if (call.sessionId !== undefined && hasSessions(call)) attributes[KEYS.sessionId] = call.sessionId;
  addNetwork(call, attributes);
  return attributes;
}

function addNetwork(call: McpServerCall, attributes: Attributes): void {
  if (call.transport === 'http') {
    attributes[KEYS.transport] = 'tcp';
    attributes[KEYS.networkProtocol] = 'http';
  } else if (call.transport === 'stdio') {
    attributes[KEYS.transport] = 'pipe';
  }
  if (call.clientAddress === undefined) return;
  attributes[KEYS.clientAddress] = call.clientAddress;
  if (call.clientPort !== undefined) attributes[KEYS.clientPort] = call.clientPort;
}

function targetKey(call: McpServerCall): typeof KEYS.tool | typeof KEYS.prompt | undefined {
  if (call.target === undefined || call.target === '') return undefined;
  if (call.method === 'tools/call') return KEYS.tool;
  return PROMPT_METHODS.has(call.method) ? KEYS.prompt : undefined;
}

function hasSessions(call: McpServerCall): boolean {
  return call.protocolVersion === undefined || call.protocolVersion < STATELESS_SINCE;
}
