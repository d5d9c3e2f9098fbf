// Undoes what hides personal data from patterns but not from readers: invisible characters, other alphabets' digits and look-alikes,
// full-width forms, entities, percent-encoding, escapes, `jane [at] example [dot] com`. Places in the folded text map back to the original.

/** A folded text, and where its parts come from. */
export interface Folded {
  readonly text: string;
  /** The original offset of a place where something starts. */
  startOf(offset: number): number;
  /** The original offset of a place where something ends. */
  endOf(offset: number): number;
}

const INVISIBLE = '\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff';
const BLANKS = '\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000';
const DASHES = '\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d';
/** Zeros of the decimal digits of other scripts (Unicode category Nd). */
const ZEROS = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810];
const DIGITS = ZEROS.map((zero) => `${escaped(zero)}-${escaped(zero + 9)}`).join('');
/** Greek and Cyrillic letters that look like Latin ones (Unicode Technical Standard 39, confusables), and these. */
const LOOK_ALIKES = 'АВЕКМНОРСТХаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα';
const LATIN = 'ABEKMHOPCTXaeopcyxijsdhqwABEZHIKMNOPTYXova';

const FOREIGN = `[${INVISIBLE}${BLANKS}${DIGITS}\\uff01-\\uff5e\\u0370-\\u03ff\\u0400-\\u052f]|[${DASHES}](?=[\\d${DIGITS}${INVISIBLE}])|\\ud835[\\udfce-\\udfff]`;
const ESCAPED = '&(?:#\\d{2,4}|#x[0-9A-Fa-f]{2,4}|amp|nbsp|commat|period|hyphen|shy|plus);|%[2-7][0-9A-Fa-f]|%C2%A0|\\\\(?:u[0-9A-Fa-f]{4}|[nrt"\\\\/])';
const WORDS =
  '\\s?[[({<]\\s?(?:at|AT|At|@)\\s?[\\])}>]\\s?|\\s?[[({<]\\s?(?:dot|DOT|Dot|\\.)\\s?[\\])}>]\\s?| AT (?=[\\w-]{1,63}(?: DOT |\\.[A-Za-z]))| DOT (?=[A-Za-z]{2,12}\\b)| ?@ (?=[\\w-]{1,63} ?\\.[A-Za-z ])| at (?=[\\w-]{1,63} dot [a-z])| dot (?=(?:com|org|net|edu|gov|io|de|fr|uk|co|es|it|nl|ch|eu|info|biz|us|in)\\b)';

const HAS_FOREIGN = new RegExp(FOREIGN);
const HAS_ESCAPED = /[&%\\](?:#?\w{2,6};|[2-7C][0-9A-Fa-f]|[unrt"\\/])/;
const HAS_WORDS = /[[({<]\s?(?:at|AT|At|@)\s?[\])}>]|AT [\w-]{1,63}(?: DOT |\.[A-Za-z])|@ [\w-]|dot (?:com|org|net|edu|gov|io|de|fr|uk|co|es|it|nl|ch|eu|info|biz|us|in)\b/;
const EDITS = new RegExp(`[${INVISIBLE}]+|[\\u0370-\\u03ff\\u0400-\\u052f]+|${FOREIGN}|${ESCAPED}|${WORDS}`, 'g');

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', nbsp: ' ', commat: '@', period: '.', hyphen: '-', shy: '', plus: '+' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The folded text; undefined when there is nothing to fold, which is nearly always. */
export function fold(text: string): Folded | undefined {
  if (!HAS_ESCAPED.test(text) && !HAS_FOREIGN.test(text) && !HAS_WORDS.test(text)) return undefined;
  const pieces = new Pieces(text);
  EDITS.lastIndex = 0;
  for (let hit = EDITS.exec(text); hit !== null; hit = EDITS.exec(text)) {
    const replacement = replacementOf(hit[0], text, hit.index);
    if (replacement !== undefined && replacement !== hit[0]) pieces.replace(hit.index, EDITS.lastIndex, replacement);
  }
  return pieces.count === 0 ? undefined : pieces.finish();
}

function replacementOf(found: string, text: string, at: number): string | undefined {
  const code = found.charCodeAt(0);
  if (code === 38) return entity(found.slice(1, -1));
  if (code === 37) return found === '%C2%A0' ? ' ' : String.fromCharCode(Number.parseInt(found.slice(1), 16));
  if (code === 92) return found.charAt(1) === 'u' ? String.fromCharCode(Number.parseInt(found.slice(2), 16)) : (ESCAPES[found.charAt(1)] ?? found.charAt(1));
  if (code < 128) return /dot|\./i.test(found) ? '.' : '@';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code >= 0x370 && code <= 0x52f) return lookAlikes(found, text, at);
  if (code === 0xd835) return String.fromCharCode(48 + ((found.charCodeAt(1) - 0xdfce) % 10));
  if (/[\u2010-\u2015\u2212\ufe58\ufe63]/.test(found)) return '-';
  if (/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(found)) return ' ';
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? '' : String.fromCharCode(48 + code - zero);
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name];
  const code = name.charAt(1) === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCharCode(code);
}

/** Letters of another alphabet within a word of Latin letters or digits; a word of its own alphabet stays. */
function lookAlikes(found: string, text: string, at: number): string | undefined {
  if (!/[A-Za-z0-9@]/.test(text.charAt(at - 1)) && !/[A-Za-z0-9@]/.test(text.charAt(at + found.length))) return undefined;
  let latin = '';
  for (const letter of found) {
    const index = LOOK_ALIKES.indexOf(letter);
    latin += index < 0 ? letter : LATIN.charAt(index);
  }
  return latin;
}

function escaped(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** The parts of a text that is being rewritten. */
class Pieces implements Folded {
  text = '';
  count = 0;
  readonly #original: string;
  /** Where each piece starts, in the folded and in the original text, and whether it was replaced. */
  readonly #folded: number[] = [];
  readonly #source: number[] = [];
  readonly #replaced: boolean[] = [];
  #done = 0;

  constructor(original: string) {
    this.#original = original;
  }

  replace(start: number, end: number, replacement: string): void {
    if (start > this.#done) this.#add(this.#done, this.#original.slice(this.#done, start), false);
    this.#add(start, replacement, true);
    this.#done = end;
    this.count += 1;
  }

  finish(): Folded {
    this.#add(this.#done, this.#original.slice(this.#done), false);
    return this;
  }

  startOf(offset: number): number {
    const piece = this.#pieceAt(offset);
    const source = this.#source[piece] as number;
    return this.#replaced[piece] ? source : source + offset - (this.#folded[piece] as number);
  }

  endOf(offset: number): number {
    const piece = this.#pieceAt(offset - 1);
    if (this.#replaced[piece]) return this.#source[piece + 1] as number;
    return (this.#source[piece] as number) + offset - (this.#folded[piece] as number);
  }

  /** The last piece that starts at or before the offset and is not empty there. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#folded.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#folded[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #add(source: number, part: string, isReplaced: boolean): void {
    this.#folded.push(this.text.length);
    this.#source.push(source);
    this.#replaced.push(isReplaced);
    this.text += part;
  }
}
