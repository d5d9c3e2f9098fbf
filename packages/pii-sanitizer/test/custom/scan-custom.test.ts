import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinFindings } from '../../src/custom/join-findings.ts';
import { scanCustom } from '../../src/custom/scan-custom.ts';
import { defineDetector } from '../../src/detectors.ts';
import type { Finding } from '../../src/types.ts';

describe('scanCustom', () => {
  it('joins what several detectors find', () => {
    const detectors = [
      defineDetector({ type: 'LONG', pattern: 'ab-\\d+', confidence: 0.5 }),
      defineDetector({ type: 'SHORT', pattern: '\\d+ x', confidence: 0.9 }),
      defineDetector({ type: 'KEYED', pattern: 'y', context: { before: ['badge'] } }),
    ];
    const out: Finding[] = [];
    scanCustom(detectors, 'y 7 x ab-12 x', out, 'badge_no');
    expect(out.map(({ type, start, end }) => [type, start, end])).toEqual([
      ['KEYED', 0, 1],
      ['SHORT', 2, 5],
      ['SHORT', 6, 13],
    ]);
  });

  it('copes with very many findings', () => {
    const detectors = ['a', 'b'].map((pattern) =>
      defineDetector({ type: 'LETTER', pattern, wholeWord: false }),
    );
    const out: Finding[] = [];
    scanCustom(detectors, 'ab'.repeat(200_000), out, undefined);
    expect(out).toHaveLength(400_000);
  });
});

describe('joinFindings', () => {
  it('covers the same characters, sorted and disjoint', () => {
    const finding = fc
      .record({
        type: fc.constantFrom('A', 'B'),
        start: fc.nat(40),
        length: fc.integer({ min: 1, max: 10 }),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }));
    const covered = (findings: readonly Finding[]) =>
      Array.from({ length: 50 }, (_, at) => findings.some(({ start, end }) => start <= at && at < end));
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
        const joined = joinFindings(findings);
        expect(covered(joined)).toEqual(covered(findings));
        for (const [at, { start }] of joined.entries())
          expect(start).toBeGreaterThanOrEqual(joined[at - 1]?.end ?? 0);
      }),
    );
  });
});
