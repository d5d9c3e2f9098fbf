// Makes a value that should match a JSON Schema. The caller checks it: not every schema can be served.
import { isJson, type Json } from '../session/session.ts';
import { makeNumber } from './make-number.ts';
import { makeString } from './make-string.ts';
import { resolvePointer } from './walk.ts';

/** `required`: only what must be there. `all`: every property. */
export type Fullness = 'required' | 'all';

const MAX_DEPTH = 8;
// Recursive definitions grow exponentially with depth: this many schemas are looked at, all in all.
const MAX_NODES = 5_000;
const MAX_ARRAY = 100;
const MAX_PROPERTIES = 200;

/** Makes a value for a schema. Deterministic: the same schema gives the same value. */
export function generate(schema: unknown, fullness: Fullness): unknown {
  return make(schema, { root: schema, fullness, depth: 0, budget: createBudget() });
}

interface Context {
  readonly root: unknown;
  readonly fullness: Fullness;
  readonly depth: number;
  readonly budget: Budget;
}

/** How many schemas may still be looked at. */
export interface Budget {
  left: number;
}

/** A budget for one schema. */
export function createBudget(): Budget {
  return { left: MAX_NODES };
}

function make(given: unknown, context: Context): unknown {
  if (context.depth > MAX_DEPTH || context.budget.left <= 0) return null;
  const schema = flatten(given, context.root, context.budget);
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0];
  if (Array.isArray(schema.enum)) return schema.enum[0];
  switch (typeOf(schema)) {
    case 'string':
      return makeString(schema);
    case 'integer':
    case 'number':
      return makeNumber(schema);
    case 'boolean':
      return true;
    case 'array':
      return makeArray(schema, context);
    case 'object':
      return makeObject(schema, context);
    default:
      return null;
  }
}

function makeObject(schema: Json, context: Context): Json {
  const properties = isJson(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const optional = context.fullness === 'all' ? Object.keys(properties) : [];
  const names = [...new Set([...required, ...optional])].slice(0, MAX_PROPERTIES);
  const inner = { ...context, depth: context.depth + 1 };
  // Without a prototype setter: `__proto__` may be the name of a property.
  return Object.fromEntries(
    names.map((name) => [name, Object.hasOwn(properties, name) ? make(properties[name], inner) : 'text']),
  );
}

function makeArray(schema: Json, context: Context): unknown[] {
  const fixed = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const least = typeof schema.minItems === 'number' ? schema.minItems : 0;
  const most = typeof schema.maxItems === 'number' ? schema.maxItems : MAX_ARRAY;
  const wanted = context.fullness === 'all' ? Math.max(least, 1) : least;
  const length = Math.min(Math.max(wanted, fixed.length), most, MAX_ARRAY);
  const inner = { ...context, depth: context.depth + 1 };
  return Array.from({ length }, (_, index) => {
    const item = make(index < fixed.length ? fixed[index] : (schema.items ?? { type: 'string' }), inner);
    return schema.uniqueItems === true && typeof item === 'string' && index > 0 ? `${item}${index}` : item;
  });
}

/** Follows local `$ref`s, merges `allOf` and takes the first usable branch of `anyOf` and `oneOf`. */
export function flatten(schema: unknown, root: unknown, budget: Budget, depth = 0): Json {
  budget.left -= 1;
  if (!isJson(schema) || depth > MAX_DEPTH || budget.left <= 0) return {};
  let merged: Json = { ...schema };
  if (typeof merged.$ref === 'string') {
    const { $ref, ...rest } = merged;
    merged = { ...flatten(resolvePointer(root, String($ref)), root, budget, depth + 1), ...rest };
  }
  const branches = Array.isArray(merged.allOf) ? merged.allOf.slice(0, 20) : [];
  for (const key of ['anyOf', 'oneOf'] as const) {
    const options = merged[key];
    if (Array.isArray(options)) branches.push(options.find((one) => !isNull(one)) ?? options[0]);
  }
  for (const branch of branches) {
    const { required, properties, ...rest } = flatten(branch, root, budget, depth + 1);
    merged = { ...rest, ...merged, ...both(merged, required, properties) };
  }
  return merged;
}

function both(merged: Json, required: unknown, properties: unknown): Json {
  const own = Array.isArray(merged.required) ? merged.required : [];
  const more = Array.isArray(required) ? required : [];
  const fields = {
    ...(isJson(properties) ? properties : {}),
    ...(isJson(merged.properties) ? merged.properties : {}),
  };
  return {
    ...(own.length + more.length === 0 ? {} : { required: [...own, ...more] }),
    ...(Object.keys(fields).length === 0 ? {} : { properties: fields }),
  };
}

function isNull(schema: unknown): boolean {
  return isJson(schema) && (schema.type === 'null' || schema.const === null);
}

/** The type to make: the one given, the first that is not null, or the one that the keywords tell. */
export function typeOf(schema: Json): string {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return String(type.find((one) => one !== 'null') ?? 'null');
  if ('properties' in schema || 'required' in schema) return 'object';
  if ('items' in schema || 'prefixItems' in schema) return 'array';
  if ('minimum' in schema || 'maximum' in schema || 'multipleOf' in schema) return 'number';
  return 'string';
}
