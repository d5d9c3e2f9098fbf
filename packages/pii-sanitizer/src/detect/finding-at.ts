import type { Finding } from '../types.ts';

/** What was found at `[start, end)`. */
export function findingAt(type: string, start: number, end: number, confidence: number): Finding {
  return { type, start, end, confidence };
}
