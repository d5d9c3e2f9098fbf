// Runs the scanners in order of trust: secrets, then e-mail addresses, then numbers, each outside what came before.
import { scanEmails } from './email.ts';
import { scanNumbers } from './numbers.ts';
import { scanSecrets } from './secrets/scan-secrets.ts';
import type { Finding } from './types.ts';

const NONE: readonly Finding[] = [];

/** All findings in a text, sorted and disjoint. */
export function detect(text: string): Finding[] {
  const found: Finding[] = [];
  scanSecrets(text, found);
  scanEmails(text, settled(found), found);
  scanNumbers(text, settled(found), found);
  return found.length > 1 ? found.sort(byStart) : found;
}

/** A sorted copy of what is found so far, so that a scanner can add to the list while it reads it. */
function settled(found: readonly Finding[]): readonly Finding[] {
  return found.length === 0 ? NONE : found.toSorted(byStart);
}

function byStart(a: Finding, b: Finding): number {
  return a.start - b.start;
}
