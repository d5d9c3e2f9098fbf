// Names the rules by which documents are read and masked, so that a stored text is never older than its rules.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Raise it when reading changes, so that stored documents are read again. */
const READING = 2;

/** Changes with this program's way of reading and with the sanitizer that is installed. */
export function currentRules(): string {
  const sanitizer = readFileSync(fileURLToPath(import.meta.resolve('@portcullis/pii-sanitizer')));
  return `${READING}-${createHash('sha256').update(sanitizer).digest('hex').slice(0, 32)}`;
}
