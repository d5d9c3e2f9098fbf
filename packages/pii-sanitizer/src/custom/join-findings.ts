// Makes findings of several detectors disjoint.
import type { Finding } from '../types.ts';

/** Findings in order. Where some overlap, they become one that covers them all, of the type that is surest. */
export function joinFindings(findings: readonly Finding[]): Finding[] {
  const result: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || finding.start >= last.end) {
      result.push(finding);
      continue;
    }
    const { type, confidence } = finding.confidence > last.confidence ? finding : last;
    result[result.length - 1] = { type, start: last.start, end: Math.max(last.end, finding.end), confidence };
  }
  return result;
}
