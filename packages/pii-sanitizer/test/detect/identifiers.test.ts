// Identifiers of the table in texts, through the engine: every sample beside its word, and alone only what proves itself.
import { describe, expect, it } from 'vitest';
import { IDENTIFIERS } from '../../src/identifiers/identifiers.ts';
import { EXAMPLES } from '../identifiers/examples.ts';
import { everything, found } from './found.ts';

/** Neighbouring countries may share a word and a form: which of them it is, identifiers/texts.test.ts asks. */
function valuesIn(text: string, key?: string): string[] {
  return found(text, key).map((finding) => finding.slice(finding.indexOf(' ') + 1));
}

describe.each(IDENTIFIERS.map((row) => [row.type, row] as const))('%s', (type, row) => {
  const examples = EXAMPLES[type] ?? [];
  /** A word in small letters, as people write it in a sentence. */
  const word = row.context.find((one) => one.length > 3) ?? row.context[0] ?? '';

  it('is found behind its word', () => {
    for (const value of examples) expect(valuesIn(`${word}: ${value} is it`)).toEqual([value]);
  });

  it('is found under its key', () => {
    for (const value of examples) expect(valuesIn(value, word)).toEqual([value]);
  });

  it('is not found in a longer token', () => {
    for (const value of examples)
      for (const text of [`x9${value}9x`, `/a/b${value}c/d`, `0.${value}.0`])
        expect([
          text,
          everything.detect(`see ${text} there`).filter((finding) => finding.type === type),
        ]).toEqual([text, []]);
  });
});
