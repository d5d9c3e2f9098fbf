import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlacedFinding, scanChunks } from '../../src/cli/scan-chunks.ts';
import { defineDetector } from '../../src/detectors.ts';
import type { Finding } from '../../src/types.ts';

const detector = defineDetector({
  type: 'CODE',
  pattern: 'id-\\d{1,40}',
  context: { before: ['see'], distance: 30 },
});

function detect(text: string): Finding[] {
  const out: Finding[] = [];
  detector.scan(text, out);
  return out;
}

async function* cut(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield text.slice(at, at + size);
    at += size;
  }
}

describe('scanChunks', () => {
  it('finds in pieces what is found in the whole, at the same places', async () => {
    const word = fc.constantFrom(
      'see id-12345 ',
      'id-1',
      'see\n',
      '\n',
      `see id-${'7'.repeat(60)} `,
      'x'.repeat(50),
      'word ',
    );
    const text = fc.array(word, { minLength: 2_000, maxLength: 8_000 }).map((words) => words.join(''));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 5 }),
        async (whole, sizes) => {
          const found: PlacedFinding[] = [];
          for await (const finding of scanChunks(cut(whole, sizes), detect, 5_000)) found.push(finding);
          expect(found.map(({ start, end }) => [start, end])).toEqual(
            detect(whole).map(({ start, end }) => [start, end]),
          );
          for (const { start, line, column, endLine, endColumn, end, value } of found) {
            const before = whole.slice(0, start).split('\n');
            expect([line, column]).toEqual([before.length, (before.at(-1)?.length ?? 0) + 1]);
            expect([endLine, endColumn]).toEqual([line, column + end - start]);
            expect(value).toBe(whole.slice(start, end));
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
