// What can be said of a part of a pattern without looking at what comes after it.
import type { AST } from '@eslint-community/regexpp';
import { type CharNode, type CharSet, charSetOf, isBeyondAscii } from './char-set.ts';

export type PatternNode = AST.Element | AST.Alternative | AST.Pattern | AST.Quantifier;

export interface Shape {
  /** The characters that it can begin with. */
  first: CharSet;
  /** Whether it may match the empty text. */
  nullable: boolean;
  /** Shortest and longest match in code units; `Infinity` when nothing bounds it. */
  min: number;
  max: number;
  /** The sets at its first positions, as far as each match has one there. */
  prefix: readonly CharSet[];
  /** Whether the prefix is all there is to it. */
  isFixed: boolean;
  /** Whether it may succeed or fail by looking around, without taking a character. */
  asserts: boolean;
}

const MAX_PREFIX = 64;
const EMPTY: Shape = {
  first: 0n,
  nullable: true,
  min: 0,
  max: 0,
  prefix: [],
  isFixed: true,
  asserts: false,
};

/** Computes shapes, each once. */
export function createShapes(flags: string): (node: PatternNode) => Shape {
  const known = new Map<PatternNode, Shape>();
  const shapeOf = (node: PatternNode): Shape => {
    const old = known.get(node);
    if (old !== undefined) return old;
    const shape = compute(node);
    known.set(node, shape);
    return shape;
  };
  const compute = (node: PatternNode): Shape => {
    switch (node.type) {
      case 'Assertion':
        return { ...EMPTY, asserts: true };
      case 'Alternative':
        return node.elements.map(shapeOf).reduce(inSequence, EMPTY);
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        return node.alternatives.map(shapeOf).reduce(either);
      case 'Quantifier':
        return repeated(shapeOf(node.element), node.min, node.max);
      default:
        return ofCharacter(node as CharNode, flags);
    }
  };
  return shapeOf;
}

/** Whether no text matches the beginnings of both. */
export function areExclusive(a: Shape, b: Shape): boolean {
  return a.prefix.some((set, at) => at < b.prefix.length && (set & (b.prefix[at] ?? 0n)) === 0n);
}

function ofCharacter(node: CharNode, flags: string): Shape {
  const first = charSetOf(node, flags);
  const max = flags.includes('u') && isBeyondAscii(first) ? 2 : 1;
  return { first, nullable: false, min: 1, max, prefix: [first], isFixed: true, asserts: false };
}

function inSequence(a: Shape, b: Shape): Shape {
  const prefix = a.isFixed ? [...a.prefix, ...b.prefix] : a.prefix;
  return {
    first: a.nullable ? a.first | b.first : a.first,
    nullable: a.nullable && b.nullable,
    min: a.min + b.min,
    max: a.max + b.max,
    prefix: prefix.slice(0, MAX_PREFIX),
    isFixed: a.isFixed && b.isFixed && prefix.length <= MAX_PREFIX,
    asserts: a.asserts || b.asserts,
  };
}

function either(a: Shape, b: Shape): Shape {
  const length = Math.min(a.prefix.length, b.prefix.length);
  return {
    first: a.first | b.first,
    nullable: a.nullable || b.nullable,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    prefix: a.prefix.slice(0, length).map((set, at) => set | (b.prefix[at] ?? 0n)),
    isFixed: a.isFixed && b.isFixed && a.prefix.length === b.prefix.length,
    asserts: a.asserts || b.asserts,
  };
}

function repeated(body: Shape, min: number, max: number): Shape {
  let prefix: readonly CharSet[] = [];
  let isFixed = true;
  for (let count = 0; count < min && isFixed && prefix.length < MAX_PREFIX; count += 1) {
    prefix = [...prefix, ...body.prefix];
    isFixed = body.isFixed && body.prefix.length > 0;
  }
  return {
    first: body.first,
    nullable: min === 0 || body.nullable,
    min: body.min * min,
    max: max === 0 || body.max === 0 ? 0 : body.max * max,
    prefix: prefix.slice(0, MAX_PREFIX),
    isFixed: isFixed && min === max && prefix.length <= MAX_PREFIX,
    asserts: body.asserts,
  };
}
