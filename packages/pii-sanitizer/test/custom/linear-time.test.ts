// Every pattern that is accepted gets through 200 kB made of its own characters: a quadratic one would need minutes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CustomDetector, defineDetector } from '../../src/detectors.ts';
import { pattern, text } from './arbitrary-pattern.ts';

const SIZE = 200_000;
/** `npm run prove` sets it. */
const RUNS = Number(process.env.PROVE_RUNS ?? 100);
/** Ten times what the dearest one took on a busy machine. */
const MAX_MS = 10_000;

function detectorOf(source: string): CustomDetector | undefined {
  try {
    return defineDetector({
      type: 'CODE',
      pattern: source,
      wholeWord: false,
    });
  } catch {
    return undefined;
  }
}

function millis(detector: CustomDetector, sample: string): number {
  const { user } = process.cpuUsage();
  detector.scan(sample, []);
  return (process.cpuUsage().user - user) / 1000;
}

/** The least of three, for others use the machine too. */
function least(detector: CustomDetector | undefined, sample: string): number {
  return Math.min(...[1, 2, 3].map(() => millis(detector!, sample)));
}

const accepted = pattern
  .map((source) => ({ source, detector: detectorOf(source) }))
  .filter((it) => it.detector !== undefined);

describe('an accepted pattern', () => {
  // A ratio of times is too uneasy for a suite that runs beside others.
  if (process.env.PROVE_RUNS !== undefined) {
    it('takes four times as long for four times the text', () => {
      fc.assert(
        fc.property(accepted, text(SIZE), ({ source, detector }, sample) => {
          // A quadratic pattern would need 16 times as long, however often it is measured; below a few milliseconds the clock and the
          // compiler are all that is.
          const isLinear = [1, 2, 3].some(() => {
            const short = least(detector, sample.slice(0, SIZE / 4));
            return short < 5 || least(detector, sample) / short < 10;
          });
          expect(isLinear, `${source} on ${sample.slice(0, 20)}`).toBe(true);
        }),
        { numRuns: RUNS / 4 },
      );
    }, 3_600_000);
  }

  it('takes linear time on texts of its own characters', () => {
    fc.assert(
      fc.property(accepted, text(SIZE), ({ source, detector }, sample) => {
        expect(millis(detector!, sample), `${source} on ${sample.slice(0, 20)}`).toBeLessThan(MAX_MS);
      }),
      { numRuns: RUNS },
    );
  }, 3_600_000);

  it.each([
    ['\\d+x', '1'],
    ['\\d+x', '1a'],
    ['[\\w.+-]+@[\\w-]+\\.[\\w.-]+', 'a.'],
    ['(?:\\d+-)+x', '1-'],
    ['(?:[a-z]+\\.)+com', 'a.'],
    ['\\w{1,40}\\s?\\w{1,20}!', 'a'],
    ['.*x', ' '],
  ])('%s on %j', (source, unit) => {
    const detector = detectorOf(source);
    expect(detector).toBeDefined();
    expect(millis(detector!, unit.repeat(SIZE / unit.length))).toBeLessThan(MAX_MS);
  });
});
