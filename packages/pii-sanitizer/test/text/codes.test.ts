// What the scanners read is one code for each code unit of the text, whatever is in it and whatever was read before.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForeignLetter } from '../../src/text/chars.ts';
import { Codes, codeOf, isBeyondLatin, isForeign, letterOf } from '../../src/text/codes.ts';

/** The longest text that there is always room for. */
const LEAST = 21_840;

/** The codes as the scanners see them: those of the text, and a few behind it. */
function codesOf(codes: Codes, text: string): number[] {
  return [...codes.of(text).subarray(0, text.length + 8)];
}

function expected(text: string): number[] {
  return [
    ...Array.from({ length: text.length }, (_, at) => codeOf(text.charCodeAt(at))),
    ...Array(8).fill(0),
  ];
}

const unit = fc.oneof(
  fc.integer({ min: 0, max: 127 }),
  fc.integer({ min: 128, max: 0x600 }),
  fc.integer({ min: 0x600, max: 0xffff }),
);
/** Runs of ASCII long enough to be copied, and anything else, half a character too. */
const text = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 60 }) },
      unit.map((code) => String.fromCharCode(code)),
      fc.constantFrom('é', 'Ж', '—', '😀', '\ud83d', '\ude00'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('the codes of a text', () => {
  it('are those of its code units, with zeros behind, one text after the other', () => {
    const codes = new Codes();
    fc.assert(
      fc.property(text, (each) => {
        expect(codesOf(codes, each)).toEqual(expected(each));
      }),
      { numRuns: 2_000 },
    );
  });

  it('need no more room than there is for texts of any size', () => {
    const codes = new Codes();
    for (const size of [0, 1, LEAST - 1, LEAST, LEAST + 1, 5_000, 2_000_000, 3]) {
      for (const character of ['x', 'é', '—']) {
        const each = character.repeat(size);
        expect(Buffer.compare(codes.of(each).subarray(0, size + 8), Buffer.from(expected(each)))).toBe(0);
      }
    }
  });
});

describe('the code of a code unit', () => {
  it('is itself in ASCII, and tells letters of other alphabets from all else', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      if (code < 128) expect(codeOf(code)).toBe(code);
      else expect(codeOf(code)).toBeGreaterThan(127);
      expect(isForeign(codeOf(code))).toBe(isForeignLetter(code));
      expect(isBeyondLatin(codeOf(code))).toBe(code >= 0x250);
    }
  });

  it('knows a Latin letter under its accent', () => {
    const plain = Array.from('éÉñüŻøłđıæz', (letter) =>
      String.fromCharCode(96 + letterOf(codeOf(letter.charCodeAt(0)))),
    );
    expect(plain.join('')).toBe('eenuzoldiaz');
    expect(Array.from('1 -ßЖ漢', (other) => letterOf(codeOf(other.charCodeAt(0))))).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });
});
