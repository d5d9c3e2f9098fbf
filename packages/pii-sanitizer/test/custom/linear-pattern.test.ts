import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertLinearPattern } from '../../src/detectors.ts';
import { SanitizerOptionError } from '../../src/errors.ts';
import { pattern, text } from './arbitrary-pattern.ts';

/** `npm run prove` sets it. */
const RUNS = Number(process.env.PROVE_RUNS ?? 100);

/** Not among the flags of the language that the package is written in. */
const SETS = 'v';

describe('a pattern that a long text makes slow', () => {
  it.each<[pattern: RegExp, reason: string]>([
    [/^(a+)+$/, '`(a+)+` at 1 repeats what can match the same text in several ways'],
    [/^\s*\s*\s*\s*x$/, '`\\s*` at 1 can end in many places'],
    [/^\s{0,4000}\s{0,4000}x$/, '`\\s{0,4000}` at 1 can end in many places'],
    [/^a.*b.*c$/, '`.*` at 2 can end in many places'],
    [/^[a-z]+[A-Z]+!/i, '`[a-z]+` at 1 can end in many places'],
    [/^(a{1,20}){1,7}x$/, 'repeats what can match the same text in several ways'],
    [/\d+x/, 'it can begin anywhere, and read on from there'],
    [/^\s*x/m, 'it can begin anywhere, and read on from there'],
    [/\s+$/, 'it can begin anywhere, and read on from there'],
    [/^a|\d+x/, 'it can begin anywhere, and read on from there'],
    [/(?=.*x)a/, '`.*` at 3 can end in many places'],
    [/^(?:b(?=.*x))*c/, '`.*` at 8 can end in many places'],
    [/^(a)\1$/, '`\\1` at 4 is a backreference'],
    [/^(a?)*b/, '`(a?)*` at 1 repeats what may be empty'],
    [new RegExp('^a$', SETS), 'nothing can be said of the flag v'],
  ])('%s is refused', (slow, reason) => {
    expect(() => assertLinearPattern(slow)).toThrow(SanitizerOptionError);
    expect(() => assertLinearPattern(slow)).toThrow(reason);
  });
});

it.each([
  /^[a-z]{1,64}$/,
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  /^[^,]+(?:,[^,]+)*$/,
  /^(?=.*[A-Z])(?=.*\d).{8,}$/,
  /^(?:\/\w+)*\/?$/,
  /^https?:\/\/.+$/,
  /(?:^a|^b)\d*x/,
  /\d{4}-\d{2}-\d{2}/,
  /\S+/,
  /@example\.com$/,
  /\d+x/y,
  /^a/dg,
  /(?:)/,
])('%s is accepted', (linear) => {
  expect(() => assertLinearPattern(linear)).not.toThrow();
});

it('lets through no pattern that takes long on 200,000 of its own characters', () => {
  const accepted = fc
    .tuple(pattern, fc.constantFrom('', 'm', 'i'), fc.boolean())
    .map(([source, flags, isAnchored]) => {
      return new RegExp(isAnchored ? `^(?:${source})` : source, flags);
    });
  let count = 0;
  fc.assert(
    fc.property(accepted, text(200_000), (linear, sample) => {
      try {
        assertLinearPattern(linear);
      } catch {
        return;
      }
      count += 1;
      const { user } = process.cpuUsage();
      linear.test(sample);
      // 40 million steps at most; a quadratic pattern needs minutes.
      expect(process.cpuUsage().user - user, `${linear} on ${sample.slice(0, 20)}`).toBeLessThan(10_000_000);
    }),
    { numRuns: 20 * RUNS },
  );
  expect(count).toBeGreaterThan(2 * RUNS);
}, 3_600_000);
