// Serves a definition over HTTP: every protocol revision at one endpoint.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServerDrain, type Health, type LoadShedder } from '@portcullis/health';
import type { HttpAuth } from './auth/http-auth.ts';
import { isCall, isRpcMessage } from './bindings/messages.ts';
import { refuse } from './bindings/reply.ts';
import type { SessionOptions } from './bindings/v1/sessions.ts';
import { checkDuration, checkPort, checkPositiveInteger } from './checks.ts';
import { scopedIn } from './definitions/scope.ts';
import type { ServerDefinition } from './definitions/server.ts';
import { DefinitionError } from './errors.ts';
import { resolveAbsoluteTarget } from './http/absolute-target.ts';
import { admit } from './http/admit.ts';
import { createAllowLists } from './http/allow-lists.ts';
import { type Authentication, createAuthentication } from './http/authentication.ts';
import { isAuthorized } from './http/authorize.ts';
import { createBindings } from './http/bindings.ts';
import { BodyBudget } from './http/body-budget.ts';
import { createClientKeys } from './http/client-key.ts';
import { endWithToken } from './http/end-with-token.ts';
import { acceptBody, handleMcp } from './http/handler.ts';
import { limitStalling } from './http/limit-stalling.ts';
import { isOverLimit } from './http/over-limit.ts';
import { createPlaces } from './http/places.ts';
import { createRefusals, type Refusals } from './http/refusals.ts';
import { shareConnections } from './http/share-connections.ts';
import { watchConnections } from './http/watch-connections.ts';
import { checkHttpShapes } from './option-shapes.ts';
import { asFault } from './runtime/as-fault.ts';
import type { RuntimeOptions } from './runtime/options.ts';
import { ProtocolFault } from './runtime/protocol-fault.ts';
import { createRuntime, type Runtime } from './runtime/runtime.ts';
import type { Client } from './runtime/scope.ts';

/** What {@link createHttpHandler} takes besides {@link RuntimeOptions}. */
export interface HttpHandlerOptions extends RuntimeOptions {
  /** The address that the server listens on; it decides which hosts are allowed. Default: `127.0.0.1`. */
  host?: string;
  /** Where the MCP endpoint is. Default: `/mcp`. */
  path?: string;
  /** Host names that clients may use, without a port, besides loopback names and `host`. `*`: any. Default: none. */
  allowedHosts?: readonly string[];
  /**
   * Origins that pages may call from, such as `https://app.example.com`, besides loopback ones, which may while `host`
   * is loopback. Default: none.
   */
  allowedOrigins?: readonly string[];
  /**
   * Addresses and ranges of the proxies before this server, such as `10.0.0.0/8`. Their `X-Forwarded-For` tells the
   * clients apart, which otherwise share one limit. Default: none.
   */
  trustedProxies?: readonly string[];
  /** How many bits of an IPv6 address are one client, 1 to 128. Default: 64. */
  ipv6Prefix?: number;
  /** The largest request body, in bytes. Default: 4,194,304. */
  maxBodyBytes?: number;
  /**
   * The most that bodies which are still arriving may hold together, in bytes: beyond it they are refused with 503. One
   * client may take a quarter of it, or one whole body, and gets 429. Default: 32 times `maxBodyBytes`.
   */
  maxArrivingBytes?: number;
  /**
   * How many bodies of one client may be arriving at a time. One more is answered 429 and its connection closed, unless it
   * came whole with its headers. Default: 1000.
   */
  maxArrivingBodiesPerClient?: number;
  /**
   * How long a client may read nothing of what waits for it, in milliseconds; then, or after twice as long at most, its
   * connection is cut. Default: 30,000.
   */
  sendTimeoutMs?: number;
  /** Routes `/health`, `/ready` and so on, from `createHealth()` of `@portcullis/health`. Default: none. */
  health?: Pick<Health, 'handle'>;
  /**
   * Refuses with 503 while the process cannot keep up; no handler runs without a place of it, which a request takes once
   * its body has arrived. From `createLoadShedder()` of `@portcullis/health`. Default: none.
   */
  shedder?: Pick<LoadShedder, 'admit' | 'retryAfter'>;
  /** Sessions of the 2025 era: streams, sampling, elicitation, subscriptions. `false`: stateless only. Default: on. */
  sessions?: SessionOptions | false;
  /**
   * Makes it an OAuth 2.1 resource server: every request but those for health needs a bearer token, and its limits, sessions
   * and records are those of whom the token speaks for. From `createJwtAuth()` of `@portcullis/mcp-server-kit/auth`.
   * Default: none; whoever reaches the port may call everything.
   */
  auth?: HttpAuth;
  /** Serves HTTP+SSE of 2024-11-05 at `/sse` and `/messages`. Default: `false`. */
  legacySse?: boolean;
}

