// The content of a JSON string, and the way back from its offsets to those of the escaped form (RFC 8259, section 7).

import { BACKSLASH } from '../text/ascii.ts';

const LOWER_U = 117;
const SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const HEX4 = /^[\da-fA-F]{4}$/;

/** Decodes the pieces of one string in order. Offsets count from its start. */
export class EscapedText {
  /** For each escape, the decoded offset after it and how much longer the escaped form is by then. */
  #ends: number[] = [];
  #extras: number[] = [];
  #decoded = 0;
  #extra = 0;

  /** The content of a piece, which ends in no broken escape. Unknown escapes stand for themselves. */
  decode(raw: string): string {
    let result = '';
    let at = 0;
    for (let mark = raw.indexOf('\\'); mark >= 0; mark = raw.indexOf('\\', at)) {
      const size = escapeSize(raw, mark);
      result += raw.slice(at, mark) + readEscape(raw, mark, size);
      this.#decoded += mark - at + 1;
      this.#extra += size - 1;
      at = mark + size;
      if (size === 1) continue;
      this.#ends.push(this.#decoded);
      this.#extras.push(this.#extra);
    }
    this.#decoded += raw.length - at;
    return result + raw.slice(at);
  }

  /** The offset in the escaped form of an offset in the content. */
  toRaw(offset: number): number {
    return offset + (this.#extras[this.#escapesBefore(offset) - 1] ?? 0);
  }

  /** Forgets what lies before an offset that nobody will ask below again. */
  forget(offset: number): void {
    const count = this.#escapesBefore(offset) - 1;
    if (count < 1024) return;
    this.#ends = this.#ends.slice(count);
    this.#extras = this.#extras.slice(count);
  }

  /** How many of the known escapes end at or before an offset. */
  #escapesBefore(offset: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ends[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** How much of raw[.., to) can be decoded without what follows: an escape at the end may be incomplete. */
export function endOfWhole(raw: string, from: number, to: number): number {
  for (let at = to - 1; at >= from && at >= to - 6; at -= 1) {
    if (raw.charCodeAt(at) !== BACKSLASH) continue;
    let first = at;
    while (first > from && raw.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    const lead = (at - first) % 2 === 0 ? at : at - 1;
    const wanted = raw.charCodeAt(lead + 1) === LOWER_U ? 6 : 2;
    return lead + wanted > to ? lead : to;
  }
  return to;
}

/** How long the escape at a backslash is; 1 when it is none, and the backslash stands for itself. */
function escapeSize(raw: string, at: number): number {
  if (at + 1 >= raw.length) return 1;
  if (raw.charCodeAt(at + 1) !== LOWER_U) return 2;
  return HEX4.test(raw.slice(at + 2, at + 6)) ? 6 : 1;
}

function readEscape(raw: string, at: number, size: number): string {
  if (size === 1) return '\\';
  if (size === 6) return String.fromCharCode(Number.parseInt(raw.slice(at + 2, at + 6), 16));
  const char = raw.charAt(at + 1);
  return SHORT[char] ?? char;
}
