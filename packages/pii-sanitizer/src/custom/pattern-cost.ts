// An upper bound on the steps of a backtracking engine that tries a pattern at one position of a text.
//
// A part of the pattern takes at most `most` steps, and at most `base + rate * L` where it reads L characters; it may
// hand on to what follows it in at most `ways` ways. Where the next character tells whether a repetition goes on, only
// one of its ends can lead on; otherwise each end is tried.
import type { AST } from '@eslint-community/regexpp';
import { type CharSet, LINE_ENDS } from './char-set.ts';
import { areExclusive, type PatternNode, type Shape } from './pattern-shape.ts';

/** What stands after a part of a pattern. */
interface Next {
  /** The characters that it can begin with. */
  set: CharSet;
  /** Whether it can succeed without a character: never, for certain, or depending on what stands around. */
  end: 'never' | 'surely' | 'maybe';
  /** Most steps before it fails on the first character. */
  fail: number;
}

interface Cost {
  ways: number;
  most: number;
  base: number;
  rate: number;
}

/** A repetition that has to try several ends. */
export interface Suspect {
  node: AST.Quantifier;
  /** What is repeated can itself match in several ways. */
  isNested: boolean;
}

const SURE: Next = { set: 0n, end: 'surely', fail: 0 };
const ANYTHING: Next = { set: -1n, end: 'maybe', fail: 1 };
const NONE: Cost = { ways: 1, most: 0, base: 0, rate: 0 };
const ONE: Cost = constant(1, 1);

/**
 * Most steps at one position.
 * @param pattern A pattern without backreferences whose repeated groups are never empty.
 * @param shapeOf See `createShapes`.
 * @param chars How many characters can be read.
 * @param suspects Gets the repetitions that cost most, outermost first.
 * @param isMultiline Whether `$` stands for the end of each line.
 */
export function stepsOf(
  pattern: AST.Pattern,
  shapeOf: (node: PatternNode) => Shape,
  chars: number,
  suspects: Suspect[],
  isMultiline: boolean,
): number {
  function choice(alternatives: readonly AST.Alternative[], next: Next): Cost {
    const shapes = alternatives.map(shapeOf);
    const costs = alternatives.map((alternative) => sequence(alternative.elements, next));
    const isExclusive = shapes.every((a, at) => shapes.slice(at + 1).every((b) => areExclusive(a, b)));
    const ways = costs.map((cost) => cost.ways);
    return {
      ways: isExclusive ? Math.max(...ways) : ways.reduce((sum, count) => sum + count),
      most: costs.reduce((sum, { most }) => sum + most + 1, 0),
      base: costs.reduce((sum, { base }) => sum + base + 1, 0),
      rate: costs.reduce((sum, { rate }) => sum + rate, 0),
    };
  }

  function sequence(elements: readonly AST.Element[], after: Next): Cost {
    const nexts: Next[] = [];
    let next = after;
    for (const element of elements.toReversed()) {
      nexts.unshift(next);
      next = before(element, next);
    }
    return elements.reduce((sum, element, at) => {
      const cost = costOf(element, nexts[at] ?? after);
      const most = sum.most + sum.ways * cost.most;
      if (sum.ways > 1) return constant(sum.ways * cost.ways, most);
      return { ways: cost.ways, most, base: sum.base + cost.base, rate: sum.rate + cost.rate };
    }, NONE);
  }

  function before(element: AST.Element, next: Next): Next {
    const { first, nullable, asserts } = shapeOf(element);
    const fail = failOf(element);
    // The next character tells whether it is an end, as it would tell of a character to take.
    if (element.type === 'Assertion' && element.kind === 'end') {
      return { set: isMultiline ? LINE_ENDS : 0n, end: 'never', fail };
    }
    if (!nullable) return { set: first, end: 'never', fail };
    const end = asserts && next.end === 'surely' ? 'maybe' : next.end;
    return { set: first | next.set, end, fail: fail + next.fail };
  }

  /** Most steps before a part fails on its first character, or gives way to the next when it may be empty. */
  function failOf(node: PatternNode): number {
    switch (node.type) {
      case 'Assertion':
        return costOf(node, SURE).most;
      case 'Quantifier':
        return failOf(node.element) + 1;
      case 'Alternative': {
        const end = node.elements.findIndex((element) => !shapeOf(element).nullable);
        const leading = end === -1 ? node.elements : node.elements.slice(0, end + 1);
        return leading.reduce((sum, element) => sum + failOf(element), 0);
      }
      case 'Group':
      case 'CapturingGroup':
        return node.alternatives.reduce((sum, alternative) => sum + failOf(alternative) + 1, 0);
      default:
        return 1;
    }
  }

  function repetition(node: AST.Quantifier, next: Next): Cost {
    const shape = shapeOf(node.element);
    const most = Math.min(node.max, Math.max(node.min, Math.ceil(chars / Math.max(1, shape.min))));
    const inner: Next =
      most <= 1
        ? next
        : { set: next.set | shape.first, end: next.end, fail: next.fail + failOf(node.element) };
    const body = costOf(node.element, inner);
    const isDecided = body.ways <= 1 && (shape.first & next.set) === 0n && next.end !== 'maybe';
    if (!isDecided && most - node.min > 1) suspects.push({ node, isNested: body.ways > 1 });
    if (body.ways > 1) return severalWays(node.min, most, body);
    const length = Math.max(1, shape.min);
    // The rounds follow each other in the text, so that what they read adds up to the whole; the last one may fail.
    const [base, rate] = [
      [body.base + 1 + next.fail, 2 * body.rate],
      [body.most + 1 + next.fail, 0],
    ]
      .map(([round = 0, rate = 0]) => [round, rate + round / length] as const)
      .reduce((a, b) => (a[0] + a[1] * chars <= b[0] + b[1] * chars ? a : b));
    const steps = Math.min((body.most + 1 + next.fail) * (most + 1), base + rate * chars);
    return { ways: isDecided ? 1 : most - node.min + 1, most: steps, base, rate };
  }

  function severalWays(least: number, most: number, body: Cost): Cost {
    let paths = 1;
    let ways = 0;
    let steps = 0;
    for (let count = 0; count <= most && steps < Number.MAX_SAFE_INTEGER; count += 1) {
      steps += paths * (body.most + 1);
      if (count >= least) ways += paths;
      paths *= body.ways;
    }
    return constant(Math.max(1, ways), steps);
  }

  function costOf(node: AST.Element, next: Next): Cost {
    switch (node.type) {
      case 'Assertion':
        if (node.kind !== 'lookahead' && node.kind !== 'lookbehind') return ONE;
        // What looks back is matched from right to left, so that nothing is known of what comes next.
        return constant(1, 1 + choice(node.alternatives, node.kind === 'lookahead' ? SURE : ANYTHING).most);
      case 'Group':
      case 'CapturingGroup':
        return choice(node.alternatives, next);
      case 'Quantifier':
        return repetition(node, next);
      default:
        return ONE;
    }
  }

  return choice(pattern.alternatives, SURE).most;
}

function constant(ways: number, steps: number): Cost {
  return { ways, most: steps, base: steps, rate: 0 };
}
