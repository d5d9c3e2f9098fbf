// Finds identifiers in a text straight from the table: slow and simple, so that rows can be tried on texts without the engine.

import type { Identifier } from '../../src/identifiers/identifier.ts';
import { IDENTIFIERS } from '../../src/identifiers/identifiers.ts';

export interface Match {
  type: string;
  start: number;
  end: number;
}

interface Form {
  row: Identifier;
  proven: boolean;
  bare: boolean;
  groups: readonly string[];
  separators: string;
}

interface Candidate extends Match {
  rank: number;
  chance: number;
}

const RUN = /[0-9A-Za-z]+(?:[ ./-][0-9A-Za-z]+)*/g;
const CLASSES: Record<string, RegExp> = { '#': /\d/, A: /[A-Z]/, '*': /[A-Z\d]/ };

const byLength = new Map<number, Form[]>();
for (const row of IDENTIFIERS) {
  for (const [forms, proven] of [
    [row.proven, true],
    [row.inContext, false],
  ] as const) {
    for (const text of forms) {
      const groups = text.split(/[ ./-]/);
      const form = { row, proven, bare: /^#+$/.test(text), groups, separators: text.replace(/[^ ./-]/g, '') };
      const first = groups[0]!.length;
      byLength.set(first, [...(byLength.get(first) ?? []), form]);
    }
  }
}

const contexts = new Map(
  IDENTIFIERS.map((row) => [row.type, new RegExp(row.context.map(pattern).join('|'), 'u')]),
);

function pattern(phrase: string): string {
  const body = phrase.replace(/ /g, "[ _.'-]?");
  const capital = phrase !== phrase.toLowerCase();
  return capital
    ? `(?<![\\p{L}\\d])${body}(?![\\p{L}\\d])`
    : `(?<!\\p{L})(?:${[...body].map((char) => (/[a-z]/.test(char) ? `[${char}${char.toUpperCase()}]` : char)).join('')})`;
}

/** Latin letters without their accents, of the same length. */
function fold(text: string): string {
  return [...text]
    .map((char) => {
      const base = char.normalize('NFD').replace(/\p{M}/gu, '');
      return base.length === char.length ? base : char;
    })
    .join('')
    .replace(/ø/g, 'o')
    .replace(/Ø/g, 'O')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l');
}

function hasContext(row: Identifier, folded: string, start: number, end: number): boolean {
  const near = contexts.get(row.type)!;
  return near.test(folded.slice(Math.max(0, start - 60), start)) || near.test(folded.slice(end, end + 30));
}

/** Every identifier in the text, sorted and disjoint. */
export function findIdentifiers(text: string): Match[] {
  const folded = fold(text);
  const whole = text.trim();
  const found: Candidate[] = [];
  for (const run of text.matchAll(RUN)) {
    const groups = run[0].split(/[ ./-]/);
    const offsets: number[] = [];
    let at = run.index;
    for (const group of groups) {
      offsets.push(at);
      at += group.length + 1;
    }
    const separator = (index: number) => text.charAt(offsets[index]! - 1);
    groups.forEach((group, from) => {
      const start = offsets[from]!;
      const before = text.charAt(start - 1);
      if (from > 0 ? before !== ' ' : /[\w@#]/.test(before) && before !== '_' && before !== '#') return;
      if (from > 0 && /^\d+$/.test(groups[from - 1]!) && groups.length - from < 0) return;
      for (const form of byLength.get(group.length) ?? []) {
        const to = from + form.groups.length;
        if (to > groups.length) continue;
        const last = offsets[to - 1]! + groups[to - 1]!.length;
        if (to < groups.length ? separator(to) !== ' ' : /[\w@]/.test(text.charAt(last))) continue;
        if (
          form.separators.includes(' ') &&
          ((from > 0 && /^\d+$/.test(groups[from - 1]!)) || (to < groups.length && /^\d+$/.test(groups[to]!)))
        )
          continue;
        let same = true;
        for (let index = 0; same && index < form.groups.length; index += 1) {
          const have = groups[from + index]!.toUpperCase();
          const want = form.groups[index]!;
          same =
            have.length === want.length &&
            (index === 0 || separator(from + index) === form.separators[index - 1]) &&
            [...have].every((char, place) => CLASSES[want[place]!]!.test(char));
        }
        if (!same) continue;
        const compact = groups.slice(from, to).join('').toUpperCase();
        if (!form.row.check(compact)) continue;
        const context = hasContext(form.row, folded, start, last);
        const isWhole = whole.length === last - start && (!form.bare || form.row.chance <= 0.11);
        if (!context && !form.proven && !isWhole) continue;
        found.push({ type: form.row.type, start, end: last, rank: context ? 2 : 1, chance: form.row.chance });
      }
    });
  }
  found.sort((a, b) => b.rank - a.rank || b.end - b.start - (a.end - a.start) || a.chance - b.chance);
  const kept: Match[] = [];
  for (const { type, start, end } of found) {
    if (!kept.some((other) => start < other.end && other.start < end)) kept.push({ type, start, end });
  }
  return kept.sort((a, b) => a.start - b.start);
}
