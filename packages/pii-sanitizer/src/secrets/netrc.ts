// Passwords in .netrc: https://everything.curl.dev/usingcurl/netrc.html
import { groupAt } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { secretAt } from './secret-at.ts';

const ENTRY =
  /(?:machine[ \t]{1,8}\S{1,255}|default)(?:\s{1,16}(?:login|account)\s{1,8}\S{1,128}){0,2}\s{1,16}password\s{1,8}(\S{1,256})/y;

/** The password of the entry that begins at `at`, or undefined. */
export function readNetrc(text: string, at: number): Finding | undefined {
  const password = groupAt(ENTRY, text, at);
  if (password === '') return undefined;
  const end = ENTRY.lastIndex;
  return secretAt(end - password.length, end, password.startsWith('[') ? 0 : 0.9);
}
