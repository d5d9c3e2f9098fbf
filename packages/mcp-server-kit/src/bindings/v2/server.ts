// One SDK v2 Server over a runtime: 2026-07-28.
import { Server, type ServerCapabilities, type ServerContext } from '@modelcontextprotocol/server';
import { LOG_LEVELS, type LogLevel } from '../../definitions/context.ts';
import { META } from '../../runtime/envelope.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Client, RequestScope } from '../../runtime/scope.ts';
import { REVISION, stateOf } from './envelope.ts';

/** What differs between the ways in; the rest of a request's scope is in the SDK's context. */
export interface RequestOrigin extends Client {
  readonly transport: RequestScope['transport'];
  readonly requestId: string | number;
}

/**
 * Makes a Server that hands every request to the runtime, without the SDK's schemas for requests and results:
 * the runtime checks the one and makes the other.
 */
export function createV2Server(
  runtime: Runtime,
  originOf: (context: ServerContext) => RequestOrigin,
): Server {
  const server = new Server(
    { ...runtime.info },
    {
      capabilities: runtime.capabilities as ServerCapabilities,
      supportedProtocolVersions: [REVISION],
      ...(runtime.instructions !== undefined && { instructions: runtime.instructions }),
    },
  );
  server.removeRequestHandler('logging/setLevel');
  server.fallbackRequestHandler = async (request, context?: ServerContext) => {
    if (context === undefined) throw new TypeError('The SDK gave no context');
    return await runtime.dispatch(request.method, request.params, scopeOf(context, originOf(context)));
  };
  server.onerror = (error) => runtime.options.logger.debug({ err: error }, 'MCP 2026 connection');
  return server;
}

function scopeOf({ mcpReq }: ServerContext, origin: RequestOrigin): RequestScope {
  const envelope = (mcpReq.envelope ?? {}) as Readonly<Record<string, unknown>>;
  const level = envelope[META.logLevel] as LogLevel;
  return {
    era: '2026',
    protocolVersion: REVISION,
    transport: origin.transport,
    requestId: origin.requestId,
    sessionId: undefined,
    clientKey: origin.clientKey,
    principal: origin.principal,
    clientInfo: envelope[META.clientInfo] as Record<string, unknown> | undefined,
    clientCapabilities: envelope[META.clientCapabilities] as Record<string, unknown> | undefined,
    signal: mcpReq.signal,
    logLevel: LOG_LEVELS.includes(level) ? level : undefined,
    notify: (method, params) => {
      mcpReq.notify({ method, params }).catch(() => {});
    },
    ask: undefined,
    inputResponses: mcpReq.inputResponses as Record<string, unknown> | undefined,
    requestState: stateOf(mcpReq.requestState<unknown>()),
    session: undefined,
    closeStream: () => {},
  };
}
