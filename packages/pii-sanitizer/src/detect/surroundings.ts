// What the words round a place speak of. A scan looks at one place after another, from left to right: each stretch of the text is
// read at most once, and only the words that speak of something are kept.
import { BACKSLASH, COLON, EQUALS, OPEN_BRACKET } from '../text/ascii.ts';
import { isAlnum, isAlpha, isDigit, isUpper } from '../text/chars.ts';
import { Codes, codeAt, isBeyondLatin, letterOf } from '../text/codes.ts';
import { endOfMatch } from '../text/end-of-match.ts';
import { isEscapeIn, isEscapeLetter } from '../text/escape.ts';
import { contextWords, type PhraseTable, slotOf } from './context-words.ts';

const BEFORE = 48;
const AFTER = 24;
/** A word behind the place counts as this many characters farther away. */
const AFTER_PENALTY = 12;
const MAX_NAME = 64;
/** Of a placeholder's name, with its bracket. */
const MAX_PLACEHOLDER = 42;
const MAX_IDS = 1024;
const MAX_CHAIN = 16;
/** The id of a placeholder: no context is taken from beyond it, or redacting twice would not be the same as once. */
const BARRIER = -1;
/** What a character is to a word. Signs are those that need a closer look. */
const NONE = 0;
const LETTER = 1;
const CAPITAL = 2;
const SIGN = 3;
const KINDS = Uint8Array.from({ length: 256 }, (_, code) =>
  code === BACKSLASH || code === OPEN_BRACKET || isBeyondLatin(code)
    ? SIGN
    : letterOf(code) === 0
      ? NONE
      : isUpper(code)
        ? CAPITAL
        : LETTER,
);
/** A bit for each kind and the next between which a word starts: `phoneNumber` has two. */
const STARTS =
  (1 << LETTER) |
  (1 << CAPITAL) |
  (1 << ((LETTER << 2) | CAPITAL)) |
  (1 << ((SIGN << 2) | LETTER)) |
  (1 << ((SIGN << 2) | CAPITAL));
