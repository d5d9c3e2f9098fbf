// National, sector and device identifiers in a run: by the forms of the table, their checks, and the words round them.
import type { Candidate } from './candidate.ts';
import type { Surroundings } from './surroundings.ts';
import { compactOf, type Form, type FormIndex } from './form-index.ts';
import { isFree } from './placement.ts';
import type { Run } from './run.ts';

const NEAR = 62;

/** Adds the identifiers that start at group `first` to `out`. */
export function matchIdentifiers(
  text: string,
  run: Run,
  first: number,
  from: number,
  to: number,
  index: FormIndex,
  isWhole: (start: number, end: number) => boolean,
  around: (start: number, end: number) => Surroundings,
  out: Candidate[],
): void {
  index.visit(text, run, first, (form, last) => {
    if (!isFree(text, run, first, last, from, to)) return;
    const start = run.starts[first] as number;
    const end = run.ends[last] as number;
    if (!form.identifier.check(compactOf(text, start, end))) return;
    const sureness = surenessOf(form, start, end, isWhole, around);
    if (sureness !== undefined) out.push({ type: form.identifier.type, start, end, ...sureness });
  });
}

/** A word near by outweighs a form that is proof by itself; the nearer the word and the rarer the form, the surer. */
function surenessOf(
  { identifier, context, isProven }: Form,
  start: number,
  end: number,
  isWhole: (start: number, end: number) => boolean,
  around: (start: number, end: number) => Surroundings,
): { confidence: number; distance: number } | undefined {
  const distance = around(start, end).distance(context);
  if (distance >= 0 && distance <= NEAR) {
    return { confidence: 0.96 - distance / 1000 - identifier.chance / 1000 + (isProven ? 0.02 : 0), distance };
  }
  if (isProven) return { confidence: 0.86 - identifier.chance / 10, distance: -1 };
  return isWhole(start, end) ? { confidence: 0.6 - identifier.chance / 10, distance: -1 } : undefined;
}
