// Names for what must not be kept, such as an address: the same for the same text, and good for nothing else.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { toLetters } from './letters.ts';

/**
 * Makes the function that names a text: `prefix` and 16 letters of a digest under a key derived from `secret` by HKDF
 * (RFC 5869).
 * @param purpose - One for each kind of text: a name of one kind says nothing about another's.
 */
export function createKeyedNames(
  purpose: string,
  prefix: string,
  secret: string | Uint8Array = randomBytes(32),
): (text: string) => string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return (text) => {
    const digest = createHmac('sha256', key).update(text).digest();
    return `${prefix}${toLetters(digest.subarray(0, 8))}`;
  };
}
