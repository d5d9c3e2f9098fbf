// How deep a value nests; a request that nests deeper than is useful is refused before anything walks it.

/** Whether `value` nests objects and arrays more than `max` deep. */
export function isDeeperThan(value: unknown, max: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (max === 0) return true;
  if (Array.isArray(value)) {
    for (const part of value) if (isDeeperThan(part, max - 1)) return true;
    return false;
  }
  for (const key in value) if (isDeeperThan((value as Record<string, unknown>)[key], max - 1)) return true;
  return false;
}
