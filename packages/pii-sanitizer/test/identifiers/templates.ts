// Turns a template such as `yymmdd-####` into an arbitrary of strings that look like the identifier.
import fc from 'fast-check';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PIECES = /yyyymmdd|yymmdd|ddmmyy|ddmm|\[[^\]]+\]|\{[^}]+\}|./g;

const two = (value: number) => String(value % 100).padStart(2, '0');
const date = fc.date({ min: new Date('1930-01-01'), max: new Date('2022-12-31'), noInvalidDate: true });

/** `1-4A` is 1, 2, 3, 4 and A. */
function range(chars: string): string {
  return chars.replace(/(\d)-(\d)/g, (_, from, to) => DIGITS.slice(Number(from), Number(to) + 1));
}

/**
 * A 29th of February comes only where the template says the year with it: another piece would make it a year without one.
 * `00` may be 1900, which had none.
 */
function datesFor(token: string): fc.Arbitrary<Date> {
  return date.filter((day) => {
    if (day.getUTCMonth() !== 1 || day.getUTCDate() !== 29) return true;
    return token.includes('yyyy') || (token.includes('yy') && day.getUTCFullYear() !== 2000);
  });
}

function piece(token: string): fc.Arbitrary<string> {
  if (token === '#') return fc.constantFrom(...DIGITS);
  if (token === 'A') return fc.constantFrom(...LETTERS);
  if (token === '*') return fc.constantFrom(...DIGITS, ...LETTERS);
  if (token.startsWith('[')) return fc.constantFrom(...range(token.slice(1, -1)));
  if (token.startsWith('{')) return fc.constantFrom(...token.slice(1, -1).split('|'));
  if (token.length === 1) return fc.constant(token);
  return datesFor(token).map((day) => {
    const parts: Record<string, string> = {
      yyyy: String(day.getUTCFullYear()),
      yy: two(day.getUTCFullYear()),
      mm: two(day.getUTCMonth() + 1),
      dd: two(day.getUTCDate()),
    };
    return token.replace(/yyyy|yy|mm|dd/g, (name) => parts[name] ?? '');
  });
}

/**
 * `#` a digit, `A` a letter, `*` either, `[XYZ]` or `[1-4]` one of these, `{AB|CD}` one of these words, `yymmdd` and the like a
 * date; anything else is itself.
 */
export function template(text: string): fc.Arbitrary<string> {
  const pieces = (text.match(PIECES) ?? []).map(piece);
  return fc.tuple(...pieces).map((parts) => parts.join(''));
}

/** Every string of a form made of `#`, `A` and `*`; anything else in it is itself. */
export function everyFill(form: string): string[] {
  let all = [''];
  for (const token of form) {
    const chars = { '#': DIGITS, A: LETTERS, '*': DIGITS + LETTERS }[token] ?? token;
    all = all.flatMap((text) => [...chars].map((char) => text + char));
  }
  return all;
}
