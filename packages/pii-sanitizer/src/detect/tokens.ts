// Long tokens that hold a digit: UUIDs and hashes, which are nobody's, secret keys, addresses of wallets.

import { MIN_KEY_CHARS } from '../secrets/limits.ts';
import { matchNamedPassword, matchSecretToken } from '../secrets/secret-token.ts';
import { DASH, EQUALS, PLUS, UNDERSCORE } from '../text/ascii.ts';
import { isAlnum, isHex, isMark } from '../text/chars.ts';
import type { Source } from '../text/codes.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { matchCryptoAddress } from './crypto-address.ts';

const UUID = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![0-9A-Za-z-])/y;
/** The shortest address of a wallet, and the shortest hash. */
const MIN_ADDRESS = 26;
const MIN_HASH = 32;

/** Where the UUID or the hash ends that the word `[start, end)` begins; 0 or less when there is none. */
export function endOfHash({ text, codes }: Source, start: number, end: number): number {
  const size = end - start;
  if (size === 8 && codes[end] === DASH) return endOfMatch(UUID, text, start);
  return size >= MIN_HASH && isAllHex(codes, start, end) ? end : 0;
}

/** Looks at each token once, however many words it has. */
export class Tokens {
  /** Where the token ends that was looked at last. */
  #end = 0;
  readonly #wantsSecrets: boolean;

  constructor(wantsSecrets: boolean) {
    this.#wantsSecrets = wantsSecrets;
  }

  /** Starts over, on another text. */
  begin(): void {
    this.#end = 0;
  }

  /** The key or the address that the token round the word `[start, end)` is, if it is one. */
  match(
    { text, codes }: Source,
    start: number,
    end: number,
    hasLetters: boolean,
    from: number,
    to: number,
  ): Finding | undefined {
    if (start >= this.#end) {
      let left = start;
      while (left > from && isTokenPart(codes[left - 1] as number)) left -= 1;
      let right = end;
      while (right < to && isTokenPart(codes[right] as number)) right += 1;
      this.#end = right;
      const match = right - left < MIN_KEY_CHARS ? matchNamedPassword : matchSecretToken;
      // Digits alone are no key.
      if (this.#wantsSecrets && (hasLetters || (match === matchSecretToken && right - left > end - start))) {
        const secret = match(text, left, right, from, to);
        if (secret !== undefined) return secret;
      }
    }
    return hasLetters && end - start >= MIN_ADDRESS ? matchCryptoAddress(text, start, end) : undefined;
  }
}

/** Letters, digits and _ + / = . - */
function isTokenPart(code: number): boolean {
  return isAlnum(code) || isMark(code) || code === UNDERSCORE || code === PLUS || code === EQUALS;
}

function isAllHex(codes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isHex(codes[at] as number)) return false;
  return true;
}
