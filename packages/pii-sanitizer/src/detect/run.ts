// Reads a run of letter and digit groups with short separators between them: the shape that every number rule works on.
import { EQUALS, NEWLINE, PLUS, SPACE } from '../text/ascii.ts';
import { classOf, isAlnum, isAlpha, isDigit, isMark } from '../text/chars.ts';
import { codeAt, type Source } from '../text/codes.ts';
import { oneOf } from '../text/one-of.ts';
import * as KIND from './kind.ts';
import * as SEP from './sep.ts';

/** A longer run is read in pieces. */
const MAX_GROUPS = 64;
/** A word of letters only that is longer ends the run: it is prose. */
const MAX_LETTERS = 5;
/** A longer word is a token of its own: an address of a wallet, a key, an account number. */
const MAX_WORD = 25;
/** The most marks between two groups. */
const MAX_SEPARATOR = 6;
/** The letters of a place on a number plate. */
const MAX_PLACE = 3;

export class Run implements Source {
  text = '';
  /** The text's, with zeros behind. */
  codes: Uint8Array = new Uint8Array();
  count = 0;
  /** Digits in all groups together. */
  digits = 0;
  readonly starts: Int32Array = new Int32Array(MAX_GROUPS);
  readonly ends: Int32Array = new Int32Array(MAX_GROUPS);
  /** `KIND` of each group. */
  readonly kinds: Uint8Array = new Uint8Array(MAX_GROUPS);
  /** `SEP` after each group. */
  readonly seps: Uint8Array = new Uint8Array(MAX_GROUPS);
  #isForm = false;

  /** Starts over, on another text. */
  begin(text: string, codes: Uint8Array): void {
    this.text = text;
    this.codes = codes;
  }

  /** Reads the run round the word at `start`, which holds a digit, without leaving `[from, to)`. */
  read(start: number, from: number, to: number): void {
    const { codes } = this;
    this.count = 0;
    this.digits = 0;
    this.#isForm = beginsFormValue(codes, start);
    this.#lead(start, from);
    let at = start;
    let lettersBefore = false;
    for (;;) {
      const index = this.count;
      let digits = 0;
      let stop = at;
      for (; stop < to; stop += 1) {
        const one = classOf(codes[stop] as number);
        if (one === 0) break;
        if (one === 1) digits += 1;
      }
      const size = stop - at;
      // Two words in a row are prose, and so is a long one.
      const isOver = digits === 0 ? lettersBefore || size > MAX_LETTERS : size > MAX_WORD;
      if (isOver && at > start) {
        this.seps[index - 1] = SEP.none;
        return;
      }
      this.#add(at, stop, digits === 0 ? KIND.letters : digits === size ? KIND.digits : KIND.mixed);
      this.digits += digits;
      if (this.count === MAX_GROUPS) return;
      lettersBefore = digits === 0;
      at = this.#separator(stop, to, index);
      if (at < 0) return;
    }
  }

  /** A run of nothing but the word `[start, end)`. */
  single(start: number, end: number, kind: number, digits: number): void {
    this.count = 0;
    this.digits = digits;
    this.#add(start, end, kind);
  }

  /** The length of a group; 0 beyond the last one. */
  size(index: number): number {
    return index < this.count ? (this.ends[index] as number) - (this.starts[index] as number) : 0;
  }

  /** The text of groups `first` to `last` without what separates them, up to `end`. */
  compact(first: number, last: number, end = this.ends[last] as number): string {
    const { text, starts, ends } = this;
    let compact = '';
    for (let index = first; index < last; index += 1) compact += text.slice(starts[index], ends[index]);
    return compact + text.slice(starts[last], end);
  }

  /** One or two short words right before, as in `AB 12 34 56 C`, `CHE-123` or `M XY 123`. */
  #lead(start: number, from: number): void {
    const { codes } = this;
    const second = wordBefore(codes, start, from, MAX_LETTERS);
    if (second < 0) return;
    const first = wordBefore(codes, second, from, MAX_PLACE);
    if (first >= 0) {
      this.#add(first, second - 1, KIND.letters);
      this.seps[0] = separatorOf(codes[second - 1] as number);
    }
    this.#add(second, start - 1, KIND.letters);
    this.seps[this.count - 1] = separatorOf(codes[start - 1] as number);
  }

  #add(start: number, end: number, kind: number): void {
    const index = this.count;
    this.starts[index] = start;
    this.ends[index] = end;
    this.kinds[index] = kind;
    this.seps[index] = SEP.none;
    this.count = index + 1;
  }

  /** Notes what separates group `index` from the next and returns where that starts, or -1. */
  #separator(at: number, to: number, index: number): number {
    if (at + 1 >= to) return -1;
    const { codes } = this;
    const first = codes[at] as number;
    const sep = separatorOf(first, this.#isForm);
    if (sep !== SEP.none && isAlnum(codes[at + 1] as number)) {
      this.seps[index] = sep;
      return at + 1;
    }
    // `) `, ` (0) `, ` / `, ` - ` and the like: up to five marks, with a digit behind.
    let end = at;
    let marks = 0;
    let isBroken = false;
    while (end < to && end - at < MAX_SEPARATOR) {
      const code = codes[end] as number;
      if (isAlnum(code)) break;
      if (!isLoose(code)) return -1;
      if (code !== SPACE) marks += 1;
      if (code === NEWLINE) isBroken = true;
      end += 1;
    }
    // Only a line break may have letters behind it.
    if (
      end >= to ||
      end - at >= MAX_SEPARATOR ||
      marks > 3 ||
      !(isDigit(codes[end] as number) || (isBroken && end - at === 1))
    )
      return -1;
    this.seps[index] = isBroken ? SEP.newline : SEP.mixed;
    return end;
  }
}

/** Where the word of letters starts that ends one separator before `start`, or -1 when it is longer than `most`. */
function wordBefore(codes: Uint8Array, start: number, from: number, most: number): number {
  const end = start - 1;
  if (end <= from || separatorOf(codes[end] as number) === SEP.none) return -1;
  let at = end;
  while (at > from && end - at <= most && isAlpha(codes[at - 1] as number)) at -= 1;
  return at === end || end - at > most || (at > from && isAlnum(codes[at - 1] as number)) ? -1 : at;
}

/** Whether what starts at `start` is a value of a form or a URL, where a plus sign stands for a space. */
export function beginsFormValue(codes: Uint8Array, start: number): boolean {
  const before = codeAt(codes, start - 1);
  return (before === PLUS ? codeAt(codes, start - 2) : before) === EQUALS;
}

/** The `SEP` of a mark that can stand alone between two groups. */
export function separatorOf(code: number, isForm?: boolean): number {
  if (code === SPACE || (isForm && code === PLUS)) return SEP.space;
  return isMark(code) ? code - 45 + SEP.dash : SEP.none;
}

/** What several may stand of between two groups. */
const isLoose = oneOf(' \n\r()-./');
