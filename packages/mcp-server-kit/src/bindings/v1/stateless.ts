// The 2025 era without sessions: nothing is remembered between two requests, so no SDK Server stands behind them.
import { LATEST_PROTOCOL_VERSION, SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/sdk/types.js';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Client } from '../../runtime/scope.ts';
import type { RpcMessage, RpcRequest } from '../messages.ts';
import type { HttpExchange } from '../reply.ts';
import { initializeFault } from './initialize-fault.ts';

/** Answers one 2025-era request that names no session. */
export function answerStateless(
  runtime: Runtime,
  message: RpcRequest,
  client: Client,
  protocolVersion: string | undefined,
  exchange: HttpExchange,
): void {
  const { id, method } = message;
  if (method === 'initialize' || method === 'ping') {
    const startedAt = performance.now();
    const fault = initializeFault(message, runtime);
    const result = method === 'ping' ? {} : initializeResult(runtime, message);
    exchange.answer(fault ?? { jsonrpc: '2.0', id, result });
    const scope = { era: '2025', transport: 'http', clientKey: client.clientKey, requestId: id } as const;
    runtime.note(method, scope, startedAt, fault?.error?.code);
  } else {
    exchange.serve(runtime, message, { era: '2025', transport: 'http', ...client, protocolVersion });
  }
}

/** What is wrong with the revision that a request of the 2025 era names in its header, or `undefined`. */
export function versionFault(header: string | string[] | undefined): string | undefined {
  if (header === undefined || SUPPORTED_PROTOCOL_VERSIONS.includes(String(header))) return undefined;
  return `Unsupported MCP-Protocol-Version: use one of ${SUPPORTED_PROTOCOL_VERSIONS.join(', ')}`;
}

function initializeResult(runtime: Runtime, { params }: RpcMessage): Record<string, unknown> {
  const asked = params?.protocolVersion;
  const isKnown = typeof asked === 'string' && SUPPORTED_PROTOCOL_VERSIONS.includes(asked);
  // There is nothing to subscribe to and no level to set.
  const { logging: _logging, resources, ...rest } = runtime.capabilities;
  return {
    protocolVersion: isKnown ? asked : LATEST_PROTOCOL_VERSION,
    capabilities: { ...rest, ...(resources && { resources: {} }) },
    serverInfo: runtime.info,
    ...(runtime.instructions !== undefined && { instructions: runtime.instructions }),
  };
}
