// The MCP endpoint: decides who may come in and which binding serves the request.
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  ID_RULE,
  idOfRefused,
  isCall,
  isRequest,
  isRpcMessage,
  MAX_BATCH,
  type RpcMessage,
  V1_OWN,
} from '../bindings/messages.ts';
import { idOfText } from '../bindings/oversized.ts';
import { shownVersion } from '../bindings/protocol-version.ts';
import { HttpExchange, refuse } from '../bindings/reply.ts';
import { answerStateless, versionFault } from '../bindings/v1/stateless.ts';
import { callerOf, LISTEN, recordedName } from '../bindings/v2/envelope.ts';
import { headerParamFault, isPlainRequest } from '../bindings/v2/plain-request.ts';
import type { ToolDefinition } from '../definitions/tool.ts';
import { META } from '../runtime/envelope.ts';
import { RPC } from '../runtime/protocol-fault.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Client, Place } from '../runtime/scope.ts';
import { hasMoreValues } from '../runtime/value-count.ts';
import { takes } from './accept.ts';
import type { Authentication } from './authentication.ts';
import { isAuthorized } from './authorize.ts';
import type { Bindings } from './bindings.ts';
import type { BodyBudget } from './body-budget.ts';
import { isOverLimit } from './over-limit.ts';
import { readBody } from './read-body.ts';

/** What the endpoint has to know. */
export interface EndpointOptions {
  readonly maxBodyBytes: number;
  readonly bodies: BodyBudget;
  /** Lets a load shedder give a place to the request; answers and gives false when there is none. */
  readonly takePlace: (res: ServerResponse) => boolean;
  /** The place that it has given. */
  readonly placeOf: (res: ServerResponse) => Place | undefined;
  readonly toolOf: (name: string) => ToolDefinition | undefined;
  /** Tells what has to be finished before the server may stop from a stream that it ends. */
  readonly track: (res: ServerResponse, isStream: boolean, client: Client) => void;
  readonly authentication: Authentication | undefined;
}

/** Serves one request to the MCP endpoint. The Host and the Origin have been checked. */
export async function handleMcp(
  req: IncomingMessage,
  res: ServerResponse,
  client: Client,
  bindings: Bindings,
  options: EndpointOptions,
): Promise<void> {
  const { clientKey } = client;
  if (req.method === 'GET' || req.method === 'DELETE') {
    await handleSessionVerb(req, res, client, bindings, options);
    return;
  }
  if (req.method !== 'POST') {
    refuse(res, 'method_not_allowed', 405, 'Method not allowed: send POST', {
      headers: { allow: bindings.sessions === undefined ? 'POST' : 'GET, POST, DELETE' },
    });
    return;
  }
  const body = await acceptBody(req, res, clientKey, options, bindings.runtime);
  if (body === undefined) return;
  // A subscription ends when the server does; everything else is waited for.
  options.track(res, (body as RpcMessage | null)?.method === LISTEN, client);
  if (!(await isAuthorized(req, res, client, body, bindings.runtime, options.authentication))) return;
  if (!Array.isArray(body) && isRpcMessage(body)) {
    await handleMessage(req, res, client, body, bindings, options);
  } else if (Array.isArray(body) && body.length > 0 && body.length <= MAX_BATCH && body.every(isRpcMessage)) {
    await handleBatch(req, res, client, body, bindings, options);
  } else if (!(await isOverLimit(res, clientKey, bindings.runtime))) {
    const text = `Expected one JSON-RPC 2.0 message, or 1 to ${MAX_BATCH} in a batch. ${ID_RULE}.`;
    refuse(res, 'bad_message', 400, text, {
      code: RPC.invalidRequest,
      id: idOfRefused(body),
    });
  }
}

