// A JSON value that goes as a whole, read to its end however the text is cut.

import { BACKSLASH, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../text/ascii.ts';

export class JsonSkip {
  /** Offset where the value begins. */
  readonly start: number;
  /** Whether it is too long to be held, and has been replaced already. */
  isLong = false;
  #depth = 0;
  #inString = false;
  #isEscaped = false;

  constructor(start: number) {
    this.start = start;
  }

  /** Goes on at text[from], and gives the index after the value, or -1 when it does not end in this text. */
  find(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === BACKSLASH) this.#isEscaped = true;
        else if (code === QUOTE) this.#inString = false;
        if (!this.#inString && this.#depth === 0) return at + 1;
      } else if (code === QUOTE) this.#inString = true;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#depth += 1;
      else if (code === 125 || code === 93) {
        this.#depth -= 1;
        if (this.#depth === 0) return at + 1;
      }
    }
    return -1;
  }
}
