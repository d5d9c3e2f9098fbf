// Looks through a JSON Schema without trusting its size or shape.
import { isJson, type Json } from '../session/session.ts';

const MAX_NODES = 20_000;
const MAX_FOUND = 20;

/** Every `$ref` (and `$dynamicRef`, `$recursiveRef`) that does not stay in the document. */
export function findNetworkRefs(schema: unknown): string[] {
  const found: string[] = [];
  const queue: unknown[] = [schema];
  for (let index = 0; index < queue.length && index < MAX_NODES && found.length < MAX_FOUND; index += 1) {
    const node = queue[index];
    if (Array.isArray(node)) queue.push(...node.slice(0, MAX_NODES - queue.length));
    if (!isJson(node)) continue;
    for (const [key, value] of Object.entries(node)) {
      if (queue.length >= MAX_NODES) break;
      // These hold data, not schemas.
      if (key === 'const' || key === 'enum' || key === 'default' || key === 'examples') continue;
      const isRef = key === '$ref' || key === '$dynamicRef' || key === '$recursiveRef';
      if (isRef && typeof value === 'string' && !value.startsWith('#') && value !== '') found.push(value);
      else queue.push(value);
    }
  }
  return found;
}

/** The paths of properties without a description, such as `filter.from`; nested objects and arrays included. */
export function findUndescribed(schema: unknown): string[] {
  const found: string[] = [];
  const queue: { node: unknown; path: string; depth: number }[] = [{ node: schema, path: '', depth: 0 }];
  for (let index = 0; index < queue.length && found.length < MAX_FOUND; index += 1) {
    const { node, path, depth } = queue[index] ?? { node: undefined, path: '', depth: 0 };
    if (!isJson(node) || depth > 8) continue;
    if (isJson(node.items)) queue.push({ node: node.items, path: `${path}[]`, depth: depth + 1 });
    if (!isJson(node.properties)) continue;
    for (const [name, property] of Object.entries(node.properties).slice(0, 500)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (!isDescribed(property, schema)) found.push(at);
      queue.push({ node: property, path: at, depth: depth + 1 });
    }
  }
  return found;
}

function isDescribed(property: unknown, root: unknown): boolean {
  if (!isJson(property)) return false;
  if (typeof property.description === 'string' && property.description.trim() !== '') return true;
  const target = typeof property.$ref === 'string' ? resolvePointer(root, property.$ref) : undefined;
  return typeof target?.description === 'string' && target.description.trim() !== '';
}

/** What a local `$ref` (`#/$defs/a`) points to, or undefined. */
export function resolvePointer(root: unknown, ref: string): Json | undefined {
  if (!ref.startsWith('#')) return undefined;
  let at: unknown = root;
  for (const part of ref.slice(1).split('/').slice(1)) {
    const key = decode(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isJson(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return isJson(at) ? at : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
