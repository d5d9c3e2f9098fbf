// Reads a run of letter and digit groups with short separators between them: the shape that every number rule works on.
import { classOf, isAlnum, isDigit, isUpper } from '../text/chars.ts';

/** What stands between two groups. */
export const SEP = { none: 0, space: 1, dash: 2, dot: 3, slash: 4, mixed: 5, newline: 6 } as const;

/** What a group is made of. */
export const KIND = { digits: 1, letters: 6, mixed: 7 } as const;

/** A longer run is read in pieces. */
const MAX_GROUPS = 64;
/** A word of letters only that is longer ends the run: it is prose. */
const MAX_LETTERS = 5;
const MAX_LEAD = 5;

export class Run {
  count = 0;
  /** Digits in all groups together. */
  digits = 0;
  readonly starts = new Int32Array(MAX_GROUPS);
  readonly ends = new Int32Array(MAX_GROUPS);
  /** `KIND` of each group. */
  readonly kinds = new Uint8Array(MAX_GROUPS);
  /** `SEP` after each group. */
  readonly seps = new Uint8Array(MAX_GROUPS);

  /** Reads the run round the word `[start, end)`, which holds a digit, without leaving `[from, to)`. */
  read(text: string, start: number, end: number, from: number, to: number): void {
    this.count = 0;
    this.digits = 0;
    this.#lead(text, start, from);
    let at = start;
    let stop = end;
    let lettersBefore = false;
    for (;;) {
      const index = this.count;
      const kind = this.#add(text, at, stop);
      if (this.count === MAX_GROUPS) return;
      // Two words in a row are prose.
      if (kind === KIND.letters && lettersBefore) {
        this.count -= 1;
        this.seps[index - 1] = SEP.none;
        return;
      }
      lettersBefore = kind === KIND.letters;
      const next = this.#separator(text, stop, to, index);
      if (next < 0) return;
      at = next;
      stop = at + 1;
      let hasDigit = isDigit(text.charCodeAt(at));
      while (stop < to && isAlnum(text.charCodeAt(stop))) {
        hasDigit ||= isDigit(text.charCodeAt(stop));
        stop += 1;
      }
      if (!hasDigit && stop - at > MAX_LETTERS) {
        this.seps[index] = SEP.none;
        return;
      }
    }
  }

  /** The length of a group; 0 beyond the last one. */
  size(index: number): number {
    return index < this.count ? (this.ends[index] as number) - (this.starts[index] as number) : 0;
  }

  /** A short word right before, as in `AB 12 34 56 C` or `CHE-123`. */
  #lead(text: string, start: number, from: number): void {
    const before = start - 1;
    if (before <= from) return;
    const sep = simple(text.charCodeAt(before));
    if (sep === SEP.none) return;
    let at = before;
    while (at > from && before - at <= MAX_LEAD && classOf(text.charCodeAt(at - 1)) >= UPPER_OR_LOWER)
      at -= 1;
    if (at === before || before - at > MAX_LEAD || (at > from && isAlnum(text.charCodeAt(at - 1)))) return;
    this.#add(text, at, before);
    this.seps[0] = sep;
  }

  #add(text: string, start: number, end: number): number {
    let kind = 0;
    let digits = 0;
    for (let at = start; at < end; at += 1) {
      const one = classOf(text.charCodeAt(at));
      if (one === 1) digits += 1;
      else kind = KIND.letters;
    }
    if (digits > 0) kind |= KIND.digits;
    const index = this.count;
    this.starts[index] = start;
    this.ends[index] = end;
    this.kinds[index] = kind;
    this.seps[index] = SEP.none;
    this.digits += digits;
    this.count = index + 1;
    return kind;
  }

  /** Notes what separates group `index` from the next and returns where that starts, or -1. */
  #separator(text: string, at: number, to: number, index: number): number {
    if (at + 1 >= to) return -1;
    const first = text.charCodeAt(at);
    const sep = simple(first);
    if (sep !== SEP.none && isAlnum(text.charCodeAt(at + 1))) {
      this.seps[index] = sep;
      return at + 1;
    }
    if (first === 10 || (first === 13 && text.charCodeAt(at + 1) === 10)) {
      const next = first === 10 ? at + 1 : at + 2;
      if (next >= to || !isAlnum(text.charCodeAt(next))) return -1;
      this.seps[index] = SEP.newline;
      return next;
    }
    // `) `, ` (0) `, ` / `, ` - ` and the like: up to five marks, with a digit behind.
    let end = at;
    let marks = 0;
    while (end < to && end - at < 6) {
      const code = text.charCodeAt(end);
      if (isDigit(code)) break;
      if (!isLoose(code)) return -1;
      if (code !== 32) marks += 1;
      end += 1;
    }
    if (end >= to || end === at || end - at >= 6 || marks > 3 || !isDigit(text.charCodeAt(end))) return -1;
    this.seps[index] = SEP.mixed;
    return end;
  }
}

const UPPER_OR_LOWER = 2;

function simple(code: number): number {
  if (code === 32) return SEP.space;
  if (code === 45) return SEP.dash;
  if (code === 46) return SEP.dot;
  if (code === 47) return SEP.slash;
  return SEP.none;
}

/** Space ( ) - . / */
function isLoose(code: number): boolean {
  return code === 32 || code === 40 || code === 41 || code === 45 || code === 46 || code === 47;
}

/** Whether the word that ends before `end` begins with a capital: what a plate or a register number has before it. */
export function endsInCapital(text: string, end: number): boolean {
  return end > 0 && isUpper(text.charCodeAt(end - 1));
}
