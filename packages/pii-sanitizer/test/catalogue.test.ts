import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../scripts/catalogue.ts';
import { CORE_TYPES } from '../scripts/core-types.ts';
import { createSanitizer } from '../src/index.ts';

const file = JSON.parse(readFileSync(new URL('../pii-patterns.json', import.meta.url), 'utf8'));

describe('pii-patterns.json', () => {
  it('is up to date: npm run catalogue writes it', () => {
    expect(file).toEqual(createCatalogue());
  });

  it('has each type once, with all that is said of one', () => {
    const { types } = createCatalogue();
    expect(new Set(types.map(({ type }) => type)).size).toBe(types.length);
    for (const { type, title, locale, proof, source } of types) {
      expect(type).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(locale).toMatch(/^(?:any|[a-z]{2})$/);
      for (const text of [title, proof, source]) expect(text.length, type).toBeGreaterThan(2);
    }
  });

  it.each(CORE_TYPES)('$type is found', ({ type, example }) => {
    expect(
      createSanitizer()
        .detect(example)
        .map((finding) => finding.type),
    ).toContain(type);
  });
});
