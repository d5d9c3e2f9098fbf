// Blocks of private keys: PEM (RFC 7468), OpenSSH, PGP (RFC 9580), SSH2, and the files of PuTTY.

import { SPACE } from '../text/ascii.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { oneOf } from '../text/one-of.ts';
import type { Finding } from '../types.ts';
import { MAX_SECRET_CHARS } from './limits.ts';
import { secretAt } from './secret-at.ts';

const HEADER = /BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/y;
/** What follows a header is a line of base64 or of headers, in the lines of a file or with `\n` written out. */
const BODY = /(?:\s|\\[nrt]|["'+,>|-]){0,24}(?:[A-Za-z0-9+/=:,-]{16}|(?:Proc-Type|Version|Comment|Hash): )/y;
const END = /-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/;

/** https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html */
const PUTTY = 'Private-Lines';
const PUTTY_END = /Private-MAC: ?[0-9a-f]{32,64}/;

/** The block whose header has the B of BEGIN at `at`, or undefined. One without an end goes on to the limit. */
export function readPrivateKey(text: string, at: number): Finding | undefined {
  let start = at;
  while (start > at - 6 && isDash(text.charCodeAt(start - 1))) start -= 1;
  while (text.charCodeAt(start) === SPACE) start += 1;
  const body = start > at - 4 ? -1 : endOfMatch(HEADER, text, at);
  return body > 0 && endOfMatch(BODY, text, body) > 0 ? block(text, start, body, END) : undefined;
}

/** Hyphens, and the blank behind them in SSH2. */
const isDash = oneOf('- ');

/** The private part of a file of PuTTY, whose length the colon at `colon` announces, or undefined. */
export function readPuttyKey(text: string, colon: number): Finding | undefined {
  return text.startsWith(PUTTY, colon - PUTTY.length)
    ? block(text, colon + 1, colon + 1, PUTTY_END)
    : undefined;
}

function block(text: string, start: number, body: number, pattern: RegExp): Finding {
  const limit = Math.min(text.length, start + MAX_SECRET_CHARS);
  const found = pattern.exec(text.slice(body, limit));
  const end = found === null ? limit : body + found.index + found[0].length;
  return secretAt(start, end, 0.99);
}
