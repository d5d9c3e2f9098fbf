// A server in memory with a client of each era, and everything that it logs and audits written down.
import type { Client as V2Client } from '@modelcontextprotocol/client';
import type { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { onTestFinished } from 'vitest';
import {
  type AuditRecord,
  createLogger,
  defineServer,
  defineTool,
  type HandlerContext,
  type RuntimeOptions,
  type ServerOptions,
  type ToolResult,
} from '../../src/index.ts';
import { connectTestClient } from '../../src/testing.ts';

export const ERAS = ['2025', '2026'] as const;

/** One line of the log. */
export type LogLine = Record<string, unknown> & { level: string; msg?: string };

/** What a call came to: a result, or the JSON-RPC error. */
interface Outcome {
  readonly text: string;
  readonly isError?: boolean;
  readonly code?: number;
  readonly data?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
}

/** A connected client. */
export interface Probe {
  readonly log: LogLine[];
  readonly audit: AuditRecord[];
  /** Calls the method and gives whatever came back; rejects for nothing. */
  ask(method: Method, params?: Record<string, unknown>, signal?: AbortSignal): Promise<Outcome>;
  readonly client: V1Client | V2Client;
}

type Method = keyof typeof METHODS;

const METHODS = {
  'tools/call': 'callTool',
  'resources/read': 'readResource',
  'prompts/get': 'getPrompt',
  'tools/list': 'listTools',
  'prompts/list': 'listPrompts',
  'resources/list': 'listResources',
  'resources/templates/list': 'listResourceTemplates',
  'completion/complete': 'complete',
} as const;

/** What {@link connect} takes besides the kit's own options. */
export interface ProbeOptions extends RuntimeOptions {
  capabilities?: Record<string, unknown>;
  prepare?: (client: V1Client | V2Client) => void;
}

/** Connects a client of `era` to a server with `parts`; it is closed when the test has ended. */
export async function connect(
  era: (typeof ERAS)[number],
  parts: Partial<ServerOptions>,
  options: ProbeOptions = {},
): Promise<Probe> {
  const log: LogLine[] = [];
  const audit: AuditRecord[] = [];
  const definition = defineServer({ name: 'probe', version: '1.0.0', ...parts });
  const given = {
    logger: createLogger({ level: 'debug', destination: { write: (line) => log.push(JSON.parse(line)) } }),
    audit: (record: AuditRecord) => audit.push(record),
    ...options,
  };
  const client =
    era === '2025'
      ? await connectTestClient(definition, { ...given, era })
      : await connectTestClient(definition, { ...given, era });
  onTestFinished(() => client.close());
  // That it has connected.
  audit.length = 0;
  return {
    log,
    audit,
    client,
    async ask(method, params = {}, signal) {
      // The two clients have the same methods; their types are not the same.
      const caller = client as unknown as Record<string, (...args: unknown[]) => Promise<Outcome['result']>>;
      // What the server answers, not what the client of 2026-07-28 has kept.
      const options = { cacheMode: 'refresh', ...(signal && { signal }) };
      try {
        const call =
          method === 'tools/call' && era === '2025'
            ? caller[METHODS[method]]?.(params, undefined, options)
            : caller[METHODS[method]]?.(params, options);
        return outcomeOf((await call) ?? {});
      } catch (error) {
        const { message, code, data } = error as { message: string; code: number; data: Outcome['data'] };
        return { text: message, code, ...(data !== undefined && { data }) };
      }
    },
  };
}

function outcomeOf(result: Record<string, unknown>): Outcome {
  const blocks = (result.content ?? result.contents ?? result.messages ?? []) as Record<string, unknown>[];
  const texts = blocks.map((block) => (block.text ?? (block.content as { text?: unknown })?.text) as string);
  return { text: texts.join(''), result, ...(result.isError === true && { isError: true }) };
}

/** A tool called `run` without arguments. */
export function run(
  handler: (input: object, context: HandlerContext) => unknown,
  more: Partial<Parameters<typeof defineTool>[0]> = {},
) {
  return defineTool({
    name: 'run',
    description: 'Runs.',
    ...more,
    handler: handler as (input: unknown, context: HandlerContext) => string | ToolResult,
  });
}
