// One SDK v1 Server over a runtime: the 2025 era.
import { randomUUID } from 'node:crypto';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CreateMessageResultSchema,
  CreateMessageResultWithToolsSchema,
  ElicitResultSchema,
  type JSONRPCRequest,
  ListRootsResultSchema,
  type ServerCapabilities,
  type ServerNotification,
  type ServerRequest,
  type ServerResult,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { InputRequest } from '../../definitions/input-required.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { RequestScope } from '../../runtime/scope.ts';

/** What a v1 handler is given besides the request. */
export type V1Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** How long a person has to answer what the server asks, in milliseconds. */
const ASK_TIMEOUT_MS = 600_000;

/**
 * Makes a Server that hands every request to the runtime. `fallbackRequestHandler` gets the message as it came:
 * the SDK's own schemas would parse what the runtime checks anyway.
 */
export function createV1Server(
  runtime: Runtime,
  scopeOf: (request: JSONRPCRequest, extra: V1Extra, server: Server) => RequestScope,
): Server {
  // Made for the first answer that has to fit a schema: each takes as much memory as all the rest of a session.
  let validator: AjvJsonSchemaValidator | undefined;
  const server = new Server(
    { ...runtime.info },
    {
      capabilities: runtime.capabilities as ServerCapabilities,
      jsonSchemaValidator: {
        getValidator(schema) {
          validator ??= new AjvJsonSchemaValidator();
          return validator.getValidator(schema);
        },
      },
      ...(runtime.instructions !== undefined && { instructions: runtime.instructions }),
    },
  );
  // The SDK would keep levels of its own; the runtime's session memory is the one place.
  server.removeRequestHandler('logging/setLevel');
  server.fallbackRequestHandler = async (request, extra) =>
    (await runtime.dispatch(
      request.method,
      request.params,
      scopeOf(request, extra as V1Extra, server),
    )) as ServerResult;
  server.onerror = (error) => runtime.options.logger.debug({ err: error }, 'MCP 2025 connection');
  return server;
}

/** Sends one notification that belongs to a request; a client that has gone is not an error. */
export function notifyVia(extra: V1Extra, method: string, params: Record<string, unknown>): void {
  extra.sendNotification({ method, params } as ServerNotification).catch(() => {});
}

/** Asks the client over its connection. */
export function askVia(
  sendRequest: V1Extra['sendRequest'],
): (request: InputRequest, signal: AbortSignal) => Promise<unknown> {
  return ({ method, params = {} }, signal) => {
    const options = { timeout: ASK_TIMEOUT_MS, signal };
    if (method === 'roots/list') return sendRequest({ method }, ListRootsResultSchema, options);
    if (method === 'sampling/createMessage') {
      const schema = 'tools' in params ? CreateMessageResultWithToolsSchema : CreateMessageResultSchema;
      return sendRequest({ method, params } as ServerRequest, schema, options);
    }
    // The 2025-11-25 form of a URL needs an id, which 2026-07-28 does without.
    const full = params.mode === 'url' ? { elicitationId: randomUUID(), ...params } : params;
    return sendRequest({ method, params: full } as ServerRequest, ElicitResultSchema, options);
  };
}