async function handleMessage(
  req: IncomingMessage,
  res: ServerResponse,
  client: Client,
  message: RpcMessage,
  bindings: Bindings,
  options: EndpointOptions,
): Promise<void> {
  const { clientKey } = client;
  const { runtime, sessions, v2 } = bindings;
  const note = (era: '2025' | '2026', error: string | number): void => {
    if (!isRequest(message)) return;
    const name = V1_OWN.has(message.method) ? message.method : recordedName(message.method, runtime.methods);
    runtime.note(
      name,
      { era, transport: 'http', clientKey, requestId: message.id },
      performance.now(),
      error,
    );
  };
  if (isPlainRequest(message, req.headers, runtime.methods)) {
    const fault =
      message.method === 'tools/call' ? headerParamFault(message, req.headers, options.toolOf) : undefined;
    if (fault === undefined) {
      const exchange = new HttpExchange(res, 1, false, options.placeOf(res));
      exchange.serve(runtime, message, callerOf(message, 'http', client));
    } else if (await isOverLimit(res, clientKey, runtime)) note('2026', 'limited');
    else {
      refuse(res, 'header_mismatch', 400, `The request's headers and body disagree: ${fault}`, {
        code: RPC.headerMismatch,
        id: message.id,
      });
      note('2026', RPC.headerMismatch);
    }
    return;
  }
  const isModern = !speaksOldEra(req, message) && v2.classify(req, message) !== 'legacy';
  const isSeen = runtime.methods.has(message.method ?? '');
  if (isModern ? !isSeen : !isCall(message)) {
    if (await isOverLimit(res, clientKey, runtime)) {
      note(isModern ? '2026' : '2025', 'limited');
      return;
    }
  }
  const place = options.placeOf(res);
  if (isModern) {
    place?.leave();
    await v2.handle(req, res, message, client);
    return;
  }
  // `initialize` says in its body what it speaks.
  if (message.method !== 'initialize' && !(await isVersionKnown(req, res, clientKey, runtime, message.id)))
    return;
  const sessionId = req.headers['mcp-session-id'];
  if (sessions !== undefined && message.method === 'initialize' && sessionId === undefined) {
    await sessions.open(req, res, message, client);
  } else if (sessions !== undefined && typeof sessionId === 'string') {
    await handleInSession(req, res, client, sessionId, message, bindings, place);
  } else {
    handleStateless(req, res, client, [message], false, bindings, place);
  }
}

// The cheap test for the usual case: no claim and no header of the new revision.
function speaksOldEra(req: IncomingMessage, { params }: RpcMessage): boolean {
  const meta = params?._meta as Record<string, unknown> | undefined;
  if (meta !== undefined && (meta === null || typeof meta !== 'object' || META.protocolVersion in meta))
    return false;
  const version = req.headers['mcp-protocol-version'];
  return (
    req.headers['mcp-method'] === undefined && (version === undefined || /^202[45]-/.test(String(version)))
  );
}

async function handleBatch(
  req: IncomingMessage,
  res: ServerResponse,
  client: Client,
  batch: RpcMessage[],
  bindings: Bindings,
  { placeOf }: EndpointOptions,
): Promise<void> {
  const { clientKey } = client;
  const sessionId = req.headers['mcp-session-id'];
  const place = placeOf(res);
  for (const message of batch) {
    if (!isCall(message) && (await isOverLimit(res, clientKey, bindings.runtime))) return;
  }
  if (bindings.v2.classify(req, batch) !== 'legacy') {
    if (await isOverLimit(res, clientKey, bindings.runtime)) return;
    await bindings.v2.handle(req, res, batch, client);
    return;
  }
  if (!(await isVersionKnown(req, res, clientKey, bindings.runtime))) return;
  if (bindings.sessions !== undefined && typeof sessionId === 'string') {
    await handleInSession(req, res, client, sessionId, batch, bindings, place);
  } else if (batch.some(({ method }) => method === 'initialize')) {
    refuse(res, 'bad_message', 400, 'initialize has to come alone', { code: RPC.invalidRequest });
  } else handleStateless(req, res, client, batch, true, bindings, place);
}

/** Whether the header names a revision that there is, if it names one; another is refused here. */
async function isVersionKnown(
  req: IncomingMessage,
  res: ServerResponse,
  clientKey: string,
  runtime: Runtime,
  id: RpcMessage['id'] = null,
): Promise<boolean> {
  const fault = versionFault(req.headers['mcp-protocol-version']);
  if (fault === undefined) return true;
  if (!(await isOverLimit(res, clientKey, runtime))) refuse(res, 'unsupported_version', 400, fault, { id });
  return false;
}

async function handleInSession(
  req: IncomingMessage,
  res: ServerResponse,
  client: Client,
  sessionId: string,
  body: RpcMessage | RpcMessage[],
  { runtime, sessions }: Bindings,
  place: Place | undefined,
): Promise<void> {
  const { clientKey } = client;
  // No guard will see a call that names no session there is.
  if (sessions?.has(sessionId, client) === false && (await isOverLimit(res, clientKey, runtime))) return;
  await sessions?.handle(req, res, sessionId, client, body, place);
}

function handleStateless(
  req: IncomingMessage,
  res: ServerResponse,
  client: Client,
  messages: readonly RpcMessage[],
  isBatch: boolean,
  { runtime }: Bindings,
  place: Place | undefined,
): void {
  // Notifications of a client without a session change nothing here: a `cancelled` could only name the request
  // of somebody else, and hanging up cancels.
  const requests = messages.filter(isRequest);
  if (requests.length === 0) {
    res.writeHead(202).end();
    return;
  }
  const protocolVersion = shownVersion(req.headers['mcp-protocol-version']);
  const exchange = new HttpExchange(res, requests.length, isBatch, place);
  for (const request of requests) answerStateless(runtime, request, client, protocolVersion, exchange);
}

