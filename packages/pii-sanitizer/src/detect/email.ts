// E-mail addresses: find each '@' and walk outwards by hand. A local part cannot hold an '@', so no stretch of text is
// walked twice in the same direction and the scan is linear, where a regular expression would be quadratic.

import { BACKSLASH, DASH, DOT, NEWLINE, PERCENT, PLUS } from '../text/ascii.ts';
import { isAlnum, isAlpha, isDigit, isForeignLetter, isName } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { isEscapeLetter } from '../text/escape.ts';
import type { Finding } from '../types.ts';
import { findingAt } from './finding-at.ts';
import { Gaps } from './gaps.ts';

/** RFC 5321, section 4.5.3.1: octets of a local part and of a domain. */
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;

/** The end of a domain with which a line begins. `left-pad@latest` with `cd build.sh` below has none. */
const REST =
  /[a-z0-9-]{0,40}\.(?:[a-z0-9-]{1,40}\.)?(?:com|org|net|edu|gov|io|dev|app|co|uk|de|fr|es|it|nl|ch|at|be|eu|us|ca|au|in|br|mx|pl|se|no|dk|fi|ie|pt|jp)(?![a-z0-9-])/iy;

/** What ends the names of files and of the units of systemd: `logo@2x.png`, `cron@daily.service`. */
const FILE = /^(?:png|jpe?g|gif|svg|webp|css|html|service)$/i;

/** Adds the e-mail addresses outside `spans` to `out`. */
export function scanEmails(text: string, spans: readonly Finding[], out: Finding[]): void {
  let at = text.indexOf('@');
  if (at < 0) return;
  const gaps = new Gaps();
  gaps.reset(spans, text.length);
  let taken = 0;
  for (; at >= 0; at = text.indexOf('@', at + 1)) {
    if (!gaps.contains(at)) continue;
    const start = startOfLocal(text, at, Math.max(gaps.from, taken));
    if (start === at) continue;
    const end = endOfDomain(text, at + 1, gaps.to);
    if (end < 0) continue;
    out.push(findingAt('EMAIL', start, end, 0.99));
    taken = end;
  }
}

function startOfLocal(text: string, at: number, from: number): number {
  const least = Math.max(from, at - MAX_LOCAL);
  // `jane\@example.com` in Markdown.
  let start = text.charCodeAt(at - 1) === BACKSLASH ? at - 1 : at;
  while (start > least && isLocal(text.charCodeAt(start - 1))) start -= 1;
  while (start < at && !isName(text.charCodeAt(start))) start += 1;
  // `\\njane@example.com` in JSON or code starts behind the escaped line break.
  if (
    start > from &&
    start < at - 1 &&
    text.charCodeAt(start - 1) === BACKSLASH &&
    isEscapeLetter(text.charCodeAt(start))
  )
    start += 1;
  return start;
}

/** The end of the longest stretch that ends in a top-level domain, or -1. */
function endOfDomain(text: string, from: number, to: number): number {
  if (isVersion(text, from)) return -1;
  const limit = Math.min(to, from + MAX_DOMAIN);
  let end = from;
  let best = -1;
  let hasBreak = false;
  while (end < limit) {
    // A line break may stand within the first name, as long as no whole domain has been read.
    if (
      best < 0 &&
      !hasBreak &&
      end > from &&
      text.charCodeAt(end) === NEWLINE &&
      endOfMatch(REST, text, end + 1) >= 0
    ) {
      hasBreak = true;
      end += 1;
    }
    const code = text.charCodeAt(end);
    if (!isLabel(code) && code !== DOT) break;
    const dot = code === DOT && end > from;
    end += 1;
    if (!dot) continue;
    const tld = endOfTopLevel(text, end, limit);
    // A label that goes on past the limit is not a whole one.
    if (tld < 0 || (tld === limit && limit < to && isLabel(text.charCodeAt(limit)))) continue;
    best = tld;
    end = tld;
  }
  return best;
}

/** The end of a label that may be a top-level domain: two letters or more, or a punycode label. */
function endOfTopLevel(text: string, from: number, to: number): number {
  let end = from;
  if (text.startsWith('xn--', from)) {
    while (end < to && isLabel(text.charCodeAt(end))) end += 1;
    return end;
  }
  while (end < to && isLetter(text.charCodeAt(end))) end += 1;
  const next = end < to ? text.charCodeAt(end) : DOT;
  return end - from >= 2 && !isDigit(next) && !FILE.test(text.slice(from, end)) ? end : -1;
}

/** `package@1.2.3-beta.rc` is a release, not a mailbox. */
function isVersion(text: string, from: number): boolean {
  let at = from;
  while (at < from + 8 && isDigit(text.charCodeAt(at))) at += 1;
  return at > from && text.charCodeAt(at) === DOT && isDigit(text.charCodeAt(at + 1));
}

function isLetter(code: number): boolean {
  return isAlpha(code) || isForeignLetter(code);
}

/** Letters, digits and . _ % + - ' */
function isLocal(code: number): boolean {
  return isName(code) || code === DOT || code === DASH || code === PERCENT || code === 39 || code === PLUS;
}

function isLabel(code: number): boolean {
  return isAlnum(code) || code === DASH || isForeignLetter(code);
}
