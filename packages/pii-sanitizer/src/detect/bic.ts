// Business identifier codes (ISO 9362): four letters, a country, two or five characters. They have no check, so a word has to say what they are.
import { isAlnum } from '../text/chars.ts';
import type { Finding } from '../types.ts';

const WORDS = ['BIC', 'SWIFT'];
/** Up to 24 characters without a letter or digit of a code's length between the word and the code. */
const CODE =
  /(?:[/ ]?(?:BIC|SWIFT|code|Code|number|is))*["']?[ :=#-]{1,4}["']?([A-Z]{4}(?:A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]|F[IJKMOR]|G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA|R[EOSUW]|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]|U[AGMSYZ]|V[ACEGINU]|W[FS]|XK|Y[ET]|Z[AMW])[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![A-Za-z0-9])/y;

/** Adds the codes outside `spans` to `out`. */
export function scanBics(text: string, spans: readonly Finding[], out: Finding[]): void {
  for (const word of WORDS) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (isAlnum(text.charCodeAt(at - 1))) continue;
      CODE.lastIndex = at + word.length;
      const code = CODE.exec(text)?.[1];
      if (code === undefined) continue;
      const end = CODE.lastIndex;
      const start = end - code.length;
      if (spans.every((span) => span.end <= start || end <= span.start))
        out.push({ type: 'BIC', start, end, confidence: 0.8 });
    }
  }
}
