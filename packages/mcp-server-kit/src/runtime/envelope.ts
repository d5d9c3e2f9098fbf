// What 2026-07-28 keeps for itself in the `_meta` of a request.

/** The envelope's keys. */
export const META = {
  protocolVersion: 'io.modelcontextprotocol/protocolVersion',
  clientCapabilities: 'io.modelcontextprotocol/clientCapabilities',
  clientInfo: 'io.modelcontextprotocol/clientInfo',
  logLevel: 'io.modelcontextprotocol/logLevel',
} as const;

const KEYS: ReadonlySet<string> = new Set(Object.values(META));

/** `meta` as a handler sees it. */
export function withoutEnvelope(
  meta: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const own = Object.entries(meta).filter(([key]) => !KEYS.has(key));
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}