/** What {@link serveHttp} takes besides {@link HttpHandlerOptions}. */
export interface HttpOptions extends HttpHandlerOptions {
  /** 0: any free port. Default: 3000. */
  port?: number;
  /** The most connections at a time. Default: 10,000. */
  maxConnections?: number;
  /**
   * The most connections of one address (of IPv6, of one /64) at a time; one more is closed. Those of `trustedProxies` are
   * not counted. Default: a tenth of `maxConnections`, and 100 at least.
   */
  maxConnectionsPerClient?: number;
}

/** An MCP endpoint for a server that is there already. */
export interface HttpHandler {
  /** Serves one request; answers 404 for a path that is not its own. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Requests that wait for an answer, streams not counted. */
  readonly inFlight: number;
  /** Whether an answer that has begun goes on until the server ends it. */
  isStream(res: ServerResponse): boolean;
  /** Ends sessions and streams. */
  closeStreams(): Promise<void>;
  /** Runs `onStop`. */
  close(): Promise<void>;
}

/** A server that listens. */
export interface ServedHttp {
  /** Where the MCP endpoint is, for example `http://127.0.0.1:3000/mcp`. */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  /** Goes on serving, and asks clients to open no connection here again: the first step of a drain. */
  announce(): void;
  /** Takes nothing new; settles when what is in flight is answered and streams have ended, or when `signal` aborts. */
  finish(signal: AbortSignal): Promise<void>;
  /** Cuts every connection. */
  force(): void;
  /** Requests that wait for an answer, streams not counted; half-read ones count. */
  readonly inFlight: number;
  /**
   * Stops: no new connections, then what is in flight ends or `graceMs` (default 10,000) pass, then streams and
   * sessions are closed and `onStop` runs. A drain of `@portcullis/health` calls `announce` and `finish` before.
   * @throws {DefinitionError} for a `graceMs` that no timer can wait; the server then goes on.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

const SSE_PATH = '/sse';
const MESSAGES_PATH = '/messages';

/**
 * Makes the handler of `serveHttp` for a `node:http` server of your own. Runs `onStart`.
 * @throws {DefinitionError} for an option that cannot work; whatever `onStart` throws.
 */
export async function createHttpHandler(
  definition: ServerDefinition,
  options: HttpHandlerOptions = {},
): Promise<HttpHandler> {
  return (await makeHandler(definition, options)).handler;
}

async function makeHandler(
  definition: ServerDefinition,
  options: HttpHandlerOptions,
): Promise<{ handler: HttpHandler; refusals: Refusals }> {
  checkHttpShapes(options);
  checkOptions(options);
  const { maxBodyBytes, maxArrivingBytes } = sizesOf(options);
  const runtime = createRuntime(definition, options, options.shedder);
  const { logger } = runtime.options;
  const path = options.path ?? '/mcp';
  const allow = createAllowLists(options.host ?? '127.0.0.1', options.allowedHosts, options.allowedOrigins);
  const { trustedProxies = [], ipv6Prefix = 64, sendTimeoutMs = 30_000 } = options;
  const keyOf = createClientKeys({ trustedProxies, ipv6Prefix }, options.replicaKey);
  const authentication = makeAuthentication(definition, options.auth, path, runtime);
  const refusals = createRefusals(runtime.options, keyOf);
  const tools = new Map(definition.tools.map((tool) => [tool.name, tool]));
  // Few answers are streams. A set of the others would turn over with every request, and cost the collector more than
  // it costs itself.
  const streams = new WeakSet<ServerResponse>();
  let inFlight = 0;
  const leave = (): void => {
    inFlight--;
  };
  const places = createPlaces(options.shedder);
  const endpoint = {
    maxBodyBytes,
    bodies: new BodyBudget(maxArrivingBytes, maxBodyBytes, options.maxArrivingBodiesPerClient ?? 1000),
    takePlace: (res: ServerResponse) => places.take(res),
    placeOf: (res: ServerResponse) => places.of(res),
    toolOf: (name: string) => tools.get(name),
    authentication,
    track: (res: ServerResponse, isStream: boolean, client: Client) => {
      if (isStream) {
        streams.add(res);
        endWithToken(res, client);
        // It would hold its place for hours.
        places.of(res)?.leave();
        return;
      }
      inFlight++;
      res.on('close', leave);
    },
  };
  const bindings = await createBindings(runtime, options.sessions, options.legacySse);
  await runtime.start();

  async function route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!admit(req, res, allow)) return;
    // Not `new URL`: it throws for some targets and takes others for an address.
    const [pathname = '/', query = ''] = (req.url ?? '/').split('?', 2);
    if (authentication?.serveMetadata(req, res, pathname) === true) return;
    const isOpening = bindings.sse !== undefined && req.method === 'GET' && pathname === SSE_PATH;
    const isMessage = bindings.sse !== undefined && req.method === 'POST' && pathname === MESSAGES_PATH;
    if (pathname !== path && !isOpening && !isMessage) {
      refuse(res, 'unknown_path', 404, `Not found: the MCP endpoint is ${path}`);
      return;
    }
    const address = keyOf(req);
    const client = authentication
      ? await authentication.authenticate(req, res, address)
      : { clientKey: address };
    if (client === undefined) return;
    if (isOpening) await openSse(res, client);
    else if (isMessage) await takeSseMessage(req, res, client, query);
    else await handleMcp(req, res, client, bindings, endpoint);
  }

  async function openSse(res: ServerResponse, client: Client): Promise<void> {
    if (await isOverLimit(res, client.clientKey, runtime)) return;
    endpoint.track(res, true, client);
    await bindings.sse?.open(res, MESSAGES_PATH, client);
  }

  async function takeSseMessage(
    req: IncomingMessage,
    res: ServerResponse,
    client: Client,
    query: string,
  ): Promise<void> {
    const body = await acceptBody(req, res, client.clientKey, endpoint, runtime);
    places.of(res)?.leave();
    if (body === undefined || !(await isAuthorized(req, res, client, body, runtime, authentication))) return;
    const isCounted = isRpcMessage(body) && isCall(body);
    if (isCounted || !(await isOverLimit(res, client.clientKey, runtime)))
      await bindings.sse?.handle(req, res, new URLSearchParams(query).get('sessionId') ?? '', client, body);
  }

  const handler: HttpHandler = {
    async handle(req, res) {
      limitStalling(res, sendTimeoutMs);
      resolveAbsoluteTarget(req);
      try {
        // Probes come with the address of a pod as their Host; what they are answered refuses nobody.
        if (options.health?.handle(req, res) === true) return;
        await route(req, res);
      } catch (error) {
        const { message, code } = asFault(error, logger, 'an HTTP request failed');
        if (error instanceof ProtocolFault) refuse(res, 'bad_message', 400, message, { code });
        else refuse(res, 'internal_error', 500, message, { code });
      }
      refusals.note(req, res);
    },
    get inFlight() {
      return inFlight;
    },
    isStream: (res) => streams.has(res),
    async closeStreams() {
      const { sessions, v2, sse } = bindings;
      await Promise.all([sessions?.close(), v2.close(), sse?.close()]);
    },
    async close() {
      refusals.close();
      await runtime.stop();
    },
  };
  return { handler, refusals };
}

