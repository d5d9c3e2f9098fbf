// The ids of documents: stable for a path, opaque, and without digits, so that no detector takes one for a number.
import { createHash } from 'node:crypto';

const LETTERS = 'bcdfghjkmnpqrstvwxyz';
const LENGTH = 20;
const FORM = new RegExp(`^doc_[${LETTERS}]{${LENGTH}}$`);

/**
 * Makes the id of the document at `relativePath` out of the path's SHA-256, so that the id does not tell the name.
 * @param relativePath - The path below the folder, with `/` between its parts.
 */
export function documentId(relativePath: string): string {
  const digest = createHash('sha256').update(relativePath.normalize('NFC')).digest('hex');
  let rest = BigInt(`0x${digest}`);
  const base = BigInt(LETTERS.length);
  let letters = '';
  while (letters.length < LENGTH) {
    letters += LETTERS[Number(rest % base)];
    rest /= base;
  }
  return `doc_${letters}`;
}

/** Whether `id` has exactly the form that {@link documentId} makes. */
export function isValidDocId(id: string): boolean {
  return FORM.test(id);
}

/** The URI under which clients read the document `id`. */
export function documentUri(id: string): string {
  return `resource://documents/${id}`;
}
