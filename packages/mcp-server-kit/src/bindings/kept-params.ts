// The parameters of a request that opens something last: what is kept of a session or a subscription has to be small.
import { isDeeperThan } from '../runtime/depth.ts';
import { hasMoreValues } from '../runtime/value-count.ts';

/** The most characters of JSON that are kept besides the URIs of a subscription. */
export const MAX_KEPT_CHARS = 32 * 1024;

/** The most values: an empty list takes three characters, and a hundred bytes. */
const MAX_KEPT_VALUES = 2000;

/** Whether `params` are too much to keep: in depth, characters or values. */
export function areTooLarge(params: unknown, maxDepth: number, maxChars = MAX_KEPT_CHARS): boolean {
  if (isDeeperThan(params, maxDepth)) return true;
  const json = JSON.stringify(params ?? {});
  return json.length > maxChars || hasMoreValues(json, MAX_KEPT_VALUES);
}
