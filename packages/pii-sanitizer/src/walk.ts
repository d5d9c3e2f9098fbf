// Walks a value and copies only what had to change. A cycle with something to change in it is walked again in a mode
// that copies everything, since a clean-looking reference may lead back to the original.

import { REDACTED } from './placeholders.ts';
import { type Budget, isCardInteger, type Rules, sanitizeKey, sanitizeText } from './sanitize-text.ts';
import { UniqueNames } from './unique-name.ts';
import { sanitizeErrorParts } from './walk-error.ts';

/** The value without personal data: the same reference when it had none. */
export function walk(value: unknown, rules: Rules): unknown {
  const first = new Walker(rules, false);
  const result = first.visit(value, 0);
  if (first.budget.nodes > rules.limits.maxNodes) return REDACTED;
  if (result === value || !first.cyclic) return result;
  return new Walker(rules, true).visit(value, 0);
}

/** One pass. It is public to the files beside it only. */
export class Walker {
  readonly rules: Rules;
  readonly budget: Budget = { nodes: 0 };
  cyclic = false;
  private readonly ancestors: object[] = [];
  private readonly copies: Map<object, object> | undefined;

  constructor(rules: Rules, copyAll: boolean) {
    this.rules = rules;
    this.copies = copyAll ? new Map() : undefined;
  }

  /** Whether this pass has to copy every container. */
  get copiesAll(): boolean {
    return this.copies !== undefined;
  }

  /** Notes the copy of a container before its parts are walked, so that a cycle leads to the copy. */
  register(original: object, copy: object): void {
    this.copies?.set(original, copy);
  }

  visit(value: unknown, depth: number): unknown {
    this.budget.nodes += 1;
    if (typeof value === 'string') return sanitizeText(value, this.rules, this.budget, depth);
    if (typeof value === 'number' || typeof value === 'bigint') {
      return isCardInteger(String(value)) ? '[CREDIT_CARD]' : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    const copy = this.copies?.get(value);
    if (copy !== undefined) return copy;
    if (this.ancestors.includes(value)) {
      this.cyclic = true;
      // A cycle through `toJSON` has no copy to lead to.
      return this.copiesAll ? REDACTED : value;
    }
    if (depth >= this.rules.limits.maxDepth || this.spent) return REDACTED;
    this.ancestors.push(value);
    const result = this.container(value, depth + 1);
    this.ancestors.pop();
    return this.spent ? REDACTED : result;
  }

  /** The value of a named part: redacted whole under a sensitive name. Booleans and null tell nothing. */
  visitNamed(name: string, value: unknown, depth: number): unknown {
    if (!this.rules.isSensitive(name)) return this.visit(value, depth);
    this.budget.nodes += 1;
    const kind = typeof value;
    const hidden =
      kind === 'string' || kind === 'number' || kind === 'bigint' || (kind === 'object' && value !== null);
    return hidden ? REDACTED : value;
  }

  private get spent(): boolean {
    return this.budget.nodes > this.rules.limits.maxNodes;
  }

  private container(value: object, depth: number): unknown {
    if (Array.isArray(value)) return this.array(value, depth);
    if (value instanceof Date || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
    if (value instanceof String) return this.boxed(value, depth);
    if (value instanceof Map) return this.map(value, depth);
    if (value instanceof Set) return this.set(value, depth);
    if (value instanceof Error) return sanitizeErrorParts(value, this, depth);
    if (hasToJson(value)) return this.viaJson(value, depth);
    return this.record(value, depth);
  }

  private array(value: readonly unknown[], depth: number): unknown {
    let copy: unknown[] | undefined;
    if (this.copiesAll) {
      copy = [];
      this.register(value, copy);
    }
    for (let index = 0; index < value.length && !this.spent; index += 1) {
      const item = value[index];
      const clean = this.visit(item, depth);
      if (copy === undefined && !Object.is(clean, item)) copy = value.slice(0, index);
      if (copy !== undefined) copy[index] = clean;
    }
    return copy ?? value;
  }

  /** Own enumerable string keys, as JSON.stringify sees them. */
  record(value: object, depth: number): object {
    let copy: Record<string, unknown> | undefined;
    let names: UniqueNames | undefined;
    if (this.copiesAll) {
      copy = emptyLike(value);
      this.register(value, copy);
    }
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      if (this.spent) break;
      const item = readPart(value, key);
      const name = sanitizeKey(key, this.rules);
      const clean = this.visitNamed(name, item, depth);
      const same = name === key && Object.is(clean, item);
      if (copy === undefined && !same) copy = copyBefore(value, key);
      if (copy === undefined) continue;
      if (name !== key) names ??= new UniqueNames();
      const unique =
        names && name !== key ? names.next(name, (candidate) => Object.hasOwn(value, candidate)) : key;
      setPart(copy, unique, clean);
    }
    return copy ?? value;
  }

  private map(value: ReadonlyMap<unknown, unknown>, depth: number): unknown {
    const copy = new Map<unknown, unknown>();
    const names = new UniqueNames();
    this.register(value, copy);
    let changed = false;
    for (const [key, item] of value) {
      if (this.spent) break;
      let name = typeof key === 'string' ? sanitizeKey(key, this.rules) : this.visit(key, depth);
      const clean = typeof name === 'string' ? this.visitNamed(name, item, depth) : this.visit(item, depth);
      if (!Object.is(name, key) || !Object.is(clean, item)) changed = true;
      if (name !== key && typeof name === 'string')
        name = names.next(name, (candidate) => value.has(candidate));
      copy.set(name, clean);
    }
    return changed || this.copiesAll ? copy : value;
  }

  private set(value: ReadonlySet<unknown>, depth: number): unknown {
    const copy = new Set<unknown>();
    this.register(value, copy);
    let changed = false;
    for (const item of value) {
      if (this.spent) break;
      const clean = this.visit(item, depth);
      if (!Object.is(clean, item)) changed = true;
      copy.add(clean);
    }
    return changed || this.copiesAll ? copy : value;
  }

  private boxed(value: object, depth: number): unknown {
    const text = String.prototype.valueOf.call(value);
    const clean = sanitizeText(text, this.rules, this.budget, depth);
    return clean === text ? value : clean;
  }

  /** Objects that say how they are serialised (a URL, a decimal) are judged by what they would show. */
  private viaJson(value: { toJSON: () => unknown }, depth: number): unknown {
    let shown: unknown;
    try {
      shown = value.toJSON();
    } catch {
      return REDACTED;
    }
    if (shown === value) return this.record(value, depth);
    const clean = this.visit(shown, depth);
    return clean === shown && !this.copiesAll ? value : clean;
  }
}

/** Reads a part; a getter that throws has nothing to show. */
export function readPart(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return REDACTED;
  }
}

/** Sets a part as an own property, `__proto__` included. */
export function setPart(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else (target as Record<string, unknown>)[key] = value;
}

function emptyLike(value: object): Record<string, unknown> {
  return Object.getPrototypeOf(value) === null ? Object.create(null) : {};
}

function copyBefore(value: object, stop: string): Record<string, unknown> {
  const copy = emptyLike(value);
  for (const key in value) {
    if (key === stop) break;
    if (Object.hasOwn(value, key)) setPart(copy, key, readPart(value, key));
  }
  return copy;
}

function hasToJson(value: object): value is { toJSON: () => unknown } {
  return typeof readPart(value, 'toJSON') === 'function';
}
