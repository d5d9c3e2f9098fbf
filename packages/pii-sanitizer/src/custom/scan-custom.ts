// Runs the user's detectors over a text.
import type { Finding } from '../types.ts';
import type { CustomDetector } from './custom-detector.ts';
import { joinFindings } from './join-findings.ts';

/** Adds what the detectors find, in order and disjoint, to an empty list. */
export function scanCustom(
  detectors: readonly CustomDetector[],
  text: string,
  out: Finding[],
  key: string | undefined,
): void {
  for (const detector of detectors) detector.scan(text, out, key);
  if (detectors.length < 2 || out.length < 2) return;
  const joined = joinFindings(out);
  out.length = 0;
  for (const finding of joined) out.push(finding);
}
