// What the load generator says, and what it takes for an answer.
import type { Dialect } from '../contestants.ts';
import { ARGUMENTS, TEXT, TOOL } from '../shared/search.ts';

/** Ids all have seven digits, so that one can take the place of another in a request that is ready. */
export const FIRST_ID = 1_000_000;

const REVISION_2025 = '2025-11-25';
const REVISION_2026 = '2026-07-28';
const CLIENT = { name: 'bench', version: '1.0.0' };
const META_2026 = {
  'io.modelcontextprotocol/protocolVersion': REVISION_2026,
  'io.modelcontextprotocol/clientInfo': CLIENT,
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A call of the tool; the id comes first, for {@link FIRST_ID} to be found. */
export function callMessage(dialect: Dialect, id = FIRST_ID): string {
  const params = {
    name: TOOL,
    arguments: ARGUMENTS,
    ...(dialect === '2026' && { _meta: META_2026 }),
  };
  return JSON.stringify({ id, jsonrpc: '2.0', method: 'tools/call', params });
}

/** What opens a session of the 2025 era. */
export const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: REVISION_2025, capabilities: {}, clientInfo: CLIENT },
});
export const INITIALIZED = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });

/** The headers that a client of this dialect sends with a call. */
export function headersOf(dialect: Dialect): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(dialect === '2026'
      ? { 'mcp-protocol-version': REVISION_2026, 'mcp-method': 'tools/call', 'mcp-name': TOOL }
      : { 'mcp-protocol-version': REVISION_2025 }),
  };
}

// A client would find this string in the answer's one text block.
const EXPECTED = JSON.stringify(TEXT);
const MAX_ENVELOPE_CHARS = 600;

/** What is wrong with `answer`, which may be JSON or an event that holds it; `undefined`: nothing. */
export function faultOf(answer: string, id: number): string | undefined {
  if (!answer.includes(`"id":${id}`)) return `not the answer to ${id}: ${excerpt(answer)}`;
  if (!answer.includes(EXPECTED)) return `not the expected text: ${excerpt(answer)}`;
  if (answer.length > EXPECTED.length + MAX_ENVELOPE_CHARS) return `too long: ${answer.length} characters`;
  if (answer.includes('"isError":true') || answer.includes('"error":{')) return `failed: ${excerpt(answer)}`;
  return undefined;
}

/** The id in an answer over stdio, or -1. */
export function idOf(answer: string): number {
  const at = answer.indexOf('"id":');
  return at === -1 ? -1 : Number.parseInt(answer.slice(at + 5, at + 12), 10);
}

function excerpt(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
