// Makes findings of several detectors disjoint.
import { findingAt } from '../detect/finding-at.ts';
import type { Finding } from '../types.ts';
import { joinSpans } from '../values/join-spans.ts';

/** Findings in order. Where some overlap, they become one that covers them all, of the type that is surest. */
export function joinFindings(findings: readonly Finding[]): Finding[] {
  return joinSpans(findings, (last, next) => {
    const { type, confidence } = next.confidence > last.confidence ? next : last;
    return findingAt(type, last.start, Math.max(last.end, next.end), confidence);
  });
}
