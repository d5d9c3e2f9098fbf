// Makes findings of several detectors disjoint.
import type { Finding } from '../types.ts';
import { joinSpans } from '../values/join-spans.ts';

/** Findings in order. Where some overlap, they become one that covers them all, of the type that is surest. */
export function joinFindings(findings: readonly Finding[]): Finding[] {
  return joinSpans(findings, (last, next) => {
    const { type, confidence } = next.confidence > last.confidence ? next : last;
    return { type, start: last.start, end: Math.max(last.end, next.end), confidence };
  });
}
