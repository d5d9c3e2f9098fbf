// The ids of documents: opaque, and without digits, so that no detector takes one for a number.
import { createHash } from 'node:crypto';

const LETTERS = 'bcdfghjkmnpqrstvwxyz';
const LENGTH = 20;
const FORM = new RegExp(`^doc_[${LETTERS}]{${LENGTH}}$`);

/**
 * Makes an id out of the SHA-256 of `name`: the same in every process. A guessed name can be checked against its id, so it
 * must hold nothing that is masked.
 * @param name - The path below the folder, with `/` between its parts, where there is nothing in it to mask.
 */
export function documentId(name: string): string {
  const digest = createHash('sha256').update(name.normalize('NFC')).digest('hex');
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
