// Finds every regular expression that Zod runs when it parses with a schema. JSON Schema shows only those at the ends of
// a pipe: what stands behind a transform or between two pipes runs all the same.
import type { z } from 'zod';
import { DefinitionError } from '../errors.ts';

/** The most parts that a schema may have; one that makes itself anew has no end. */
const MAX_PARTS = 100_000;

/** Formats whose pattern is for JSON Schema: Zod itself compares text. */
const NEVER_RUN: readonly unknown[] = ['includes', 'starts_with', 'ends_with'];

/** Values of the author's, in which nothing is a schema. */
const VALUES = ['defaultValue', 'catchValue', 'values', 'entries'];

interface Part {
  readonly _zod: {
    readonly def: Record<string, unknown>;
    readonly pattern?: RegExp;
    readonly innerType?: unknown;
  };
}

/**
 * The patterns of `schema` and everything in it. What a transform or a refinement does is the author's own.
 * @throws {DefinitionError} for a schema without an end; `where` names it.
 */
export function* patternsIn(where: string, schema: z.ZodType): Generator<RegExp> {
  const seen = new Set<object>();
  const rest: unknown[] = [schema];
  while (rest.length > 0) {
    const part = rest.pop();
    if (part instanceof RegExp) yield part;
    else if (isObject(part) && !seen.has(part)) {
      seen.add(part);
      if (seen.size > MAX_PARTS) throw new DefinitionError(`The ${where} schema has no end`);
      if (isPart(part)) rest.push(...partsOf(part));
      // Lists of schemas, and the shape of an object.
      else if (Array.isArray(part) || isPlain(part)) rest.push(...Object.values(part));
    }
  }
}

function partsOf({ _zod }: Part): unknown[] {
  const { def } = _zod;
  // Its parts are joined to one pattern, which is run instead of them.
  if (def.type === 'template_literal') return [_zod.pattern];
  if (def.type === 'lazy') return [_zod.innerType];
  const isRun = !NEVER_RUN.includes(def.format);
  return Object.keys(def)
    .filter((key) => !VALUES.includes(key) && (isRun || key !== 'pattern'))
    .map((key) => def[key]);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isPart(value: object): value is Part {
  return '_zod' in value;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
