// Names that the words before them announce: `Dear Mr Smith`, `Patient: Jane Doe`, `My name is …`. Names at large need a model.
import { classOf, isAlpha, isUpper } from '../text/chars.ts';
import type { Finding } from '../types.ts';
import { Gaps } from './gaps.ts';

const COLON = 58;
const SPACE = 32;
const TITLE = /(?:M(?:rs?|s|iss|me)|D(?:r|ear)|Herrn?|Frau|Prof)(?=[. ])/g;
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
const INTRODUCTION = 'My name is ';

/** Adds the names outside `spans` to `out`. */
export function scanPersons(text: string, spans: readonly Finding[], out: Finding[]): void {
  const found: Finding[] = [];
  scanTitles(text, found);
  scanLabels(text, found);
  for (let at = text.indexOf(INTRODUCTION); at >= 0; at = text.indexOf(INTRODUCTION, at + 1)) {
    take(text, at + INTRODUCTION.length, 0.8, found);
  }
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
    const end = TITLE.lastIndex;
    TITLES_BETWEEN.lastIndex = end;
    const start = TITLES_BETWEEN.test(text) ? TITLES_BETWEEN.lastIndex : end;
    const title = wordStart(text, end);
    // `Main Dr Suite 5` is a street.
    if (title >= 0 && start > end && !followsCapital(text, title)) take(text, start, 0.7, found);
    TITLE.lastIndex = Math.max(end, start);
  }
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
  if (NOBODY.test(text.slice(start, end)) || text.charCodeAt(end) === COLON) return;
  found.push({ type: 'PERSON', start, end, confidence });
}

/** Where the word starts that ends at `end`, or -1 when it is the end of a longer one. */
function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && isAlpha(text.charCodeAt(start - 1))) start -= 1;
  return end - start <= 5 && classOf(text.charCodeAt(start)) === 2 ? start : -1;
}

function followsCapital(text: string, at: number): boolean {
  if (at < 2 || text.charCodeAt(at - 1) !== SPACE || !isAlpha(text.charCodeAt(at - 2))) return false;
  let start = at - 1;
  while (start > 0 && isAlpha(text.charCodeAt(start - 1))) start -= 1;
  return isUpper(text.charCodeAt(start)) && text.slice(start, at - 1) !== 'Dear';
}
