// Business identifier codes (ISO 9362): four letters, a country, two or five characters. They have no check, so a word has to say what they are.

import { isAlnum } from '../text/chars.ts';
import { groupAt } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { setOf } from '../values/set-of.ts';
import { findingAt } from './finding-at.ts';
import { hasIbans } from './iban.ts';

/** The rarest letters of the words that announce a code come first: that is what a search is fast by. */
const WORDS = ['BIC', 'WIFT'];
const CODE =
  /(?:[/ ]?(?:BIC|SWIFT|FI|code|Code|number|is)){0,4}["']?[ :=#>-]{1,4}["']?([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![A-Za-z0-9])/y;
/** Countries whose banks have codes but no IBANs. */
const OTHERS = setOf('US CA AU NZ JP CN HK SG IN KR ZA MX TW TH MY ID PH VN AR CL CO PE NG KE BD LK');

/** Adds the codes in the text to `out`; one that two words announce comes twice. */
export function scanBics(text: string, out: Finding[]): void {
  for (const word of WORDS) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (isAlnum(text.charCodeAt(at - 1)) && !text.startsWith('SWIFT', at - 1)) continue;
      const code = groupAt(CODE, text, at + word.length);
      const country = code.slice(4, 6);
      if (!hasIbans(country) && !OTHERS.has(country)) continue;
      const end = CODE.lastIndex;
      out.push(findingAt('BIC', end - code.length, end, 0.8));
    }
  }
}
