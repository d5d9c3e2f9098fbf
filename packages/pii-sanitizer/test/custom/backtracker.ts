// A plain backtracking matcher over a parsed pattern, as engines are in textbooks, that counts its steps.
import type { AST } from '@eslint-community/regexpp';

/** Steps that it takes to find or to miss a match at `start`; `limit + 1` when it would take more. */
export function countSteps(
  pattern: AST.Pattern,
  flags: string,
  text: string,
  start: number,
  limit: number,
): number {
  const tests = new Map<AST.Node, RegExp>();
  let steps = 0;
  class Enough extends Error {}
  const tick = () => {
    steps += 1;
    if (steps > limit) throw new Enough();
  };
  type Then = (at: number) => boolean;

  const anyOf = (alternatives: readonly AST.Alternative[], at: number, then: Then, step: 1 | -1): boolean =>
    alternatives.some((alternative) => {
      tick();
      return inOrder(
        step === 1 ? alternative.elements : alternative.elements.toReversed(),
        0,
        at,
        then,
        step,
      );
    });
  const inOrder = (
    elements: readonly AST.Element[],
    index: number,
    at: number,
    then: Then,
    step: 1 | -1,
  ): boolean => {
    const element = elements[index];
    return element
      ? one(element, at, (next) => inOrder(elements, index + 1, next, then, step), step)
      : then(at);
  };
  const repeat = (node: AST.Quantifier, count: number, at: number, then: Then, step: 1 | -1): boolean => {
    tick();
    const more = () =>
      count < node.max &&
      one(
        node.element,
        at,
        (next) => (next !== at || count < node.min) && repeat(node, count + 1, next, then, step),
        step,
      );
    const stop = () => count >= node.min && then(at);
    return node.greedy ? more() || stop() : stop() || more();
  };
  const one = (node: AST.Element, at: number, then: Then, step: 1 | -1): boolean => {
    switch (node.type) {
      case 'Group':
      case 'CapturingGroup':
        return anyOf(node.alternatives, at, then, step);
      case 'Quantifier':
        return repeat(node, 0, at, then, step);
      case 'Assertion': {
        tick();
        if (node.kind === 'lookahead' || node.kind === 'lookbehind') {
          const found = anyOf(node.alternatives, at, () => true, node.kind === 'lookahead' ? 1 : -1);
          return found !== node.negate && then(at);
        }
        const pattern = new RegExp(node.raw, `${flags}y`);
        pattern.lastIndex = at;
        return pattern.test(text) && then(at);
      }
      default: {
        tick();
        const test = tests.get(node) ?? new RegExp(`^(?:${node.raw})$`, flags);
        tests.set(node, test);
        const char = text.charAt(step === 1 ? at : at - 1);
        return char !== '' && test.test(char) && then(at + step);
      }
    }
  };
  try {
    anyOf(pattern.alternatives, start, () => true, 1);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return steps;
}
