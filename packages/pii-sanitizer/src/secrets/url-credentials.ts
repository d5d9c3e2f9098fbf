// The password in `scheme://user:password@host` (RFC 3986, section 3.2.1).

import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { strengthOfName } from './key-words.ts';
import { isPlaceholder } from './placeholder-value.ts';
import { secretAt } from './secret-at.ts';
import { TOKEN } from './strength.ts';

/** Up to white space, a control, or a mark that no authority holds. */
const AUTHORITY = /[^\0- "#'/<>?`]{0,512}/y;
/** A user, and a password that nobody encoded, before what looks like a host. It begins like no port, nor stands for one. */
const RAW =
  /[^\0- "#'/:<>?@[\]`]{1,64}:(?!(?:port|\d+)[/?#])[^\0- "'/<>?@`{}]{1,64}[#/?][^\0- "'/<>@`]{0,64}@(?=[\w-]+[.:/])/iy;

/** The password in the authority that begins at `from`, just after '://', or undefined. */
export function readUrlCredentials(text: string, from: number): Finding | undefined {
  const authority = text.slice(
    from,
    Math.max(endOfMatch(AUTHORITY, text, from), endOfMatch(RAW, text, from)),
  );
  const colon = authority.indexOf(':');
  const at = authority.lastIndexOf('@');
  if (colon < 0 || at <= colon + 1) return undefined;
  const password = authority.slice(colon + 1, at);
  // `user:password@host` and `USER:DB_PASSWORD@host` show the form.
  const isForm = /^(?:[a-z_-]+|[A-Z_-]+)$/.test(password) && strengthOfName(password) >= TOKEN;
  return secretAt(from + colon + 1, from + at, isForm || isPlaceholder(password) ? 0 : 0.95);
}
