// 2026-07-28 over HTTP, the rest: subscriptions, and every request that has to be refused in the right words.
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  classifyInboundRequest,
  createMcpHandler,
  type InboundClassificationOutcome,
} from '@modelcontextprotocol/server';
import { redactStrings } from '../../runtime/redact-strings.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Client } from '../../runtime/scope.ts';
import type { RpcMessage } from '../messages.ts';
import { setReasonByCode } from '../refusal-reason.ts';
import { sendMessage } from '../reply.ts';
import { LISTEN, recordedName } from './envelope.ts';
import { listenFault } from './listen-fault.ts';
import { Listeners, MAX_LISTENERS } from './listeners.ts';
import { shortRefusal } from './refusal.ts';
import { createV2Server } from './server.ts';

/** Serves what is not a plain request. */
export interface V2Handler {
  /** Which era `body` speaks, in the SDK's words. */
  classify(req: IncomingMessage, body: unknown): InboundClassificationOutcome['kind'];
  handle(req: IncomingMessage, res: ServerResponse, body: unknown, client: Client): Promise<void>;
  close(): Promise<void>;
}

const GONE: Client = { clientKey: 'gone' };

/** Makes the SDK's handler over a runtime and lets the change feed reach its subscriptions. */
export function createV2Handler(runtime: Runtime): V2Handler {
  const { sinks, logger } = runtime.options;
  // What the factory has to know of the request that it makes a Server for.
  const callers = new WeakMap<Request, { client: Client; isKnown: boolean; isDispatched: boolean }>();
  const handler = createMcpHandler(
    ({ requestInfo }) => {
      const caller = requestInfo && callers.get(requestInfo);
      const server = createV2Server(runtime, ({ mcpReq }) => {
        if (caller !== undefined) caller.isDispatched = true;
        return { transport: 'http', requestId: mcpReq.id, ...(caller?.client ?? GONE) };
      });
      // Without a handler the SDK answers an unknown method with 404, as the revision wants.
      if (caller?.isKnown !== true) delete server.fallbackRequestHandler;
      return server;
    },
    {
      legacy: 'reject',
      maxSubscriptions: MAX_LISTENERS,
      onerror: (error) => logger.debug({ err: error }, 'MCP 2026 request refused'),
    },
  );
  const listeners = new Listeners();
  const unsubscribe = runtime.changes.subscribe((change) => {
    if (change.kind === 'resource') handler.notify.resourceUpdated(change.uri);
    else handler.notify[`${change.kind}Changed`]();
  });

  return {
    classify: (req, body) =>
      classifyInboundRequest({
        httpMethod: req.method ?? 'GET',
        ...header(req, 'mcp-protocol-version', 'protocolVersionHeader'),
        ...header(req, 'mcp-method', 'mcpMethodHeader'),
        ...header(req, 'mcp-name', 'mcpNameHeader'),
        ...(body !== undefined && { body }),
      }).kind,
    async handle(req, res, body, client) {
      const { clientKey } = client;
      const hangUp = new AbortController();
      res.once('close', () => hangUp.abort());
      const request = new Request('http://mcp.invalid/mcp', {
        method: req.method ?? 'POST',
        headers: headersOf(req),
        signal: hangUp.signal,
        ...(req.method === 'POST' && { body: '{}' }),
      });
      const { id, method } = (body ?? {}) as RpcMessage;
      const isKnown = method !== undefined && runtime.methods.has(method);
      const caller = { client, isKnown, isDispatched: false };
      callers.set(request, caller);
      const startedAt = performance.now();
      const note = (error?: string | number): void => {
        if (method === undefined || id === undefined || id === null) return;
        const scope = { era: '2026', transport: 'http', clientKey, requestId: id } as const;
        runtime.note(recordedName(method, runtime.methods), scope, startedAt, error);
      };
      const fault = listenFault((body ?? {}) as RpcMessage, runtime);
      if (fault !== undefined) {
        sendMessage(res, fault);
        note(fault.error?.code);
        return;
      }
      if (method === LISTEN && !listeners.admit(res, clientKey)) {
        note('limited');
        return;
      }
      const response = await handler.fetch(request, body === undefined ? {} : { parsedBody: body });
      const code = await write(response, res, (message) =>
        redactStrings(caller.isDispatched ? message : shortRefusal(message), sinks.error),
      );
      // What reached the runtime is on record, and counted; what there is no handler for was counted before it came here.
      if (caller.isDispatched) return;
      note(code);
      if (isKnown) await runtime.count(clientKey);
    },
    async close() {
      unsubscribe();
      await handler.close();
    },
  };
}

function header(req: IncomingMessage, name: string, key: string): Record<string, string> {
  const value = req.headers[name];
  return typeof value === 'string' ? { [key]: value } : {};
}

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  return headers;
}

/** Writes the answer, and gives the code of one that is an error. */
async function write(
  response: Response,
  res: ServerResponse,
  clean: (message: RpcMessage) => RpcMessage,
): Promise<number | undefined> {
  const headers = Object.fromEntries(response.headers);
  const isStream = headers['content-type']?.startsWith('text/event-stream') === true;
  if (!isStream) {
    const text = await response.text();
    // Refusals quote the request; its id is the caller's own and goes back as it came.
    const message = text === '' ? undefined : (JSON.parse(text) as RpcMessage);
    const body = message === undefined ? '' : JSON.stringify({ ...clean(message), id: message.id });
    const code = message?.error?.code;
    setReasonByCode(res, code);
    res.writeHead(response.status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    return code;
  }
  res.writeHead(response.status, headers);
  res.flushHeaders();
  try {
    for await (const chunk of response.body ?? []) {
      if (!res.write(chunk) && !res.destroyed) await drained(res);
      if (res.destroyed) break;
    }
  } catch {
    // The client has gone; the abort above has told the SDK.
  }
  res.end();
  return undefined;
}

/** Settles when `res` has room again, or has closed. */
function drained(res: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      res.off('drain', settle).off('close', settle);
      resolve();
    };
    res.on('drain', settle).on('close', settle);
  });
}
