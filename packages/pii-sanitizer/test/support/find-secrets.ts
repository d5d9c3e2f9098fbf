// The secrets that a sanitizer finds.
import { createSanitizer } from '../../src/sanitizer.ts';
import type { Finding } from '../../src/types.ts';

const sanitizer = createSanitizer({ types: ['SECRET'] });

export function findSecrets(text: string): Finding[] {
  return sanitizer.detect(text);
}
