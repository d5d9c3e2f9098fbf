// Turns a template such as `yymmdd-####` into an arbitrary of strings that look like the identifier.
import fc from 'fast-check';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PIECES = /yyyymmdd|yymmdd|ddmmyyyy|ddmmyy|\[[^\]]+\]|\{[^}]+\}|./g;

const two = (value: number) => String(value % 100).padStart(2, '0');
const date = fc.date({ min: new Date('1930-01-01'), max: new Date('2022-12-31'), noInvalidDate: true });

function piece(token: string): fc.Arbitrary<string> {
  if (token === '#') return fc.constantFrom(...DIGITS);
  if (token === 'A') return fc.constantFrom(...LETTERS);
  if (token === '*') return fc.constantFrom(...DIGITS, ...LETTERS);
  if (token.startsWith('[')) return fc.constantFrom(...token.slice(1, -1));
  if (token.startsWith('{')) return fc.constantFrom(...token.slice(1, -1).split('|'));
  if (token.length === 1) return fc.constant(token);
  return date.map((day) => {
    const parts: Record<string, string> = {
      yyyy: String(day.getUTCFullYear()),
      yy: two(day.getUTCFullYear()),
      mm: two(day.getUTCMonth() + 1),
      dd: two(day.getUTCDate()),
    };
    return token.replace(/yyyy|yy|mm|dd/g, (name) => parts[name] ?? '');
  });
}

/** `#` a digit, `A` a letter, `*` either, `[XYZ]` one of these, `{AB|CD}` one of these words, `yymmdd` and its like a date; anything else is itself. */
export function template(text: string): fc.Arbitrary<string> {
  const pieces = (text.match(PIECES) ?? []).map(piece);
  return fc.tuple(...pieces).map((parts) => parts.join(''));
}

/** Every string of a form made of `#`, `A` and `*`. */
export function everyFill(form: string): string[] {
  let all = [''];
  for (const token of form) {
    const chars = token === '#' ? DIGITS : token === 'A' ? LETTERS : DIGITS + LETTERS;
    all = all.flatMap((text) => [...chars].map((char) => text + char));
  }
  return all;
}
