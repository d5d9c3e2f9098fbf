// Every pattern that is accepted gets through 200 kB made of its own characters: a quadratic one would need minutes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CustomDetector, defineDetector } from '../../src/detectors.ts';
import { pattern, text } from './arbitrary-pattern.ts';

const SIZE = 200_000;
/** Ten times what the dearest one took on a busy machine. */
const MAX_MS = 10_000;

function detectorOf(source: string): CustomDetector | undefined {
  try {
    return defineDetector({
      type: 'CODE',
      pattern: source,
      wholeWord: false,
      confidence: 1,
      placeholder: '~',
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

const accepted = pattern
  .map((source) => ({ source, detector: detectorOf(source) }))
  .filter((it) => it.detector !== undefined);

describe('an accepted pattern', () => {
  it('takes linear time on texts of its own characters', () => {
    fc.assert(
      fc.property(accepted, text(SIZE), ({ source, detector }, sample) => {
        expect(millis(detector!, sample), `${source} on ${sample.slice(0, 20)}`).toBeLessThan(MAX_MS);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

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
