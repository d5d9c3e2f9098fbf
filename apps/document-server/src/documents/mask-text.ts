// Removes personal data from text on its way into the store, and counts what was removed.
import type { Sanitizer } from '@portcullis/pii-sanitizer';

/** How many pieces were masked, by their kind, such as `EMAIL`. */
export type MaskCounts = Record<string, number>;

/** Masks texts of one document, and adds up what it finds. */
export interface Masker {
  (text: string): string;
  readonly counts: MaskCounts;
}

/** Makes a masker with counts of its own. */
export function createMasker(sanitizer: Pick<Sanitizer, 'detect' | 'redact'>): Masker {
  const counts: MaskCounts = {};
  const mask = (text: string): string => {
    const masked = sanitizer.redact(text);
    if (masked === text) return text;
    for (const { type } of sanitizer.detect(text)) counts[type] = (counts[type] ?? 0) + 1;
    return masked;
  };
  return Object.assign(mask, { counts });
}

/** Adds `more` to `total`. */
export function addCounts(total: MaskCounts, more: MaskCounts): void {
  for (const [type, count] of Object.entries(more)) total[type] = (total[type] ?? 0) + count;
}
