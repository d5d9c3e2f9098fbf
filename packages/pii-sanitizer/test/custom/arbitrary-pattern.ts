// Random patterns, and texts made of what they match.
import fc from 'fast-check';

const CHARS = ['a', 'b', '1', '-', '.', ' '];
const atom = fc.constantFrom(
  'a',
  'b',
  '1',
  '-',
  '\\.',
  ' ',
  '[ab]',
  '\\d',
  '\\w',
  '[^a]',
  '.',
  '[a1]',
  '[\\w.-]',
  'ab',
  'a1',
);
const suffix = fc.constantFrom('*', '+', '?', '{1,3}', '{2,}', '{0,5}', '{3}', '+?', '*?', '{1,40}');

/** Patterns over a small alphabet, so that their parts overlap often. */
export const pattern = fc.letrec<{ term: string; sequence: string; choice: string }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(atom, suffix)
      .map(([body, times]) => `${body.length === 2 && body[0] !== '\\' ? `(?:${body})` : body}${times}`),
    fc.tuple(tie('choice'), suffix).map(([body, times]) => `(?:${body})${times}`),
    tie('choice').map((body) => `(${body})`),
    fc.constantFrom('\\b', '\\B', '$', '^', '(?=a)', '(?!b)', '(?=[ab]{1,9}1)', '(?<=a)', '(?<!1{1,4}b)'),
  ),
  sequence: fc.array(tie('term'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  choice: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|')),
})).choice;

/** A piece to repeat. */
const unit = fc.oneof(
  fc.constantFrom(...CHARS),
  fc.array(fc.constantFrom(...CHARS), { minLength: 1, maxLength: 8 }).map((chars) => chars.join('')),
);

/** Texts that are long in one piece, with another at the end. */
export function text(length: number): fc.Arbitrary<string> {
  return fc
    .tuple(unit, unit)
    .map(([piece, end]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + end);
}
