// What holds of every row: its forms, its words, its examples, and how often chance passes its check.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTIFIERS } from '../../src/identifiers/identifiers.ts';
import { EXAMPLES } from './examples.ts';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CLASSES: Record<string, string> = { '#': DIGITS, A: LETTERS, '*': DIGITS + LETTERS };
const SEPARATORS = /[ ./-]/g;

/** A generator that is the same in every run, so that the shares below do not waver. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shape(form: string): RegExp {
  const classes = [...form].map((char) => (char in CLASSES ? `[${CLASSES[char]}]` : `\\${char}`));
  return new RegExp(`^${classes.join('')}$`);
}

describe('the table of identifiers', () => {
  it('has each type once', () => {
    const types = IDENTIFIERS.map((row) => row.type);
    expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
    expect(types.length).toBeGreaterThan(120);
  });

  it('has examples of every type and of no other', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(IDENTIFIERS.map((row) => row.type).sort());
  });

  it.each(IDENTIFIERS)('$type: forms that the engine can compile', ({ proven, inContext }) => {
    const forms = [...proven, ...inContext];
    expect(forms.length).toBeGreaterThan(0);
    expect(new Set(forms).size).toBe(forms.length);
    for (const form of forms) {
      expect(form).toMatch(/^[#A*]+([ ./-][#A*]+)*$/);
      const groups = form.split(SEPARATORS);
      expect(groups.length).toBeLessThanOrEqual(12);
      expect(Math.max(...groups.map((group) => group.length))).toBeLessThanOrEqual(20);
      expect(groups.join('').length).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(IDENTIFIERS)('$type: context words, a country and a source', ({ locale, context, source }) => {
    expect(locale).toMatch(/^([a-z]{2}|any)$/);
    expect(source.length).toBeGreaterThan(5);
    expect(context.length).toBeGreaterThan(0);
    expect(new Set(context).size).toBe(context.length);
    for (const word of context) {
      expect(word).toBe(word.trim());
      if (/^[A-Z\d]+$/.test(word)) continue;
      expect(word).toBe(word.toLowerCase());
      const folded = word
        .normalize('NFD')
        .replace(/(?<=\p{Script=Latin})\p{M}/gu, '')
        .normalize('NFC');
      expect(word).toBe(folded);
      expect(word).not.toMatch(/[_./'-]/);
      // A shorter word would be met inside ordinary text.
      if (/^[a-z ]+$/.test(word)) expect(word.length).toBeGreaterThanOrEqual(2);
    }
  });

  it.each(IDENTIFIERS)(
    '$type: its examples have one of its forms and pass',
    ({ type, proven, inContext, check }) => {
      const forms = [...proven, ...inContext].map(shape);
      for (const example of EXAMPLES[type] ?? []) {
        expect(
          forms.some((form) => form.test(example)),
          example,
        ).toBe(true);
        expect(check(example.replace(SEPARATORS, '')), example).toBe(true);
      }
    },
  );

  it.each(IDENTIFIERS)(
    '$type: chance passes as often as the row says',
    ({ proven, inContext, chance, check }) => {
      const next = seeded(7);
      const compact = new Set([...proven, ...inContext].map((form) => form.replace(SEPARATORS, '')));
      const rounds = chance > 0.001 ? 4_000 : 8_000;
      let most = 0;
      for (const form of compact) {
        let passed = 0;
        for (let round = 0; round < rounds; round += 1) {
          let text = '';
          for (const char of form) {
            const chars = CLASSES[char]!;
            text += chars.charAt(next(chars.length));
          }
          if (check(text)) passed += 1;
        }
        most = Math.max(most, passed / rounds);
      }
      expect(most).toBeLessThan(chance * 1.8 + 0.0015);
      if (chance > 0.005) expect(most).toBeGreaterThan(chance / 1.8);
    },
  );

  it('answers any text, also one that has none of the forms', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...DIGITS, ...LETTERS) }));
    fc.assert(
      fc.property(text, (value) => {
        for (const row of IDENTIFIERS) {
          const answer = row.check(value);
          expect(typeof answer).toBe('boolean');
          const long = value.length > 20 || value.length < 3 || /[^A-Z\d]/.test(value);
          if (long) expect([row.type, answer]).toEqual([row.type, false]);
        }
      }),
    );
  });
});
