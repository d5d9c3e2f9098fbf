// Name and attributes of a call's span and metrics, by the OpenTelemetry semantic conventions for MCP (status: development).
import { hash } from 'node:crypto';
import type { Attributes } from '@opentelemetry/api';
import type { McpCall, McpClientCall, McpServerCall } from '../telemetry.ts';

/** Attribute keys that this package writes. */
export const KEYS = {
  method: 'mcp.method.name',
  tool: 'gen_ai.tool.name',
  prompt: 'gen_ai.prompt.name',
  operation: 'gen_ai.operation.name',
  toolArguments: 'gen_ai.tool.call.arguments',
  toolResult: 'gen_ai.tool.call.result',
  requestId: 'jsonrpc.request.id',
  resourceUri: 'mcp.resource.uri',
  protocolVersion: 'mcp.protocol.version',
  sessionId: 'mcp.session.id',
  transport: 'network.transport',
  networkProtocol: 'network.protocol.name',
  networkVersion: 'network.protocol.version',
  clientAddress: 'client.address',
  clientPort: 'client.port',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  statusCode: 'rpc.response.status_code',
  errorType: 'error.type',
  exceptionType: 'exception.type',
  exceptionMessage: 'exception.message',
  exceptionStack: 'exception.stacktrace',
} as const;

/** A call of either side. */
export type AnyCall = McpServerCall & McpClientCall;

const STATELESS_SINCE = '2026-07-28';
const PROMPT_METHODS: ReadonlySet<string> = new Set(['prompts/get', 'completion/complete']);

/** `{method} {tool or prompt}`, else the method alone. A URI never gets in: it would make a name for each resource. */
export function spanName(call: McpCall): string {
  return targetKey(call) === undefined ? call.method : `${call.method} ${call.target}`;
}

/** The attributes of a span that are known when its call begins. */
export function callAttributes(call: AnyCall): Attributes {
  const attributes: Attributes = { [KEYS.method]: call.method };
  const target = targetKey(call);
  if (target !== undefined && call.target !== undefined) attributes[target] = call.target;
  if (call.method === 'tools/call') attributes[KEYS.operation] = 'execute_tool';
  if (call.requestId !== undefined && call.requestId !== null)
    attributes[KEYS.requestId] = String(call.requestId);
  if (call.resourceUri !== undefined) attributes[KEYS.resourceUri] = call.resourceUri;
  if (call.protocolVersion !== undefined) attributes[KEYS.protocolVersion] = call.protocolVersion;
  if (call.sessionId !== undefined && hasSessions(call.protocolVersion))
    attributes[KEYS.sessionId] = digestOf(call.sessionId);
  addNetwork(attributes, call);
  addPeer(attributes, KEYS.clientAddress, call.clientAddress, KEYS.clientPort, call.clientPort);
  addPeer(attributes, KEYS.serverAddress, call.serverAddress, KEYS.serverPort, call.serverPort);
  return attributes;
}

/** Whoever knows the id of a session can use or end it, so that a trace only tells one from another. */
function digestOf(sessionId: string): string {
  return hash('sha256', sessionId, 'hex').slice(0, 32);
}

/** How the two sides are connected; nothing within one process. */
export function addNetwork(
  attributes: Attributes,
  { transport, httpVersion }: Pick<McpCall, 'transport' | 'httpVersion'>,
): void {
  if (transport === 'http') {
    attributes[KEYS.transport] = 'tcp';
    attributes[KEYS.networkProtocol] = 'http';
    if (httpVersion !== undefined) attributes[KEYS.networkVersion] = httpVersion;
  } else if (transport === 'stdio') {
    attributes[KEYS.transport] = 'pipe';
  }
}

/** A host and, only with it, its port. */
export function addPeer(
  attributes: Attributes,
  addressKey: string,
  address: string | undefined,
  portKey: string,
  port: number | undefined,
): void {
  if (address === undefined) return;
  attributes[addressKey] = address;
  if (port !== undefined) attributes[portKey] = port;
}

/** The key of the call's tool or prompt, where it has one. */
export function targetKey(call: McpCall): typeof KEYS.tool | typeof KEYS.prompt | undefined {
  if (call.target === undefined || call.target === '') return undefined;
  if (call.method === 'tools/call') return KEYS.tool;
  return PROMPT_METHODS.has(call.method) ? KEYS.prompt : undefined;
}

/** Whether a revision has sessions; one that is not known may have. */
export function hasSessions(protocolVersion: string | undefined): boolean {
  return protocolVersion === undefined || protocolVersion < STATELESS_SINCE;
}
