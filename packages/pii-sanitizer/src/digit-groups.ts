// Reads up to eight groups of digits with single separators between them: the shape that every numeric rule works on.
import { isDigit } from './chars.ts';

const NO_SEPARATOR = 0;
export const SPACE = 1;
export const DASH = 2;
export const DOT = 3;
export const PAREN = 4;
export const NEWLINE = 5;

const MAX_GROUPS = 8;
const OPEN = 40;
const CLOSE = 41;

/** A reusable buffer, so that looking at numbers allocates nothing. */
export class DigitGroups {
  count = 0;
  private readonly starts = new Int32Array(MAX_GROUPS);
  private readonly ends = new Int32Array(MAX_GROUPS);
  private readonly separators = new Int32Array(MAX_GROUPS);

  /** Reads the groups from `at`, which has to be a digit, without going beyond `to`. */
  read(text: string, at: number, to: number): void {
    this.count = 0;
    let start = at;
    while (this.count < MAX_GROUPS) {
      let end = start + 1;
      // 20 digits are too many for anything here; the caller steps over the rest.
      while (end < to && end - start < 20 && isDigit(text.charCodeAt(end))) end += 1;
      const index = this.count;
      this.starts[index] = start;
      this.ends[index] = end;
      this.separators[index] = NO_SEPARATOR;
      this.count += 1;
      if (end >= to || isDigit(text.charCodeAt(end))) return;
      const kind = separatorKind(text.charCodeAt(end));
      if (kind === NO_SEPARATOR) return;
      const one = end + 1;
      if (one < to && isDigit(text.charCodeAt(one))) {
        this.separators[index] = kind;
        start = one;
        continue;
      }
      const two = one + 1;
      const pair = two < to && isDigit(text.charCodeAt(two)) && isParenPair(text, end);
      if (!pair) return;
      this.separators[index] = PAREN;
      start = two;
    }
  }

  start(index: number): number {
    return this.starts[index] ?? 0;
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  /** Digits in a group; 0 beyond the last one. */
  size(index: number): number {
    return index < this.count ? this.end(index) - this.start(index) : 0;
  }

  /** The kind of separator after a group. */
  separator(index: number): number {
    return index < this.count ? (this.separators[index] ?? NO_SEPARATOR) : NO_SEPARATOR;
  }
}

function separatorKind(code: number): number {
  if (code === 45 || (code >= 0x2010 && code <= 0x2015) || code === 0x2212) return DASH;
  if (code === 46) return DOT;
  if (code === 32 || code === 9 || code === 0xa0 || code === 0x2009 || code === 0x202f) return SPACE;
  if (code === 10) return NEWLINE;
  if (code === OPEN || code === CLOSE) return PAREN;
  return NO_SEPARATOR;
}

/** `) `, `)-`, ` (` and the like. */
function isParenPair(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  const joins = (code: number): boolean => {
    const kind = separatorKind(code);
    return kind === SPACE || kind === DASH || kind === DOT;
  };
  return (first === CLOSE && joins(second)) || (second === OPEN && joins(first));
}
