// The plain data that JSON would show of a value. Each getter and each `toJSON` runs once, here: what is looked at
// afterwards is what is sent, whatever else the value would have said, and whoever still holds it.
import { types } from 'node:util';

/** The deepest nesting. */
const MAX_DEPTH = 200;

/** How many characters may still be copied; below zero the copy is not complete. */
export interface Budget {
  left: number;
}

/**
 * Copies `value`. Bytes stay bytes, for the sanitiser has a policy of their own for them.
 * @throws {TypeError} for what JSON cannot carry: a bigint, a circle, or more than 200 levels.
 */
export function toPlain(value: unknown, budget: Budget): unknown {
  return copyOf(value, '', 0, budget);
}

function copyOf(value: unknown, key: string | number, depth: number, budget: Budget): unknown {
  // Most parts are these.
  if (typeof value === 'string') {
    budget.left -= value.length;
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    budget.left -= 8;
    return value;
  }
  if (typeof value === 'symbol') return leaf(value, budget);
  if (ArrayBuffer.isView(value)) {
    budget.left -= 4 * value.byteLength;
    return Buffer.isBuffer(value) ? Buffer.from(value) : structuredClone(value);
  }
  const { toJSON } = value as { toJSON?: unknown };
  // As in JSON, what it gives is not asked again.
  return partsOf(typeof toJSON === 'function' ? toJSON.call(value, String(key)) : value, depth, budget);
}

function leaf(value: unknown, budget: Budget): unknown {
  if (typeof value === 'bigint') throw new TypeError('Expected what JSON can carry, got a bigint');
  budget.left -= typeof value === 'string' ? value.length : 8;
  return typeof value === 'symbol' || typeof value === 'function' ? undefined : value;
}

function partsOf(value: unknown, depth: number, budget: Budget): unknown {
  if (value === null || typeof value !== 'object') return leaf(value, budget);
  if (depth > MAX_DEPTH) {
    throw new TypeError(`Expected what JSON can carry, got a circle or more than ${MAX_DEPTH} levels`);
  }
  budget.left -= 2;
  if (Array.isArray(value)) return listOf(value, depth, budget);
  if (Object.getPrototypeOf(value) !== Object.prototype && types.isBoxedPrimitive(value)) {
    return leaf(unboxed(value), budget);
  }
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    const part = copy[key];
    budget.left -= key.length;
    const plain = copyOf(part, key, depth + 1, budget);
    if (plain !== part) copy[key] = plain;
    if (budget.left < 0) break;
  }
  return copy;
}

// By index, as JSON does it: an iterator may say something else.
function listOf(value: readonly unknown[], depth: number, budget: Budget): unknown[] {
  const list: unknown[] = [];
  for (let index = 0; index < value.length && budget.left >= 0; index++) {
    list.push(copyOf(value[index], index, depth + 1, budget));
  }
  return list;
}

function unboxed(value: object): unknown {
  if (types.isStringObject(value)) return String(value);
  if (types.isNumberObject(value)) return Number(value);
  return types.isBooleanObject(value) ? Boolean.prototype.valueOf.call(value) : BigInt(String(value));
}
