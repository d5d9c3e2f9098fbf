// The password in `scheme://user:password@host` (RFC 3986, section 3.2.1).
import { Strength, strengthOfName } from './key-words.ts';
import { isPlaceholder } from './placeholder-value.ts';
import type { Reading } from './reading.ts';

const MAX_AUTHORITY = 512;
const COLON = 58;
const AT = 64;

/** The password in the authority that begins at `from`, just after '://', or undefined. */
export function readUrlCredentials(text: string, from: number): Reading | undefined {
  const limit = Math.min(text.length, from + MAX_AUTHORITY);
  let colon = -1;
  let at = -1;
  for (let i = from; i < limit; i += 1) {
    const code = text.charCodeAt(i);
    if (code === COLON && colon < 0) colon = i;
    else if (code === AT) at = i;
    else if (code < 48 ? isLowEnd(code) : code === 60 || code === 62 || code === 63 || code === 96) break;
  }
  if (colon < 0 || at <= colon + 1) return undefined;
  const password = text.slice(colon + 1, at);
  // `user:password@host` shows the form.
  const secret = !isPlaceholder(password) && strengthOfName(password) < Strength.TOKEN;
  return { start: colon + 1, end: at, secret, confidence: 0.95 };
}

/** White space and controls, and " # ' / among the characters below the digits; < > ? ` are tested beside. */
function isLowEnd(code: number): boolean {
  return code <= 32 || code === 34 || code === 35 || code === 39 || code === 47;
}
