// Chooses among the readings of a stretch of text that overlap.
import type { Finding } from '../types.ts';

/** The readings to keep: the surest first, then the longer, none over another; sorted by place. */
export function choose(candidates: Finding[]): readonly Finding[] {
  if (candidates.length < 2) return candidates;
  const kept: Finding[] = [];
  for (const candidate of candidates.sort(bySureness)) {
    if (kept.every(({ start, end }) => end <= candidate.start || candidate.end <= start))
      kept.push(candidate);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function bySureness(a: Finding, b: Finding): number {
  return b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start;
}
