// What every result of 2026-07-28 has besides what the operation says.
import type { Result } from '../../runtime/operation.ts';

const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';

/** Results that a client may keep (MCP 2026-07-28, caching). */
const CACHEABLE = new Set([
  'prompts/list',
  'resources/list',
  'resources/read',
  'resources/templates/list',
  'tools/list',
]);

/**
 * Adds the kind of result, the server's name and, where the method has them, the fields for caches: keep nothing, unless
 * the result says otherwise.
 */
export function toModernResult(
  method: string,
  result: Result,
  info: Readonly<Record<string, unknown>>,
): Result {
  const { resultType = 'complete', _meta } = result;
  const wire: Result = { ...result, resultType, _meta: withServerInfo(_meta, info) };
  if (resultType === 'complete' && CACHEABLE.has(method)) {
    wire.ttlMs ??= 0;
    wire.cacheScope ??= 'private';
  }
  return wire;
}

function withServerInfo(meta: unknown, info: Readonly<Record<string, unknown>>): unknown {
  if (meta === undefined) return { [SERVER_INFO]: info };
  const isOurs = meta !== null && typeof meta === 'object' && !Array.isArray(meta) && !(SERVER_INFO in meta);
  return isOurs ? { ...meta, [SERVER_INFO]: info } : meta;
}