async function handleSessionVerb(
  req: IncomingMessage,
  res: ServerResponse,
  client: Client,
  { runtime, sessions }: Bindings,
  { track }: EndpointOptions,
): Promise<void> {
  const { clientKey } = client;
  // The new revision has neither sessions nor these verbs.
  if (sessions === undefined || !/^202[45]-/.test(String(req.headers['mcp-protocol-version'] ?? '2025-'))) {
    refuse(res, 'method_not_allowed', 405, 'Method not allowed: send POST', { headers: { allow: 'POST' } });
    return;
  }
  const sessionId = req.headers['mcp-session-id'];
  if (typeof sessionId !== 'string') {
    refuse(res, 'session_missing', 400, `A ${req.method} needs the Mcp-Session-Id of an initialized session`);
    return;
  }
  if (!(await isVersionKnown(req, res, clientKey, runtime))) return;
  if (req.method === 'GET' && !takes(req, ['text/event-stream'])) {
    refuse(res, 'not_acceptable', 406, 'Not acceptable: accept text/event-stream');
    return;
  }
  // What a session keeps is sent again as often as a client comes back.
  if (req.method === 'GET' && (await isOverLimit(res, clientKey, runtime))) return;
  track(res, req.method === 'GET' && !sessions.isAnswerDue(req, sessionId), client);
  await sessions.handle(req, res, sessionId, client);
}

/**
 * Checks the headers of a POST, reads its body, takes a place and parses; answers and returns nothing when that fails.
 * Before the body is there the request takes no place: bodies that never end would keep everybody else out.
 */
export async function acceptBody(
  req: IncomingMessage,
  res: ServerResponse,
  clientKey: string,
  { maxBodyBytes, bodies, takePlace }: Pick<EndpointOptions, 'maxBodyBytes' | 'bodies' | 'takePlace'>,
  runtime: Runtime,
): Promise<unknown> {
  if (!isJson(req.headers['content-type'])) {
    refuse(res, 'unsupported_media_type', 415, 'Unsupported media type: send Content-Type: application/json');
    return undefined;
  }
  const { 'content-encoding': encoding = 'identity' } = req.headers;
  if (encoding.trim().toLowerCase() !== 'identity') {
    const message = 'Unsupported content encoding: send the body as it is, without compression';
    const headers = { 'accept-encoding': 'identity' };
    refuse(res, 'unsupported_media_type', 415, message, { headers });
    return undefined;
  }
  if (!takes(req, ['application/json', 'text/event-stream'])) {
    refuse(res, 'not_acceptable', 406, 'Not acceptable: accept both application/json and text/event-stream');
    return undefined;
  }
  const body = await readBody(req, maxBodyBytes, bodies, clientKey);
  if ('aborted' in body) return undefined;
  if ('tooLarge' in body) {
    refuse(res, 'body_too_large', 413, `The body is larger than ${maxBodyBytes} bytes`);
    return undefined;
  }
  if ('full' in body) {
    const [status, whose] =
      body.full === 'client' ? [429, 'Your requests'] : [503, 'The requests of all clients'];
    const message = `${whose} take too much memory at a time. Try again later.`;
    refuse(res, 'too_much_arriving', status, message, { headers: { 'retry-after': '1' } });
    return undefined;
  }
  if ('tooMany' in body) {
    const message = 'Too many of your requests are arriving at a time. Try again later.';
    // What is not read to its end would keep its connection.
    const headers = { 'retry-after': '1', connection: 'close' };
    refuse(res, 'too_many_arriving', 429, message, { headers });
    return undefined;
  }
  if (!takePlace(res)) return undefined;
  const { text } = body;
  const { maxValues } = runtime.options;
  if (hasMoreValues(text, maxValues)) {
    if (await isOverLimit(res, clientKey, runtime)) return undefined;
    refuse(res, 'body_too_large', 413, `The body holds more than ${maxValues} values`, {
      id: idOfText(text),
    });
    return undefined;
  }
  try {
    return JSON.parse(text) ?? null;
  } catch {
    if (await isOverLimit(res, clientKey, runtime)) return undefined;
    refuse(res, 'bad_json', 400, 'Parse error: the body is not JSON', { code: RPC.parseError });
    return undefined;
  }
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\s*(?:;|$)/i.test(contentType);
}
