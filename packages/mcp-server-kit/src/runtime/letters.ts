// Ids for people to read and pass on.

// Letters only: no detector of personal data can mistake such an id for a number.
const LETTERS = 'abcdefghjkmnpqrs';

/** Writes bytes in letters, two each. */
export function toLetters(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += LETTERS.charAt(byte >> 4) + LETTERS.charAt(byte & 15);
  return text;
}
