// Texts that a value can stand in, none of which says what it is.
import fc from 'fast-check';

/** What stands before and behind a value. */
export type Frame = readonly [before: string, after: string];

/** A value in a sentence, in markup, in code, in a row of a table. */
const FRAMES: readonly Frame[] = [
  ['The note says ', ' and nothing else.'],
  ['It was ', '.'],
  ['Was it ', '?'],
  ['Dort steht „', '“ geschrieben.'],
  ['On y lit ', ', je crois.'],
  ['(', ')'],
  ['"', '"'],
  ["'", "'"],
  ['<b>', '</b>'],
  ['{"value":"', '"}'],
  ['{\\"value\\":\\"', '\\"}'],
  ['value=', '&page=1'],
  ['a,', ',b'],
  ['a;', ';b'],
  ['| ', ' |'],
  ['a\t', '\tb'],
  ['first line\n', '\nlast line'],
  ['first line\\n', '\\nlast line'],
  ['- ', '\n- '],
  ['🙂 ', ' 🙂'],
  ['値は', 'です'],
];

export const frame: fc.Arbitrary<Frame> = fc.constantFrom(...FRAMES);

/** As `frame`, or nothing at all. */
export const frameOrNone: fc.Arbitrary<Frame> = fc.constantFrom<Frame>(['', ''], ...FRAMES);
