// A connection in the 2025 era: the v1 client, `initialize` and everything after it.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolResultSchema,
  type ClientRequest,
  GetPromptResultSchema,
  ListPromptsResultSchema,
  ListResourcesResultSchema,
  ListResourceTemplatesResultSchema,
  ListToolsResultSchema,
  ReadResourceResultSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { ResolvedTarget } from '../options.ts';
import { CLIENT_INFO } from '../version.ts';
import { isJson, type OpenFailure, type Session, type SessionOptions } from './session.ts';
import type { StdioTransport } from './stdio-transport.ts';
import { createWire } from './wire.ts';

const RESULT_SCHEMAS = {
  'tools/list': ListToolsResultSchema,
  'tools/call': CallToolResultSchema,
  'resources/list': ListResourcesResultSchema,
  'resources/templates/list': ListResourceTemplatesResultSchema,
  'resources/read': ReadResourceResultSchema,
  'prompts/list': ListPromptsResultSchema,
  'prompts/get': GetPromptResultSchema,
} as const;

/** How long a session is waited for that is to end. */
const END_SESSION_MS = 2_000;

/** Opens a connection; a failure is a value. `stdio` is the transport to use for a command. */
export async function open2025(
  target: ResolvedTarget,
  options: SessionOptions,
  stdio: StdioTransport | undefined,
): Promise<Session | OpenFailure> {
  const wire = createWire(target.kind, options.maxMessageBytes);
  // The SDK's Transport type is not written for exactOptionalPropertyTypes.
  const transport = (stdio ?? httpTransport(target, options, wire.fetch)) as Transport;
  wire.watch(transport);
  const client = new Client(CLIENT_INFO, { capabilities: {} });
  const timeout = options.timeoutMs;
  const reply = await wire.observe(() => client.connect(transport, { timeout }));
  const hello = reply.kind === 'result' ? reply.result : {};
  const serverInfo = isJson(hello.serverInfo) ? hello.serverInfo : undefined;
  const known = serverInfo === undefined ? {} : { serverInfo };
  if (reply.kind !== 'result' || reply.refusal !== undefined) {
    await transport.close();
    if (reply.kind === 'error') return { reason: `error ${reply.code}: ${reply.message}`, ...known };
    return { reason: reply.kind === 'result' ? (reply.refusal ?? '') : reply.reason, ...known };
  }
  const request: Session['request'] = (method, params) =>
    wire.observe(() => {
      const schema = RESULT_SCHEMAS[method as keyof typeof RESULT_SCHEMAS];
      const message = { method, ...(params === undefined ? {} : { params }) } as ClientRequest;
      return client.request(message, schema, { timeout });
    });
  const session: Session = {
    era: '2025',
    protocolVersion: typeof hello.protocolVersion === 'string' ? hello.protocolVersion : undefined,
    serverInfo,
    capabilities: isJson(hello.capabilities) ? hello.capabilities : {},
    isLost: wire.isClosed,
    request,
    callTool: (tool, args) => request('tools/call', { name: tool.name, arguments: args }),
    prepare: (send) => wire.prepare(() => send(session)),
    async close() {
      if (transport instanceof StreamableHTTPClientTransport) await endSession(transport);
      await client.close();
    },
  };
  return session;
}

function httpTransport(
  target: ResolvedTarget,
  options: SessionOptions,
  fetch: ReturnType<typeof createWire>['fetch'],
) {
  if (target.kind !== 'http') throw new Error('Expected an HTTP target');
  return new StreamableHTTPClientTransport(target.url, { fetch, requestInit: { headers: options.headers } });
}

async function endSession(transport: StreamableHTTPClientTransport): Promise<void> {
  // A server may refuse to end a session; that is its right. It may also never answer.
  const ended = transport.terminateSession().catch(() => {});
  await Promise.race([ended, sleep(END_SESSION_MS, undefined, { ref: false })]);
}
