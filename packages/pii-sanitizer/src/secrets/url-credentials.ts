// The password in `scheme://user:password@host` (RFC 3986, section 3.2.1).

import { strengthOfName } from './key-words.ts';
import { oneOf } from './one-of.ts';
import { isPlaceholder } from './placeholder-value.ts';
import type { Reading } from './reading.ts';
import { TOKEN } from './strength.ts';

const MAX_AUTHORITY = 512;
const COLON = 58;
const AT = 64;
/** What ends an authority, besides white space and controls. */
const isEnd = oneOf('"#\'/<>?`');

/** The password in the authority that begins at `from`, just after '://', or undefined. */
export function readUrlCredentials(text: string, from: number): Reading | undefined {
  const limit = Math.min(text.length, from + MAX_AUTHORITY);
  let colon = -1;
  let at = -1;
  for (let i = from; i < limit; i += 1) {
    const code = text.charCodeAt(i);
    if (code === COLON && colon < 0) colon = i;
    else if (code === AT) at = i;
    else if (code <= 32 || isEnd(code)) break;
  }
  if (colon < 0 || at <= colon + 1) return undefined;
  const password = text.slice(colon + 1, at);
  // `user:password@host` shows the form.
  const secret = !isPlaceholder(password) && strengthOfName(password) < TOKEN;
  return { start: colon + 1, end: at, secret, confidence: 0.95 };
}
