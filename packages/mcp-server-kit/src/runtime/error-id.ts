// Ids that tie what a client is told to a line in the log.
import { randomBytes } from 'node:crypto';

// Letters only: no detector of personal data can mistake such an id for a number.
const LETTERS = 'abcdefghjkmnpqrs';

/** Makes a random id of 16 letters, 64 bits. */
export function createErrorId(): string {
  let id = '';
  for (const byte of randomBytes(8)) id += LETTERS.charAt(byte >> 4) + LETTERS.charAt(byte & 15);
  return id;
}

/** What a client is told of a failure that nobody foresaw. */
export function internalErrorMessage(errorId: string): string {
  return `Internal error. Error id: ${errorId}. The operator finds the details in the server's log.`;
}
