// One text for inputs that mean the same, and never the same for two that do not.

/** Deeper values have none, nor has a circle. */
const MAX_DEPTH = 200;

/**
 * Writes `value` with its keys in order. Gives `undefined` for what is not made of plain objects, lists, texts, numbers,
 * booleans, bigints and dates: what else an object holds cannot be seen.
 */
export function canonical(value: unknown): string | undefined {
  const parts: string[] = [];
  return write(value, parts, 0) ? parts.join('') : undefined;
}

function write(value: unknown, parts: string[], depth: number): boolean {
  switch (typeof value) {
    case 'string':
      parts.push(JSON.stringify(value));
      return true;
    case 'number':
      parts.push(Object.is(value, -0) ? '-0' : String(value));
      return true;
    case 'bigint':
      parts.push(`${value}n`);
      return true;
    case 'boolean':
    case 'undefined':
      parts.push(String(value));
      return true;
    case 'object':
      return value === null ? parts.push('null') > 0 : writeObject(value, parts, depth + 1);
    default:
      return false;
  }
}

function writeObject(value: object, parts: string[], depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) return false;
    parts.push('[');
    for (const item of value) {
      if (!write(item, parts, depth)) return false;
      parts.push(',');
    }
    parts.push(']');
    return true;
  }
  if (prototype === Date.prototype) {
    parts.push(`@${(value as Date).getTime()}`);
    return true;
  }
  if (prototype !== Object.prototype && prototype !== null) return false;
  if (Object.getOwnPropertySymbols(value).length > 0) return false;
  parts.push('{');
  for (const key of Object.keys(value).sort()) {
    parts.push(JSON.stringify(key), ':');
    if (!write((value as Record<string, unknown>)[key], parts, depth)) return false;
    parts.push(',');
  }
  parts.push('}');
  return true;
}
