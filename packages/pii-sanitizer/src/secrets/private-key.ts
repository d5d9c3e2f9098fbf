// Blocks of private keys: PEM (RFC 7468), OpenSSH, PGP (RFC 9580), SSH2, and the files of PuTTY.
import { MAX_SECRET_CHARS } from './limits.ts';
import type { Reading } from './reading.ts';

const MAX_LABEL = 48;
const BEGIN = /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE $/;
const HEADER_END = /KEY(?: BLOCK)? ?-{4,5}/y;
/** What follows a header is a line of base64 or of headers, in the lines of a file or with `\n` written out. */
const BODY = /(?:\s|\\[nrt]|["'+,>|-]){0,24}[A-Za-z0-9+/=:,-]{16}/y;
const END = /-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/;

const PUTTY = /PuTTY-User-$/;
const PUTTY_END = /Private-MAC: ?[0-9a-f]{32,64}/;

/** The block whose header has the K of KEY at `at`, or undefined. One without an end goes on to the limit. */
export function readPrivateKey(text: string, at: number): Reading | undefined {
  if (text.startsWith('Key-File-', at)) return readPutty(text, at);
  HEADER_END.lastIndex = at;
  if (!HEADER_END.test(text)) return undefined;
  const body = HEADER_END.lastIndex;
  const before = text.slice(Math.max(0, at - MAX_LABEL - 16), at);
  const begin = BEGIN.exec(before);
  if (begin === null) return undefined;
  BODY.lastIndex = body;
  if (!BODY.test(text)) return undefined;
  return block(text, at - before.length + begin.index, body, END);
}

function readPutty(text: string, at: number): Reading | undefined {
  const name = 'PuTTY-User-'.length;
  if (!PUTTY.test(text.slice(Math.max(0, at - name), at))) return undefined;
  return block(text, at - name, at, PUTTY_END);
}

function block(text: string, start: number, body: number, pattern: RegExp): Reading {
  const limit = Math.min(text.length, start + MAX_SECRET_CHARS);
  const found = pattern.exec(text.slice(body, limit));
  const end = found === null ? limit : body + found.index + found[0].length;
  return { start, end, secret: true, confidence: 0.99 };
}
