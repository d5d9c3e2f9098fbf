// JSON Web Tokens (RFC 7519): three parts of base64url, of which the first is a JSON header with an `alg`.
import { DASH, DOT } from '../text/ascii.ts';
import { isWord } from '../text/chars.ts';
import { decodeBase64Url } from './base64-url.ts';
import { MAX_SECRET_CHARS } from './limits.ts';

const MAX_HEADER_CHARS = 1_024;
/** `{"alg":""}` is of 10 characters. */
const MIN_HEADER_CHARS = 14;
const MIN_PART_CHARS = 2;

/** The end of the token (JWS, or the five parts of JWE) that begins at `start` with `eyJ`, or -1. */
export function endOfJwt(text: string, start: number): number {
  const to = Math.min(text.length, start + MAX_SECRET_CHARS);
  const header = endOfPart(text, start, Math.min(to, start + MAX_HEADER_CHARS));
  if (text.charCodeAt(header) !== DOT || !isHeader(text.slice(start, header))) return -1;
  let end = endOfPart(text, header + 1, to);
  // The second of five parts is empty where the key is known beforehand (RFC 7516, section 7.1).
  if (end - header <= MIN_PART_CHARS && !(end === header + 1 && text.charCodeAt(end) === DOT)) return -1;
  // The signature is left out by `alg: none`, and by a log line that was cut.
  for (let part = 2; part < 5 && end < to && text.charCodeAt(end) === DOT; part += 1) {
    const next = endOfPart(text, end + 1, to);
    if (next - end <= MIN_PART_CHARS) break;
    end = next;
  }
  return end;
}

function endOfPart(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBase64Url(text.charCodeAt(at))) at += 1;
  return at;
}

function isBase64Url(code: number): boolean {
  return isWord(code) || code === DASH;
}

/** Whether a part is the base64url of a JSON object with `alg`. Not parsed in full: a failure to parse is slow, and the shape is proof. */
function isHeader(part: string): boolean {
  if (part.length < MIN_HEADER_CHARS) return false;
  const header = decodeBase64Url(part);
  return header.startsWith('{') && header.trimEnd().endsWith('}') && header.includes('"alg"');
}
