// Finds identifiers in a text straight from the table, slowly and simply: what the rows mean, however the detector reads them.
import type { Identifier } from '../../src/identifiers/identifier.ts';
import { IDENTIFIERS } from '../../src/identifiers/identifiers.ts';

/** One identifier in a text. */
export interface Match {
  type: string;
  value: string;
}

interface Candidate extends Match {
  start: number;
  end: number;
  isNamed: boolean;
  chance: number;
}

const BEFORE = 60;
const AFTER = 30;
const CLASSES: Readonly<Record<string, string>> = { '#': '\\d', A: '[A-Za-z]', '*': '[A-Za-z\\d]' };

const ROWS = IDENTIFIERS.map((row) => ({
  row,
  context: new RegExp(row.context.map(phrase).join('|'), 'u'),
  forms: [
    ...row.proven.map((form) => ({ pattern: shape(form), isProven: true })),
    ...row.inContext.map((form) => ({ pattern: shape(form), isProven: false })),
  ],
}));

/** The form where it stands by itself: no letter, digit or joined-on piece before or behind it, and no further group of digits. */
function shape(form: string): RegExp {
  const body = [...form].map((char) => CLASSES[char] ?? `[${char}]`).join('');
  const [before, after] = form.includes(' ') ? ['(?<!\\d )', '(?! \\d)'] : ['', ''];
  return new RegExp(`(?<![A-Za-z\\d][-./]?)${before}${body}(?![-./]?[A-Za-z\\d])${after}`, 'g');
}

function phrase(words: string): string {
  if (/^[A-Z\d]+$/.test(words)) return `(?<![\\p{L}\\d])${words}(?![\\p{L}\\d])`;
  const letters = words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  return `(?<!\\p{L})${letters.replaceAll(' ', "[ _.'’-]{0,2}")}`;
}

/** The text with Latin letters bare of their accents, one for one. */
function folded(text: string): string {
  return [...text]
    .map((char) => (/\p{Script=Latin}/u.test(char) ? char.normalize('NFD').charAt(0) : char))
    .join('')
    .replaceAll('ø', 'o');
}

function isNamed(text: string, context: RegExp, start: number, end: number): boolean {
  return (
    context.test(text.slice(Math.max(0, start - BEFORE), start)) || context.test(text.slice(end, end + AFTER))
  );
}

function candidates(text: string, { row, context, forms }: (typeof ROWS)[number]): Candidate[] {
  return forms.flatMap(({ pattern, isProven }) =>
    [...text.matchAll(pattern)].flatMap(({ 0: value, index }) => {
      if (!passes(row, value)) return [];
      const end = index + value.length;
      const named = isNamed(text, context, index, end);
      if (!named && !isProven && value !== text) return [];
      return [{ type: row.type, value, start: index, end, isNamed: named, chance: row.chance }];
    }),
  );
}

function passes(row: Identifier, value: string): boolean {
  return row.check(value.replace(/[ ./-]/g, '').toUpperCase());
}

/** Every identifier in the text, none over another: those that a word speaks for first, then the longer, then the rarer. */
export function findIdentifiers(text: string): Match[] {
  const plain = folded(text);
  const found = ROWS.flatMap((row) => candidates(plain, row));
  found.sort(
    (a, b) => Number(b.isNamed) - Number(a.isNamed) || b.value.length - a.value.length || a.chance - b.chance,
  );
  const kept: Candidate[] = [];
  for (const one of found)
    if (kept.every(({ start, end }) => end <= one.start || one.end <= start)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start).map(({ type, value }) => ({ type, value }));
}
