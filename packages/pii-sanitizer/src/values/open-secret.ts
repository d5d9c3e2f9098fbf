// Key blocks and quoted secrets are the only long things that are found in text. One that is open at the end of a window
// holds the window back until it is closed.

import { BACKSLASH } from '../text/ascii.ts';

const BEGIN = '-----BEGIN';
const END = '-----END';
/** What opens a quoted value: a separator, blanks, perhaps escaped. */
const OPENER = /[:=][ \t]{0,16}(\\{0,3})(["'`])/g;
/** The longest name before the separator. */
const NAME = 64;

/** The start of the first block or quoted value in text[from, cut) that is not closed, within `longest` of the end; else `cut`. */
export function openSecretAt(text: string, from: number, cut: number, longest: number): number {
  const least = Math.max(from, text.length - longest);
  return Math.max(from, Math.min(cut, openBlock(text, least, cut), openQuote(text, least, cut)));
}

function openBlock(text: string, least: number, cut: number): number {
  const ended = text.lastIndexOf(END);
  const begun = text.indexOf(BEGIN, Math.max(least, ended));
  return begun < 0 ? cut : begun;
}

/** A quoted value ends with its line. */
function openQuote(text: string, least: number, cut: number): number {
  const line = text.lastIndexOf('\n') + 1;
  if (line >= cut) return cut;
  OPENER.lastIndex = Math.max(least - NAME, line);
  for (let hit = OPENER.exec(text); hit !== null && hit.index < cut; hit = OPENER.exec(text)) {
    const close = endOfQuote(text, OPENER.lastIndex, hit[2] as string, hit[1] !== '');
    if (close < 0) return hit.index - NAME;
    OPENER.lastIndex = close + 1;
  }
  return cut;
}

/** What was opened by an escaped quote is closed by the next, escaped or not. */
function endOfQuote(text: string, from: number, quote: string, isEscaped: boolean): number {
  let at = text.indexOf(quote, from);
  while (!isEscaped && at > from && text.charCodeAt(at - 1) === BACKSLASH) at = text.indexOf(quote, at + 1);
  return at;
}
