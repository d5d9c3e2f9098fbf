// Lines of postal addresses: a house number with a street, before it (`12 Rue de Rivoli`) or behind it (`Hauptstraße 5`), and post office boxes.
import { isAlnum, isAlpha, isForeignLetter, isMark, isUpper } from '../text/chars.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';

const WORD = "[\\p{Lu}][\\p{L}'’.-]{0,24}";
const SUFFIX =
  'Street|Streets|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Crescent|Close|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Trl|Plaza|Alley|Row|Mews|Gardens|Grove|Hill|Loop';
const PREFIX =
  'Rue|Avenue|Boulevard|Place|Quai|Chemin|Allée|Impasse|Calle|Avenida|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa|rue|avenue|boulevard|place|quai|chemin|allée|impasse';
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
const SPACE = 32;
const BOX = /P\.? ?O\.? ?Box \d{1,6}/y;

/** The address line that the number at `[start, end)` belongs to, if there is one. */
export function matchPostalAddress(
  text: string,
  start: number,
  end: number,
  from: number,
  to: number,
): Finding | undefined {
  const before = start > from ? text.charCodeAt(start - 1) : SPACE;
  if (text.charCodeAt(end) === SPACE && !isTied(before) && namesStreet(text, end + 1)) {
    const after = endOfMatch(AFTER, text, start);
    if (after >= 0 && after <= to) return found(start, after);
  }
  const street = before === SPACE ? startOfStreet(text, start - 1, from) : -1;
  if (street < 0) return undefined;
  const after = endOfMatch(NUMBER, text, start);
  return after >= 0 && after <= to ? found(street, after) : undefined;
}

/** Whether a street in the Romance languages follows, or words with capitals that end in what streets end in: a cheap look before the expression. */
function namesStreet(text: string, from: number): boolean {
  const next = text.charCodeAt(from);
  if (next === 114) return text.startsWith('rue ', from);
  if (next === 97) return text.startsWith('avenue ', from);
  if (next === 98) return text.startsWith('boulevard ', from);
  let at = from;
  for (
    let words = 0;
    words < MAX_WORDS && (isUpper(text.charCodeAt(at)) || isForeignLetter(text.charCodeAt(at)));
    words += 1
  ) {
    let end = at + 1;
    while (end - at < MAX_STREET && isStreetPart(text.charCodeAt(end))) end += 1;
    const word = text.slice(at, text.charCodeAt(end - 1) === 46 ? end - 1 : end);
    if (words === 0 ? PREFIXES.has(word) : SUFFIXES.has(word)) return true;
    if (text.charCodeAt(end) !== SPACE) return false;
    at = end + 1;
  }
  return false;
}

/** A letter, a digit, or a mark that makes the number part of something else. */
function isTied(code: number): boolean {
  return isAlnum(code) || isMark(code) || code === 58 || code === 35 || code === 36;
}

/** Where a street's name starts that ends at `end`, or -1. */
function startOfStreet(text: string, end: number, from: number): number {
  let start = end;
  while (start > from && end - start < MAX_STREET && isStreetPart(text.charCodeAt(start - 1))) start -= 1;
  if (start > from && isAlnum(text.charCodeAt(start - 1))) return -1;
  const initial = text.charCodeAt(start);
  if (!isUpper(initial) && !isForeignLetter(initial)) return -1;
  const word = text.slice(start, end);
  if (word === 'Box') {
    for (let at = Math.max(from, start - 6); at < start; at += 1)
      if (endOfMatch(BOX, text, at) >= 0) return at;
  }
  return word.length > 4 && STREET_END.test(word) ? start : -1;
}

function isStreetPart(code: number): boolean {
  return isAlpha(code) || isForeignLetter(code) || code === 45 || code === 46;
}

function found(start: number, end: number): Finding {
  return { type: 'ADDRESS', start, end, confidence: 0.7 };
}
