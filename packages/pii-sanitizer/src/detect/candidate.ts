// What a rule makes of a stretch of text, before the best of overlapping readings is chosen.
import type { Finding } from '../types.ts';

/** A reading with how far the word is that speaks for it; -1: there is none, and the form is proof enough. */
export interface Candidate extends Finding {
  distance: number;
}

/** The readings to keep: the surest first, then the longer, none over another; sorted by place. */
export function choose(candidates: Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates;
  const kept: Candidate[] = [];
  for (const candidate of candidates.sort(bySureness)) {
    if (kept.every(({ start, end }) => end <= candidate.start || candidate.end <= start))
      kept.push(candidate);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function bySureness(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start;
}
