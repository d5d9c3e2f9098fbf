// National, sector and device identifiers in a run: by the forms of the table, their checks, and the words round them.
import type { Candidate } from './candidate.ts';
import { compactOf, type Form, type FormIndex, fits, type Shape } from './form-index.ts';
import { isFreeAfter } from './placement.ts';
import type { Run } from './run.ts';
import type { Surroundings } from './surroundings.ts';

/** A word that speaks of the identifier has to be this near, in characters. */
const NEAR = 62;

/** Where a scan looks. */
export interface Place {
  readonly text: string;
  readonly run: Run;
  readonly to: number;
  readonly around: Surroundings;
  isWhole(start: number, end: number): boolean;
}

/** Adds the identifiers that start at group `first`, which is free before, to `out`. */
export function matchIdentifiers(place: Place, first: number, index: FormIndex, out: Candidate[]): void {
  const { text, run, to } = place;
  const start = run.starts[first] as number;
  let last = first;
  for (let node = index.start(run, first); node !== undefined; node = index.step(node, run, last)) {
    const { shapes } = node;
    if (shapes.length > 0 && isFreeAfter(text, run, last, to)) {
      for (const shape of shapes)
        if (fits(text, start, shape.pattern)) matchShape(place, shape, start, run.ends[last] as number, out);
    }
    last += 1;
  }
}

function matchShape(place: Place, shape: Shape, start: number, end: number, out: Candidate[]): void {
  const around = place.around.at(start, end);
  const isWhole = place.isWhole(start, end);
  let compact: string | undefined;
  for (const form of shape.forms) {
    const distance = around.distance(form.context);
    const isNear = distance >= 0 && distance <= NEAR;
    // Most numbers have no word near them: the checks are for the few that have.
    if (!isNear && !form.isProven && !isWhole) continue;
    compact ??= compactOf(place.text, start, end);
    if (!form.identifier.check(compact)) continue;
    out.push({
      type: form.identifier.type,
      start,
      end,
      confidence: surenessOf(form, isNear ? distance : -1),
      distance: isNear ? distance : -1,
    });
  }
}

/** A word near by outweighs a form that is proof by itself; the nearer the word and the rarer the form, the surer. */
function surenessOf({ identifier, isProven }: Form, distance: number): number {
  if (distance >= 0) return 0.96 - distance / 1000 - identifier.chance / 1000 + (isProven ? 0.02 : 0);
  return (isProven ? 0.86 : 0.6) - identifier.chance / 10;
}
