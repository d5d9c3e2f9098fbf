// National, sector and device identifiers in a run: by the forms of the table, their checks, and the words round them.

import type { Finding } from '../types.ts';
import { findingAt } from './finding-at.ts';
import { type Form, type FormIndex, fits, type Shape } from './form-index.ts';
import * as KIND from './kind.ts';
import { isFreeAfter } from './placement.ts';
import type { Run } from './run.ts';
import type { Surroundings } from './surroundings.ts';

/** A word that speaks of the identifier has to be this near, in characters. */
const NEAR = 48;
/** Of a text that is nothing but digits, the check has to be proof enough: the share of random numbers that pass. */
const MAX_CHANCE = 0.11;

/** Where a scan looks. */
export interface Place {
  readonly run: Run;
  readonly to: number;
  readonly around: Surroundings;
  /** Whether no word near the run speaks of anything: then only what is proof by itself counts. */
  readonly isSilent: boolean;
  isWhole(start: number, end: number): boolean;
}

/** Adds the identifiers that start at group `first`, which is free before, to `out`. */
export function matchIdentifiers(place: Place, first: number, forms: FormIndex, out: Finding[]): void {
  const { run, to } = place;
  const start = run.starts[first] as number;
  let last = first;
  let hasLetters = false;
  for (let node = forms.start(run, first); node !== undefined; node = forms.step(node, run, last)) {
    const kind = run.kinds[last] as number;
    hasLetters ||= kind !== KIND.digits;
    const shapes = node.shapes[kind] as readonly Shape[];
    if (shapes.length > 0 && isFreeAfter(run, last, to)) {
      for (let index = 0; index < shapes.length; index += 1) {
        const shape = shapes[index] as Shape;
        // The sizes and the marks are right, so that digits alone fit.
        if (hasLetters ? fits(run.codes, start, shape.pattern) : !shape.needsLetters)
          matchShape(place, shape, first, last, out);
      }
    }
    last += 1;
  }
}

function matchShape(place: Place, shape: Shape, first: number, last: number, out: Finding[]): void {
  if (place.isSilent && !shape.hasProven) return;
  const { run } = place;
  const start = run.starts[first] as number;
  const end = run.ends[last] as number;
  const around = place.around.at(start, end);
  const isWhole = place.isWhole(start, end);
  let compact: string | undefined;
  for (const form of shape.forms) {
    const { identifier } = form;
    const distance = place.isSilent ? Infinity : distanceOf(form, around);
    // Most numbers have no word near them: the checks are for the few that have.
    if (
      distance > NEAR &&
      !form.isProven &&
      !(isWhole && (identifier.chance <= MAX_CHANCE || shape.hasLetters))
    )
      continue;
    compact ??= shape.hasLetters ? run.compact(first, last).toUpperCase() : run.compact(first, last);
    if (!identifier.check(compact)) continue;
    out.push(findingAt(identifier.type, start, end, surenessOf(form, distance)));
  }
}

/** How far the nearest word is; another of the same type right before is as good as a word. */
function distanceOf({ identifier, context }: Form, around: Surroundings): number {
  const distance = around.distance(context);
  return distance === Infinity && around.follows(identifier.type) ? 0 : distance;
}

/** A word near by outweighs a form that is proof by itself; the nearer the word and the rarer the form, the surer. */
function surenessOf({ identifier, isProven }: Form, distance: number): number {
  if (distance <= NEAR) return 0.96 - distance / 1000 - identifier.chance / 1000 + (isProven ? 0.02 : 0);
  return (isProven ? 0.88 : 0.6) - identifier.chance / 10;
}
