import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompromiseRecognizer } from '../../src/compromise.ts';
import { createSanitizer } from '../../src/index.ts';
import { createAsyncSanitizer } from '../../src/recognizers.ts';

const signal = new AbortController().signal;

async function find(
  text: string,
  types?: Parameters<typeof createCompromiseRecognizer>[0],
): Promise<string[][]> {
  const found = await createCompromiseRecognizer(types).recognize(text, signal);
  return found.map(({ type, start, end }) => [type, text.slice(start, end)]);
}

describe('createCompromiseRecognizer', () => {
  it('finds people and places without the marks around them', async () => {
    const text = 'Yesterday Barack Obama met (Maria Garcia) in New York City; it was Maria’s idea.';
    const found = await find(text);
    expect(found).toContainEqual(['PERSON', 'Barack Obama']);
    expect(found).toContainEqual(['PERSON', 'Maria Garcia']);
    expect(found).toContainEqual(['LOCATION', 'New York City']);
    expect(found).toContainEqual(['PERSON', 'Maria']);
  });

  it('finds only what is asked for', async () => {
    const text = 'Barack Obama lives in Paris.';
    expect(await find(text, { types: ['LOCATION'] })).toEqual([['LOCATION', 'Paris']]);
  });

  it('keeps its offsets in long texts with other characters', async () => {
    const line = '😀 “Well”,  said\tBarack Obama — naïve?\r\n\r\n';
    const found = await find(line.repeat(150), { types: ['PERSON'] });
    expect(found).toHaveLength(150);
    expect(new Set(found.map(([, text]) => text))).toEqual(new Set(['Barack Obama']));
  });

  it('gives places within the text, whatever the text', async () => {
    const recognizer = createCompromiseRecognizer();
    const word = fc.constantFrom(
      'Maria',
      'in',
      'Paris',
      '😀',
      'é',
      '\n',
      '"',
      "it's",
      '...',
      'x@y',
      '\u200b',
      '-',
      '/',
      'Dr.',
      '  ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 40 }), async (words) => {
        const text = words.join(' ');
        for (const { start, end } of await recognizer.recognize(text, signal)) {
          expect(text.slice(start, end)).toMatch(/^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/su);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('stops at the time limit, though compromise itself never waits', async () => {
    const sanitizer = createAsyncSanitizer((detectors) => createSanitizer({ detectors }), {
      recognizers: [createCompromiseRecognizer()],
      timeoutMs: 50,
    });
    const started = performance.now();
    const redacted = await sanitizer.redact('Barack Obama lives in Paris. '.repeat(40_000));
    expect(redacted.slice(0, 20)).toBe('[REDACTED]');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([
    [
      { types: ['EMAIL' as never] },
      'Expected `types` to be some of PERSON, LOCATION, ORGANIZATION, got EMAIL',
    ],
    [{ types: [] }, 'got none'],
    [{ confidence: 2 }, 'Expected `confidence` to be from 0 to 1, got 2'],
  ])('%j is refused', (options, message) => {
    expect(() => createCompromiseRecognizer(options)).toThrow(message);
  });
});
