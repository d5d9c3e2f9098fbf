// Opens a session in the wanted era, or the newest that works, and has its client prepare the call.
import type { ResolvedTarget } from '../options.ts';
import type { Era } from '../report.ts';
import {
  isJson,
  type Json,
  type OpenFailure,
  type PreparedRequest,
  type Reply,
  type Session,
} from '../session/session.ts';
import { open2025 } from '../session/session-2025.ts';
import { open2026 } from '../session/session-2026.ts';
import { StdioTransport } from '../session/stdio-transport.ts';
import type { Caller } from './caller.ts';
import { createHttpCaller } from './http-caller.ts';
import type { BenchCall, ResolvedBenchOptions } from './options.ts';
import { createStdioCaller } from './stdio-caller.ts';

/** A session, and who makes calls in it. */
export interface Connection {
  readonly session: Session;
  readonly caller: Caller;
  /** What the process wrote on stdout beside messages. */
  readonly noise: readonly string[];
  close(): Promise<void>;
}

/** Opening may take this long however short the time for a call is: a process has to start first. */
const OPEN_TIMEOUT_MS = 10_000;
/** Pages of the tools list that are searched for the tool. */
const MAX_PAGES = 50;

/** Connects; a failure is a value. */
export async function connect(
  target: ResolvedTarget,
  options: ResolvedBenchOptions,
): Promise<Connection | OpenFailure> {
  const eras: readonly Era[] = options.era === undefined ? ['2026', '2025'] : [options.era];
  const reasons: string[] = [];
  for (const era of eras) {
    const opened = await open(era, target, options);
    if (!('reason' in opened)) return opened;
    reasons.push(`${era}: ${opened.reason}`);
  }
  return { reason: reasons.join('; ') };
}

async function open(
  era: Era,
  target: ResolvedTarget,
  options: ResolvedBenchOptions,
): Promise<Connection | OpenFailure> {
  let transport: StdioTransport | undefined;
  const createStdio = () => {
    transport = target.kind === 'stdio' ? new StdioTransport(target, options) : undefined;
    return transport;
  };
  const patient = { ...options, timeoutMs: Math.max(options.timeoutMs, OPEN_TIMEOUT_MS) };
  const session =
    era === '2025'
      ? await open2025(target, patient, createStdio())
      : await open2026(target, patient, createStdio);
  if ('reason' in session) return withStderr(session, transport);
  const prepared = await prepare(session, options.call);
  if (typeof prepared === 'string') {
    await session.close();
    return withStderr({ reason: `the call could not be prepared: ${prepared}` }, transport);
  }
  const caller =
    target.kind === 'http'
      ? createHttpCaller(target.url, prepared, options)
      : createStdioCaller(started(transport), prepared);
  const close = async () => {
    caller.stop();
    await session.close();
  };
  return { session, caller, noise: transport?.record.noise ?? [], close };
}

function started(transport: StdioTransport | undefined): StdioTransport {
  if (transport === undefined) throw new Error('Expected a transport that was started');
  return transport;
}

function withStderr(failure: OpenFailure, transport: StdioTransport | undefined): OpenFailure {
  const tail = transport?.record.stderrTail ?? '';
  return tail === '' ? failure : { reason: `${failure.reason} (last line on stderr: ${tail})` };
}

async function prepare(session: Session, call: BenchCall | undefined): Promise<PreparedRequest | string> {
  // Only with the tool's definition does the client know which arguments to mirror into headers.
  const tool = call !== undefined && 'tool' in call ? await findTool(session, call.tool) : undefined;
  return session.prepare((client) => send(client, call, tool));
}

function send(session: Session, call: BenchCall | undefined, tool: Json | undefined): Promise<Reply> {
  if (call === undefined) return session.request('tools/list');
  if ('resource' in call) return session.request('resources/read', { uri: call.resource });
  const args = call.arguments ?? {};
  if ('prompt' in call) return session.request('prompts/get', { name: call.prompt, arguments: args });
  return session.callTool(tool ?? { name: call.tool, inputSchema: { type: 'object' } }, args);
}

async function findTool(session: Session, name: string): Promise<Json | undefined> {
  if (session.era === '2025') return undefined;
  let cursor: unknown;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const reply = await session.request('tools/list', cursor === undefined ? undefined : { cursor });
    const { tools, nextCursor } = reply.kind === 'result' ? reply.result : {};
    const found = Array.isArray(tools)
      ? tools.find((tool): tool is Json => isJson(tool) && tool.name === name)
      : undefined;
    if (found !== undefined || typeof nextCursor !== 'string') return found;
    cursor = nextCursor;
  }
  return undefined;
}