const NAME_MARKS = ' "\':=';
/** `, `, ` or `, `; second: `: what stands between the items of a list. */
const CHAIN = /^[\s,;/|(]{0,4}(?:(?:and|or|und|oder|et|ou|y|o|e)\s)?(?:[a-z]{1,10}: )?[\s(+]{0,2}$/i;
const PLACEHOLDER = /\[(?:\[+(?=\[)|[A-Z][A-Z0-9_]{1,40}(?::[^\]\s]{1,80})?\])/y;

const NO_IDS: readonly number[] = [];

/** Made once for a scanner, so that looking allocates next to nothing. */
export class Surroundings {
  #text = '';
  #codes: Uint8Array = new Uint8Array();
  #name: string | undefined;
  #table: PhraseTable = contextWords.table;
  #start = 0;
  #end = 0;
  #from = 0;
  #to = 0;
  #previous: string | undefined;
  /** How far the text has been read, and the words found, in order of their starts. */
  #read = 0;
  #count = 0;
  readonly #nameCodes = new Codes();
  /** Where the words start that were found last. */
  readonly #words: number[] = [];
  readonly #ids: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** By id, how near its words before the place are: valid where the number of the look is the last one's. */
  readonly #before = new Int32Array(MAX_IDS);
  readonly #isBefore = new Int32Array(MAX_IDS);
  #looks = 0;
  #knowsBefore = false;
  #isNameRead = true;

  /** Starts over, on a text, its codes, and the name under which it stood. */
  begin(text: string, codes: Uint8Array, name: string | undefined): void {
    this.#text = text;
    this.#codes = codes;
    this.#name = name;
    this.#table = contextWords.table;
    this.#read = 0;
    this.#count = 0;
    this.#knowsBefore = false;
    this.#isNameRead = name === undefined;
  }

  /**
   * Sets what may be looked at.
   * @param from,to - The gap between the findings that are known.
   * @param previous - Type of the finding before the gap.
   */
  within(from: number, to: number, previous: string | undefined): void {
    this.#from = from;
    this.#to = to;
    this.#previous = previous;
    this.#knowsBefore = false;
  }

  /** Looks round `[start, end)`; starts come in rising order, but for places within one run. */
  at(start: number, end: number): this {
    if (start !== this.#start || end !== this.#end) this.#knowsBefore = false;
    this.#start = start;
    this.#end = end;
    return this;
  }

  /** Whether no word near by speaks of anything. */
  get isSilent(): boolean {
    this.#readTo(Math.min(this.#text.length, this.#end + AFTER));
    for (let index = this.#count - 1; index >= 0 && this.#isNear(index); index -= 1) {
      if (contextWords.speaks[this.#ids[index] as number] === true) return false;
    }
    return !this.#isChained() && this.#abbreviations().length === 0;
  }

  /** How far the nearest of the words with this id is, in characters; Infinity when there is none. */
  distance(id: number): number {
    const before = this.distanceBefore(id);
    return before < Infinity ? before : this.distanceAfter(id) + AFTER_PENALTY;
  }

  /** The same, of the words before the place only. */
  distanceBefore(id: number): number {
    if (!this.#knowsBefore) this.#lookBefore();
    return this.#isBefore[id] === this.#looks ? (this.#before[id] as number) : Infinity;
  }

  /** The same, of the words behind it only. */
  distanceAfter(id: number): number {
    const end = this.#end;
    this.#readTo(Math.min(this.#text.length, end + AFTER));
    let nearest = Infinity;
    for (let index = this.#count - 1; index >= 0; index -= 1) {
      const start = this.#starts[index] as number;
      if (start < end) break;
      if (start < this.#to && this.#ids[index] === id) nearest = start;
    }
    return nearest - end <= AFTER && isOneSentence(this.#codes, end, nearest) ? nearest - end : Infinity;
  }

  /** Notes the nearest word of each id before the place. */
  #lookBefore(): void {
    this.#knowsBefore = true;
    this.#looks += 1;
    const start = this.#start;
    this.#readTo(start);
    for (let index = this.#count - 1; index >= 0; index -= 1) {
      const distance = start - (this.#ends[index] as number);
      if (distance < 0) continue;
      const id = this.#ids[index] as number;
      // A name stands before the start of the text.
      if (!this.#isNear(index) || id === BARRIER || Math.max(0, this.#starts[index] as number) < this.#from)
        break;
      this.#noteBefore(id, distance);
    }
    for (const id of this.#abbreviations()) this.#noteBefore(id, 0);
  }

  /** Whether a word has its start near the place: only then has it been read for certain, whatever was read before. */
  #isNear(index: number): boolean {
    const start = this.#starts[index] as number;
    return this.#start - (start < 0 ? (this.#ends[index] as number) : start) <= BEFORE;
  }

  #noteBefore(id: number, distance: number): void {
    if (this.#isBefore[id] === this.#looks) return;
    this.#isBefore[id] = this.#looks;
    this.#before[id] = distance;
  }

  /** Whether a finding of this type stands right before, as in `jane@example.com or 555-1234`. */
  follows(type: string): boolean {
    return this.#previous === type && this.#isChained();
  }

  #isChained(): boolean {
    return (
      this.#previous !== undefined &&
      this.#start - this.#from <= MAX_CHAIN &&
      CHAIN.test(this.#text.slice(this.#from, this.#start))
    );
  }

  /** Reads on to `to`; what lies far before the place is passed over. */
  #readTo(to: number): void {
    if (!this.#isNameRead) this.#readName();
    if (to > this.#read) this.#read = this.#readWords(this.#text, this.#codes, this.#startOfReading(), to, 0);
  }

  /** Finds where words start first, and looks at them then: a loop that seldom branches. Returns where it ended. */
  #readWords(text: string, codes: Uint8Array, from: number, to: number, shift: number): number {
    const words = this.#words;
    let count = 0;
    // A backslash is read again, for the letter behind it.
    let at = codeAt(codes, from - 1) === BACKSLASH ? from - 1 : from;
    let before = isEscapeIn(codes, at - 1) ? NONE : (KINDS[codeAt(codes, at - 1)] as number);
    for (; at < to; at += 1) {
      const code = codes[at] as number;
      const kind = KINDS[code] as number;
      words[count] = at;
      count += (STARTS >> ((before << 2) | kind)) & 1;
      before = kind;
      if (kind !== SIGN) continue;
      if (code === BACKSLASH) {
        // The letter of an escape may be that of a word, and what follows starts another.
        if (at + 1 < to && isEscapeLetter(codes[at + 1] as number)) {
          at += 1;
          words[count] = at;
          count += 1;
        }
        continue;
      }
      this.#noteAll(codes, count, shift);
      count = 0;
      if (code !== OPEN_BRACKET) this.#noteForeign(text, at, shift);
      else {
        const end = endOfMatch(PLACEHOLDER, text, at);
        if (end >= 0) {
          this.#add(BARRIER, at + shift, end + shift);
          at = end - 1;
        }
      }
    }
    this.#noteAll(codes, count, shift);
    return at;
  }

  /** Where to read on: at a placeholder rather than within it, for it has words in it. */
  #startOfReading(): number {
    const at = this.#start - BEFORE - 1;
    if (at <= this.#read) return this.#read;
    for (let back = at; back > at - MAX_PLACEHOLDER && back >= this.#read; back -= 1)
      if (this.#codes[back] === OPEN_BRACKET) return back;
    return at;
  }

  /** The name of a text counts as a word right before it. */
  #readName(): void {
    this.#isNameRead = true;
    const label = (this.#name ?? '').slice(0, MAX_NAME);
    this.#readWords(label, this.#nameCodes.of(label), 0, label.length, -label.length - 1);
  }

  /** Notes the phrases that begin at the first `count` of the words. */
  #noteAll(codes: Uint8Array, count: number, shift: number): void {
    const table = this.#table;
    for (let index = 0; index < count; index += 1) {
      const at = this.#words[index] as number;
      const slot = slotOf(codes[at] as number, codes[at + 1] as number, codes[at + 2] as number);
      const after = table.firstOf(slot + 1);
      for (let phrase = table.firstOf(slot); phrase < after; phrase += 1) {
        const end = table.endOf(phrase, codes, at);
        if (end >= 0) this.#add(table.ids[phrase] as number, at + shift, end + shift);
      }
    }
  }

  #noteForeign(text: string, at: number, shift: number): void {
    for (const phrase of contextWords.foreignAt(text, at) ?? []) {
      if (text.startsWith(phrase.text, at)) this.#add(phrase.id, at + shift, at + shift + phrase.text.length);
    }
  }

  #add(id: number, start: number, end: number): void {
    this.#ids[this.#count] = id;
    this.#starts[this.#count] = start;
    this.#ends[this.#count] = end;
    this.#count += 1;
  }

  /** Whether a colon or an equals sign stands right before the place. */
  #hasAbbreviation(): boolean {
    for (let at = this.#start - 1; at >= this.#from && at >= this.#start - 4; at -= 1) {
      const code = this.#codes[at] as number;
      if (code === COLON || code === EQUALS) return true;
      if (isAlnum(code)) return false;
    }
    return this.#start < 2 && this.#name !== undefined;
  }

  /** The ids of a name that is nothing but an abbreviation, right before the value: `"pan": "`, `pan=`. */
  #abbreviations(): readonly number[] {
    if (!this.#hasAbbreviation()) return NO_IDS;
    const text = this.#text;
    let at = this.#start;
    while (at > this.#from && this.#start - at < 5 && NAME_MARKS.includes(text.charAt(at - 1))) at -= 1;
    if (at === 0 && this.#name !== undefined) return contextWords.idsOfName(this.#name);
    const end = at;
    while (at > this.#from && end - at <= 24 && isAlpha(this.#codes[at - 1] as number)) at -= 1;
    return end - at < 2 ? NO_IDS : contextWords.idsOfName(text.slice(at, end));
  }
}

/** What follows a digit or a bracket may be about something else. */
function isOneSentence(codes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = codes[at] as number;
    if (isDigit(code) || code === OPEN_BRACKET) return false;
  }
  return true;
}
