// A connection in the 2026-07-28 era: the v2 client pinned to that revision, without `initialize`.
import {
  Client,
  type PriorDiscovery,
  type Request,
  StreamableHTTPClientTransport,
  type Tool,
} from '@modelcontextprotocol/client';
import type { ResolvedTarget } from '../options.ts';
import { CLIENT_INFO } from '../version.ts';
import { isJson, type Json, type OpenFailure, type Session, type SessionOptions } from './session.ts';
import type { StdioTransport } from './stdio-transport.ts';
import { createWire, type Wire } from './wire.ts';

/** The revision that the client is pinned to. */
export const REVISION_2026 = '2026-07-28';
/** Where a 2026-07-28 server puts its name and version. */
const SERVER_INFO_KEY = 'io.modelcontextprotocol/serverInfo';

/** A session, and whether it was opened although `server/discover` fails. */
export interface Session2026 extends Session {
  readonly era: '2026';
  readonly discoverMissing?: string;
}

/**
 * Opens a connection; a failure is a value. A server without `server/discover` that answers a request of this
 * era all the same is opened with every capability assumed, so that the rest can be checked.
 */
export async function open2026(
  target: ResolvedTarget,
  options: SessionOptions,
  createStdio: () => StdioTransport | undefined,
): Promise<Session2026 | OpenFailure> {
  const first = await connect(target, options, createStdio());
  if (!('reason' in first)) return sessionOf(first, options, first.client.getDiscoverResult());
  // Nothing listens, or nothing answers: a second try would tell the same.
  if (first.unreachable) return { reason: first.reason };
  const assumed = {
    supportedVersions: [REVISION_2026],
    capabilities: { tools: {}, resources: {}, prompts: {} },
  };
  const second = await connect(target, options, createStdio(), assumed);
  if ('reason' in second) return { reason: first.reason };
  const session = sessionOf(second, options, assumed);
  const probes = [
    await session.request('tools/list'),
    await session.request('resources/list'),
    await session.request('prompts/list'),
  ];
  // A 2025 server may answer a list too, but knows no `resultType`.
  if (probes.some((reply) => reply.kind === 'result' && typeof reply.result.resultType === 'string'))
    return { ...session, discoverMissing: first.reason };
  await session.close();
  return { reason: first.reason };
}

interface Connected {
  readonly client: Client;
  readonly wire: Wire;
}

async function connect(
  target: ResolvedTarget,
  options: SessionOptions,
  stdio: StdioTransport | undefined,
  assumed?: Json,
): Promise<Connected | { reason: string; unreachable: boolean }> {
  const wire = createWire(target.kind, options.maxMessageBytes);
  const { timeoutMs: timeout, headers } = options;
  const transport =
    stdio ??
    new StreamableHTTPClientTransport(httpUrl(target), { fetch: wire.fetch, requestInit: { headers } });
  wire.watch(transport);
  const client = new Client(CLIENT_INFO, {
    capabilities: {},
    versionNegotiation: { mode: { pin: REVISION_2026 } },
    inputRequired: { autoFulfill: false },
  });
  try {
    const resultType = 'complete';
    // A made-up discover result, only as complete as connect needs it.
    const discover = { resultType, ttlMs: 0, cacheScope: 'private', ...assumed };
    const prior = { kind: 'modern', discover } as unknown as PriorDiscovery;
    await client.connect(transport, assumed === undefined ? { timeout } : { timeout, prior });
    return { client, wire };
  } catch (error) {
    await transport.close();
    return { reason: reasonOf(error), unreachable: isUnreachable(error) };
  }
}

function sessionOf({ client, wire }: Connected, options: SessionOptions, discover: unknown): Session2026 {
  const timeout = options.timeoutMs;
  const hello = isJson(discover) ? discover : {};
  const meta = isJson(hello._meta) ? hello._meta : {};
  const serverInfo = meta[SERVER_INFO_KEY];
  const session: Session2026 = {
    era: '2026',
    protocolVersion: client.getNegotiatedProtocolVersion(),
    serverInfo: isJson(serverInfo) ? serverInfo : undefined,
    capabilities: isJson(hello.capabilities) ? hello.capabilities : {},
    isLost: wire.isClosed,
    request: (method, params) =>
      wire.observe(() => {
        const message: Request = { method, ...(params === undefined ? {} : { params }) };
        // Typed by method name only for names the SDK knows, which all of ours are.
        const request = client.request.bind(client) as (m: Request, o: object) => Promise<unknown>;
        return request(message, { timeout, allowInputRequired: true });
      }),
    callTool: (tool, args) =>
      wire.observe(() => {
        // Without the output schema: what comes back is checked by the caller, with a time limit.
        const toolDefinition = { name: tool.name, inputSchema: tool.inputSchema } as Tool;
        const params = { name: String(tool.name), arguments: args as Record<string, unknown> };
        return client.callTool(params, { timeout, toolDefinition, allowInputRequired: true });
      }),
    prepare: (send) => wire.prepare(() => send(session)),
    close: () => client.close(),
  };
  return session;
}

function httpUrl(target: ResolvedTarget): URL {
  if (target.kind !== 'http') throw new Error('Expected an HTTP target');
  return target.url;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function isUnreachable(error: unknown): boolean {
  if (/timed? ?out/i.test(reasonOf(error))) return true;
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if ('code' in at && /^(?:ECONN|ENOTFOUND|ENOENT|EACCES|EAI_)/.test(String(at.code))) return true;
  return false;
}
