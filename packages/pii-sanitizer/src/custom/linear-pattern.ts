// Refuses a pattern that a text of any length could make slow. Detectors of one's own are tried on a short window, and
// are held to another bound: see `compileSafePattern`.
import type { AST } from '@eslint-community/regexpp';
import { type Suspect, stepsOf } from './pattern-cost.ts';
import { createShapes } from './pattern-shape.ts';
import { checkForms, parse, refusal, slowPart } from './safe-pattern.ts';

/** Lengths of text at which steps are counted: what grows with the length shows at the one or at the other. */
const LENGTHS = [1_000, 1_000_000];
/** Steps that each character of a text may cost. */
const MAX_STEPS = 200;

/**
 * Makes sure that `pattern.test(text)` takes time in proportion to the length of `text`, whatever it holds. For
 * patterns that meet the texts of strangers.
 *
 * It works out an upper bound on the steps of a backtracking engine, so that it is strict: some patterns that it
 * refuses would be fine. One that can begin anywhere (without `^`, or with the flag `m`) has to read a bounded number
 * of characters at each place.
 *
 * @param pattern The pattern, with any flags but `v`.
 * @throws {SanitizerOptionError} Where it could need more: the message says which part of it, and why.
 */
export function assertLinearPattern(pattern: RegExp): void {
  const { source } = pattern;
  if (pattern.unicodeSets) throw refusal(source, 'nothing can be said of the flag v');
  const flags = pattern.flags.replace(/[dgy]/g, '');
  const tree = parse(source, flags);
  tree.alternatives.forEach(cutEnd);
  const shapeOf = createShapes(flags);
  checkForms(tree, source, shapeOf, Number.POSITIVE_INFINITY);
  const isAnchored = pattern.sticky || (!pattern.multiline && tree.alternatives.every(isAtStart));
  for (const length of LENGTHS) {
    const suspects: Suspect[] = [];
    const steps = stepsOf(tree, shapeOf, length, suspects, pattern.multiline);
    const perCharacter = isAnchored ? steps / length : steps;
    if (perCharacter > MAX_STEPS) {
      const most = `${MAX_STEPS} steps for each character are the most`;
      throw refusal(
        source,
        slowPart(suspects, most) ??
          `it can begin anywhere, and read on from there (${most}): put ^ before it, or bound its repetitions`,
      );
    }
  }
}

/** Takes away repetitions of one character at the end: they never fail, so that they do not matter to `test`. */
function cutEnd({ elements }: AST.Alternative): void {
  for (;;) {
    const last = elements.at(-1);
    if (last?.type !== 'Quantifier' || !last.element.type.startsWith('Character')) return;
    last.max = last.min;
    if (last.min > 0) return;
    elements.pop();
  }
}

function isAtStart({ elements: [first] }: AST.Alternative): boolean {
  if (first?.type === 'Group' || first?.type === 'CapturingGroup') return first.alternatives.every(isAtStart);
  return first?.type === 'Assertion' && first.kind === 'start';
}
