// Lines of postal addresses: a house number with a street, before it (`12 Rue de Rivoli`) or behind it (`Hauptstraße 5`), and post office boxes.

import { COLON, DASH, DOT, SPACE } from '../text/ascii.ts';
import { isAlnum, isAlpha, isMark, isUpper } from '../text/chars.ts';
import { isForeign, type Source } from '../text/codes.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { findingAt } from './finding-at.ts';

const WORD = "[\\p{Lu}][\\p{L}'’.-]{0,24}";
const SUFFIX =
  'Street|Streets|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Crescent|Close|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Trl|Plaza|Alley|Row|Mews|Gardens|Grove|Hill|Loop';
const FRENCH = 'Rue|Avenue|Boulevard|Place|Quai|Chemin|Allée|Impasse';
const PREFIX = `${FRENCH}|Calle|Avenida|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa|${FRENCH.toLowerCase()}`;
const UNIT = '(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Room|Rm|#)\\.? ?#?[A-Za-z0-9-]{1,6})?';
/** `221B Baker Street, Apt. 4`; `12 rue de la Paix`. */
const AFTER = new RegExp(
  `\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4})?,? (?:(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.? )?(?!(?:The|A|An) )(?:${WORD} ){1,3}(?:${SUFFIX})(?![\\p{L}])\\.?|(?:${PREFIX}) (?:(?:de|des|du|del|della|di|la|las|los|le|l['’]|d['’]) ?){0,2}${WORD}(?: ${WORD}){0,2})${UNIT}`,
  'uy',
);
/** The end of a street's name in German, Dutch and Nordic languages, with the number behind it. */
const STREET_END =
  /(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|ufer|laan|straat|plein|gracht|gatan|vägen|vej|gade|gata|veien|katu|tie)$/iu;
const NUMBER = /\d{1,4}(?: ?[a-zA-Z](?!\p{L}))?(?:[-/]\d{1,4})?(?![\p{L}\d.])/uy;
const SUFFIXES = new Set(SUFFIX.split('|'));
const PREFIXES = new Set(PREFIX.split('|'));
/** A direction, three words and what streets end in. */
const MAX_WORDS = 5;
const MAX_STREET = 40;
const BOX = /P\.? ?O\.? ?Box \d{1,6}/y;

/** The address line that the number at `[start, end)` belongs to, if there is one. */
export function matchPostalAddress(
  { text, codes }: Source,
  start: number,
  end: number,
  from: number,
  to: number,
): Finding | undefined {
  const before = start > from ? (codes[start - 1] as number) : SPACE;
  if (codes[end] === SPACE && !isTied(before) && namesStreet(text, codes, end + 1)) {
    const after = endOfMatch(AFTER, text, start);
    if (after >= 0 && after <= to) return findingAt('ADDRESS', start, after, 0.7);
  }
  const street = before === SPACE ? startOfStreet(text, codes, start - 1, from) : -1;
  if (street < 0) return undefined;
  const after = endOfMatch(NUMBER, text, start);
  return after >= 0 && after <= to ? findingAt('ADDRESS', street, after, 0.7) : undefined;
}

/** Whether a street in the Romance languages follows, or words with capitals that end in what streets end in: a cheap look before the expression. */
function namesStreet(text: string, codes: Uint8Array, from: number): boolean {
  const next = codes[from] as number;
  if (next === 114) return text.startsWith('rue ', from);
  if (next === 97) return text.startsWith('avenue ', from);
  if (next === 98) return text.startsWith('boulevard ', from);
  let at = from;
  for (
    let words = 0;
    words < MAX_WORDS && (isUpper(codes[at] as number) || isForeign(codes[at] as number));
    words += 1
  ) {
    let end = at + 1;
    while (end - at < MAX_STREET && isStreetPart(codes[end] as number)) end += 1;
    const word = text.slice(at, codes[end - 1] === DOT ? end - 1 : end);
    if (words === 0 ? PREFIXES.has(word) : SUFFIXES.has(word)) return true;
    if (codes[end] !== SPACE) return false;
    at = end + 1;
  }
  return false;
}

/** A letter, a digit, or a mark that makes the number part of something else. */
function isTied(code: number): boolean {
  return isAlnum(code) || isMark(code) || code === COLON || code === 35 || code === 36;
}

/** Where a street's name starts that ends at `end`, or -1. */
function startOfStreet(text: string, codes: Uint8Array, end: number, from: number): number {
  let start = end;
  while (start > from && end - start < MAX_STREET && isStreetPart(codes[start - 1] as number)) start -= 1;
  if (start > from && isAlnum(codes[start - 1] as number)) return -1;
  const initial = codes[start] as number;
  if (!isUpper(initial) && !isForeign(initial)) return -1;
  const word = text.slice(start, end);
  if (word === 'Box') {
    for (let at = Math.max(from, start - 6); at < start; at += 1)
      if (endOfMatch(BOX, text, at) >= 0) return at;
  }
  return word.length > 4 && STREET_END.test(word) ? start : -1;
}

function isStreetPart(code: number): boolean {
  return isAlpha(code) || isForeign(code) || code === DASH || code === DOT;
}
