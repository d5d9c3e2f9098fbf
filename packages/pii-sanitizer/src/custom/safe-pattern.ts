// Accepts a pattern that is sure to run in linear time, or says why it is not and where.
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { SanitizerOptionError } from '../errors.ts';
import { toClassSource } from './char-set.ts';
import { type Suspect, stepsOf } from './pattern-cost.ts';
import { createShapes, type Shape } from './pattern-shape.ts';

/** How many characters a pattern may look at before and after its match. */
export const LOOK_AROUND_CHARS = 64;

const MAX_SOURCE_CHARS = 1_000;
/** Steps that one position of a text may cost. */
const MAX_STEPS = 5_000;
const MAX_FINDER_SETS = 8;

export interface SafePattern {
  /** The pattern itself, sticky. */
  pattern: RegExp;
  /** Finds where a match can begin: cheap, and as long as `finderLength` code units. */
  finder: RegExp;
  finderLength: number;
}

/**
 * Checks and compiles a pattern.
 * @param source The pattern as in JavaScript, without backreferences.
 * @param flags Any of `i`, `m`, `s`, `u`. `^` and `$` always stand for the ends of a line, as with `m`.
 * @param maxChars Longest match in code units that the caller looks at.
 * @throws {SanitizerOptionError} When it is no pattern, may match the empty text, or could need more than linear time.
 */
export function compileSafePattern(source: string, flags: string, maxChars: number): SafePattern {
  const used = checkFlags(flags);
  if (source.length > MAX_SOURCE_CHARS) {
    throw refusal(source, `it is longer than ${MAX_SOURCE_CHARS} characters`);
  }
  const tree = parse(source, used);
  const shapeOf = createShapes(used);
  checkForms(tree, source, shapeOf, LOOK_AROUND_CHARS);
  const shape = shapeOf(tree);
  if (shape.nullable) throw refusal(source, 'it matches the empty text');
  if (shape.min > maxChars) throw refusal(source, `its shortest match is longer than ${maxChars} characters`);
  const suspects: Suspect[] = [];
  const steps = stepsOf(tree, shapeOf, maxChars + LOOK_AROUND_CHARS, suspects, true);
  if (steps > MAX_STEPS) throw refusal(source, explain(suspects, steps));
  return { pattern: new RegExp(source, `${used}y`), ...finderOf(shape, used) };
}

function checkFlags(flags: string): string {
  const isKnown = [...flags].every((flag) => 'imsu'.includes(flag));
  if (!isKnown || new Set(flags).size !== flags.length) {
    throw new SanitizerOptionError(
      `Expected \`flags\` to be made of i, m, s and u, got ${JSON.stringify(flags)}`,
    );
  }
  return flags.includes('m') ? flags : `${flags}m`;
}

/** Reads a pattern. */
export function parse(source: string, flags: string): AST.Pattern {
  try {
    return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, {
      unicode: flags.includes('u'),
    });
  } catch (error) {
    throw refusal(source, error instanceof Error ? error.message : 'it cannot be read');
  }
}

/** Refuses the forms that nothing can be said of, and lookarounds over more than `maxLookAround` characters. */
export function checkForms(
  tree: AST.Pattern,
  source: string,
  shapeOf: (node: AST.Element) => Shape,
  maxLookAround: number,
): void {
  visitRegExpAST(tree, {
    onBackreferenceEnter: (node) => {
      throw refusal(source, `${place(node)} is a backreference, which has no bound on its time`);
    },
    onAssertionEnter: (node) => {
      if (node.kind !== 'lookahead' && node.kind !== 'lookbehind') return;
      const longest = Math.max(
        ...node.alternatives.map(({ elements }) =>
          elements.reduce((sum, part) => sum + shapeOf(part).max, 0),
        ),
      );
      if (longest > maxLookAround) {
        throw refusal(
          source,
          `${place(node)} looks at ${longest === Number.POSITIVE_INFINITY ? 'any number of' : longest} characters; ` +
            `${maxLookAround} is the most: give its repetitions an upper bound`,
        );
      }
    },
    onQuantifierEnter: (node) => {
      if (node.max > 1 && shapeOf(node.element).nullable) {
        throw refusal(source, `${place(node)} repeats what may be empty`);
      }
    },
  });
}

function explain(suspects: readonly Suspect[], steps: number): string {
  const most = `up to ${steps > 1e9 ? 'billions of' : Math.ceil(steps)} steps at each position, ${MAX_STEPS} is the most`;
  return (
    slowPart(suspects, most) ??
    `it is too long for one position (${most}): use shorter repetitions, or lower \`maxLength\``
  );
}

/** Says which of the repetitions that cost too much is to blame, if any; `most` says how much it may be. */
export function slowPart(suspects: readonly Suspect[], most: string): string | undefined {
  const nested = suspects.findLast(({ isNested }) => isNested);
  if (nested !== undefined) {
    return `${place(nested.node)} repeats what can match the same text in several ways (${most})`;
  }
  const [overlap] = suspects.toSorted((a, b) => a.node.start - b.node.start);
  if (overlap === undefined) return undefined;
  return (
    `${place(overlap.node)} can end in many places, for what comes after it can begin with the same characters ` +
    `(${most}): bound it, as in {1,20}, or put between the two a character that neither of them takes`
  );
}

function place(node: AST.Node): string {
  return `\`${node.raw.length > 40 ? `${node.raw.slice(0, 40)}…` : node.raw}\` at ${node.start}`;
}

/** Makes the error for a pattern that is not taken. */
export function refusal(source: string, reason: string): SanitizerOptionError {
  const shown = source.length > 80 ? `${source.slice(0, 80)}…` : source;
  return new SanitizerOptionError(
    `Expected \`pattern\` to be one that runs in linear time, got /${shown}/: ${reason}`,
  );
}

/** A pattern for the first characters of each match; with `u`, only as far as each is one code unit. */
function finderOf({ first, prefix }: Shape, flags: string): { finder: RegExp; finderLength: number } {
  const sets = prefix.length > 0 ? prefix.slice(0, MAX_FINDER_SETS) : [first];
  const wide = flags.includes('u') ? sets.findIndex((set) => set >> 128n !== 0n) : -1;
  const used = wide === -1 ? sets : sets.slice(0, Math.max(1, wide));
  return { finder: new RegExp(used.map(toClassSource).join(''), 'g'), finderLength: used.length };
}
