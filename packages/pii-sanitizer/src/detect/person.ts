// Names that the words before them announce: `Dear Mr Smith`, `Patient: Jane Doe`, `My name is …`. Names at large need a model.
import { isAlpha, isDigit, isUpper } from '../text/chars.ts';
import type { Finding } from '../types.ts';
import { Gaps } from './gaps.ts';

const COLON = 58;
const SPACE = 32;
const TITLE = /(?:Mrs?|Ms|Miss|Mme|My name is|Dr|Dear|Herrn?|Frau)[. ]/g;
const TITLES_BETWEEN = /(?:\.? ?(?:Mr|Mrs|Ms|Miss|Mme|Dr|Prof|Herrn?|Frau|med)\b\.?){0,3} ?/y;
const NAME =
  /(?:\p{Lu}\. ?){0,2}\p{Lu}[\p{L}'’-]{1,30}(?: (?:(?:van|von|de|der|den|del|della|da|di|du|la|le|bin|al|el) ){0,2}(?:\p{Lu}\. )?\p{Lu}[\p{L}'’-]{1,30}){0,3}/uy;
/** Whom letters greet without a name, and words that only start the next sentence. */
const NOBODY =
  /^(?:Sirs?|Madam|All|Team|Customers?|Colleagues?|Friends?|Everyone|Users?|Reader|Hiring|Editor|Mom|Dad|God|Support|Partner|Members?|Parents?|Students?|Sehr|Damen|Valued|Diary)\b/;
const LABEL =
  /(?:^|[^\p{L}])(?:patient(?:in)?|(?:patient|customer|client|employee|full|first|last|given|family|maiden|middle)(?:['’]s)? ?names?|surname|contact person|next of kin|beneficiary|insured|vorname|nachname|nom complet|prénom|nombre completo|apellidos|cognome)$/iu;
/** The last two letters of these labels: they turn nearly every other colon away. */
const ENDINGS = new Set(['nt', 'in', 'me', 'es', 'on', 'ry', 'ed', 'in', 'et', 'om', 'to', 'os']);
const MAX_LABEL = 24;

/** Adds the names outside `spans` to `out`. */
export function scanPersons(text: string, spans: readonly Finding[], out: Finding[]): void {
  const found: Finding[] = [];
  scanTitles(text, found);
  scanLabels(text, found);
  if (found.length === 0) return;
  found.sort((a, b) => a.start - b.start);
  const gaps = new Gaps();
  gaps.reset(spans, text.length);
  let taken = 0;
  for (const name of found) {
    if (name.start < taken || !gaps.contains(name.start) || name.end > gaps.to) continue;
    out.push(name);
    taken = name.end;
  }
}

function scanTitles(text: string, found: Finding[]): void {
  TITLE.lastIndex = 0;
  while (TITLE.test(text)) {
    const end = TITLE.lastIndex - 1;
    TITLES_BETWEEN.lastIndex = end;
    const start = TITLES_BETWEEN.test(text) ? TITLES_BETWEEN.lastIndex : end;
    // `Main Dr Suite 5` is a street, and `WordMr ` no title.
    if (start > end && !followsWord(text, startOfTitle(text, end))) take(text, start, 0.7, found);
    TITLE.lastIndex = Math.max(end + 1, start);
  }
}

function startOfTitle(text: string, end: number): number {
  let start = end;
  while (start > 0 && isAlpha(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function scanLabels(text: string, found: Finding[]): void {
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    if (text.charCodeAt(colon + 1) !== SPACE || !isUpper(text.charCodeAt(colon + 2))) continue;
    if (!ENDINGS.has(text.slice(colon - 2, colon).toLowerCase())) continue;
    if (LABEL.test(text.slice(Math.max(0, colon - MAX_LABEL), colon))) take(text, colon + 2, 0.8, found);
  }
}

function take(text: string, start: number, confidence: number, found: Finding[]): void {
  NAME.lastIndex = start;
  if (!NAME.test(text)) return;
  const end = NAME.lastIndex;
  if (NOBODY.test(text.slice(start, end)) || text.charCodeAt(end) === COLON || isDigit(text.charCodeAt(end)))
    return;
  found.push({ type: 'PERSON', start, end, confidence });
}

/** Whether a capitalised word other than `Dear` stands right before, or the title is the end of a longer word. */
function followsWord(text: string, at: number): boolean {
  if (!TITLE_START.includes(text.charAt(at))) return text.slice(at, at + 2) !== 'is';
  if (at < 2 || text.charCodeAt(at - 1) !== SPACE || !isAlpha(text.charCodeAt(at - 2))) return false;
  const start = startOfTitle(text, at - 1);
  return isUpper(text.charCodeAt(start)) && text.slice(start, at - 1) !== 'Dear';
}

const TITLE_START = 'MDHF';
