import { findingAt } from '../detect/finding-at.ts';
import type { Finding } from '../types.ts';

/** The secret at `[start, end)`; with 0 for `confidence` a placeholder or a reference, which is stepped over whole. */
export function secretAt(start: number, end: number, confidence: number): Finding {
  return findingAt('SECRET', start, end, confidence);
}
