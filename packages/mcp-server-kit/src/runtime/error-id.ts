// Ids that tie what a client is told to a line in the log.
import { randomBytes } from 'node:crypto';
import { toLetters } from './letters.ts';

/** Makes a random id of 16 letters, 64 bits. */
export function createErrorId(): string {
  return toLetters(randomBytes(8));
}

/** What a client is told of a failure that nobody foresaw. */
export function internalErrorMessage(errorId: string): string {
  return `Internal error. Error id: ${errorId}. The operator finds the details in the server's log.`;
}