/** @throws {DefinitionError} where scopes would be asked for and nobody knows the callers. */
function makeAuthentication(
  definition: ServerDefinition,
  auth: HttpAuth | undefined,
  path: string,
  runtime: Runtime,
): Authentication | undefined {
  if (auth !== undefined) return createAuthentication(auth, definition, path, runtime);
  const [scoped] = scopedIn(definition);
  if (scoped === undefined) return undefined;
  throw new DefinitionError(
    `The ${scoped.kind} "${scoped.name}" asks for scopes: give \`auth\`, so that callers over HTTP have some`,
  );
}

function checkOptions({
  path,
  sessions,
  maxArrivingBodiesPerClient,
  sendTimeoutMs,
}: HttpHandlerOptions): void {
  checkDuration('sendTimeoutMs', sendTimeoutMs);
  checkPositiveInteger('maxArrivingBodiesPerClient', maxArrivingBodiesPerClient);
  if (path !== undefined && !/^\/[^?#]*$/.test(path)) {
    throw new DefinitionError(`Expected \`path\` to begin with "/", got ${JSON.stringify(path)}`);
  }
  if (!sessions) return;
  checkPositiveInteger('sessions.maxSessions', sessions.maxSessions);
  checkPositiveInteger('sessions.maxSessionsPerClient', sessions.maxSessionsPerClient);
  checkPositiveInteger('sessions.maxEventChars', sessions.maxEventChars);
  checkDuration('sessions.idleMs', sessions.idleMs);
  checkDuration('sessions.retryMs', sessions.retryMs);
}

/** The most bytes of one body, and of all that are arriving. */
function sizesOf({
  maxBodyBytes = 4 * 1024 * 1024,
  maxArrivingBytes = 32 * maxBodyBytes,
}: HttpHandlerOptions): { maxBodyBytes: number; maxArrivingBytes: number } {
  checkPositiveInteger('maxBodyBytes', maxBodyBytes);
  checkPositiveInteger('maxArrivingBytes', maxArrivingBytes);
  if (maxArrivingBytes < maxBodyBytes) {
    throw new DefinitionError(
      `Expected \`maxArrivingBytes\` to be at least \`maxBodyBytes\`, got ${maxArrivingBytes} and ${maxBodyBytes}`,
    );
  }
  return { maxBodyBytes, maxArrivingBytes };
}

/**
 * Listens on `host` and `port` and serves the definition there.
 *
 * Safe by default: it binds 127.0.0.1, checks Host and Origin, limits the body, the headers and the time that a
 * request may take to arrive, and refuses in JSON-RPC.
 *
 * @throws {DefinitionError} for an option that cannot work; the listen error (`EADDRINUSE`, `EACCES`) as it is.
 */
export async function serveHttp(
  definition: ServerDefinition,
  options: HttpOptions = {},
): Promise<ServedHttp> {
  const host = options.host ?? '127.0.0.1';
  checkPositiveInteger('maxConnections', options.maxConnections);
  checkPositiveInteger('maxConnectionsPerClient', options.maxConnectionsPerClient);
  checkPort('port', options.port);
  const { handler, refusals } = await makeHandler(definition, options);
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, (req, res) => {
    void handler.handle(req, res);
  });
  const { maxConnections = 10_000, trustedProxies = [], ipv6Prefix = 64 } = options;
  const { maxConnectionsPerClient = Math.max(100, Math.ceil(maxConnections / 10)) } = options;
  server.maxConnections = maxConnections;
  watchConnections(server, refusals);
  shareConnections(server, maxConnectionsPerClient, { trustedProxies, ipv6Prefix }, refusals);
  const drain = createServerDrain(server, {
    isStream: (res) => handler.isStream(res),
    endStreams: () => handler.closeStreams(),
  });
  let closed: Promise<void> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(options.port ?? 3000, host, resolve);
    });
  } catch (error) {
    // What onStart has opened must not outlive a server that never was.
    await handler.closeStreams();
    await handler.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;

  async function close(graceMs: number): Promise<void> {
    await drain.finish(AbortSignal.timeout(graceMs));
    drain.force();
    // Those of calls that were cut.
    await handler.closeStreams();
    await handler.close();
  }

  return {
    url: `http://${shownHost}:${port}${options.path ?? '/mcp'}`,
    port,
    server,
    announce: () => drain.announce(),
    finish: (signal) => drain.finish(signal),
    force: () => drain.force(),
    get inFlight() {
      return drain.inFlight;
    },
    close: ({ graceMs = 10_000 } = {}) => {
      checkDuration('graceMs', graceMs);
      closed ??= close(graceMs);
      return closed;
    },
  };
}
