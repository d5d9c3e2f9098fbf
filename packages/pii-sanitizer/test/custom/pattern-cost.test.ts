import { RegExpParser } from '@eslint-community/regexpp';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../src/custom/pattern-cost.ts';
import { createShapes } from '../../src/custom/pattern-shape.ts';
import { compileSafePattern } from '../../src/custom/safe-pattern.ts';
import { pattern, text } from './arbitrary-pattern.ts';
import { countSteps } from './backtracker.ts';

/** `npm run prove` sets it. */
const RUNS = Number(process.env.PROVE_RUNS ?? 100);

const isAccepted = (source: string, chars: number) => {
  try {
    compileSafePattern(source, '', chars);
    return true;
  } catch {
    return false;
  }
};

function bound(source: string, chars: number, flags = 'm'): number {
  const tree = new RegExpParser().parsePattern(source);
  return stepsOf(tree, createShapes(flags), chars, [], flags === 'm');
}

describe('the bound on steps', () => {
  it.each(['m', ''])(
    'holds for every accepted pattern, at every position, with the flags "%s"',
    (flags) => {
      let accepted = 0;
      fc.assert(
        fc.property(pattern, text(60), (source, sample) => {
          if (!isAccepted(source, 256)) return;
          accepted += 1;
          const tree = new RegExpParser().parsePattern(source);
          const most = bound(source, sample.length, flags);
          for (let start = 0; start < sample.length; start += 1) {
            expect(countSteps(tree, flags, sample, start, 1e6), `${source} at ${start}`).toBeLessThanOrEqual(
              2 * most + 10,
            );
          }
        }),
        { numRuns: 100 * RUNS },
      );
      expect(accepted).toBeGreaterThan(8 * RUNS);
    },
    3_600_000,
  );

  it.each([
    ['(?:a|a)*b', 2 ** 30],
    ['(?:a+)+b', 2 ** 30],
    ['a*a*a*b', 60 ** 3 / 6],
    ['(?:a|ab)(?:c|bcd)*d', 60],
  ])('sees what %s costs', (source, least) => {
    expect(bound(source, 60)).toBeGreaterThan(least);
  });

  it.each([
    ['\\d+x', 400],
    ['[\\w.]+@[\\w-]+', 800],
    ['(?:\\d{1,4}-)+x', 1_000],
    ['(?:jan|feb|jun|jul) \\d{1,2}', 60],
    ['[a-z0-9]+(?:-[a-z0-9]+)*$', 2_000],
  ])('does not take %s for worse than it is', (source, most) => {
    expect(bound(source, 60)).toBeLessThan(most);
  });
});
