// The part of JSON Schema 2020-12 that a file of detectors needs: it names the first thing that is wrong, and where.

/** A schema that uses no other keywords than these. */
export interface JsonSchema {
  $schema?: string;
  title?: string;
  description?: string;
  default?: unknown;
  type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  additionalProperties?: false;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  enum?: readonly string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** What is wrong with a value, such as "`detectors[0].type` to be a string, got 5"; `undefined` when nothing is. */
export function findMistake(value: unknown, schema: JsonSchema, path: string): string | undefined {
  if (!hasType(value, schema.type))
    return `${path === '' ? 'the file' : `\`${path}\``} to be ${article(schema.type)}, got ${show(value)}`;
  if (typeof value === 'string') return findInString(value, schema, path);
  if (typeof value === 'number') return findInNumber(value, schema, path);
  if (Array.isArray(value)) return findInArray(value, schema, path);
  return typeof value === 'object' ? findInObject(value as object, schema, path) : undefined;
}

function findInString(value: string, schema: JsonSchema, path: string): string | undefined {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  if (schema.enum && !schema.enum.includes(value)) {
    return `\`${path}\` to be one of ${schema.enum.join(', ')}, got ${show(value)}`;
  }
  // JSON Schema counts characters, not code units.
  const length = [...value].length;
  if (length < minLength || length > maxLength) {
    return `\`${path}\` to have ${minLength} to ${maxLength} characters, got ${length}`;
  }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    return `\`${path}\` to match ${pattern}, got ${show(value)}`;
  }
  return undefined;
}

function findInNumber(value: number, schema: JsonSchema, path: string): string | undefined {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return value < minimum || value > maximum
    ? `\`${path}\` to be from ${minimum} to ${maximum}, got ${value}`
    : undefined;
}

function findInArray(value: readonly unknown[], schema: JsonSchema, path: string): string | undefined {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = schema;
  if (value.length < minItems || value.length > maxItems) {
    return `\`${path}\` to have ${minItems} to ${maxItems} items, got ${value.length}`;
  }
  if (items === undefined) return undefined;
  for (const [at, item] of value.entries()) {
    const mistake = findMistake(item, items, `${path}[${at}]`);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function findInObject(value: object, schema: JsonSchema, path: string): string | undefined {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `\`${join(path, missing)}\` to be given`;
  for (const [name, part] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known !== undefined) {
      const mistake = findMistake(part, known, join(path, name));
      if (mistake !== undefined) return mistake;
    } else if (additionalProperties === false) {
      return `${path === '' ? 'it' : `\`${path}\``} to have only ${Object.keys(properties).join(', ')}, got ${show(name)}`;
    }
  }
  return undefined;
}

function hasType(value: unknown, type: JsonSchema['type']): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

/** A short form of a value for a message. */
function show(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
