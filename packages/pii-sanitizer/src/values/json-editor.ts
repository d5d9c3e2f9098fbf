// JSON text, edited token by token as it comes in. Editing in place keeps the layout, long integers and repeated keys, all
// of which a parse and a stringify would lose, and needs no more memory than one string. Documents may follow one another.

import { REDACTED } from '../policies/placeholders.ts';
import { COLON as COLON_SIGN, COMMA, DASH, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../text/ascii.ts';
import { isDigit } from '../text/chars.ts';
import type { Edit } from './edits.ts';
import { JsonFrame } from './json-frame.ts';
import { JsonLongString } from './json-long-string.ts';
import { HOLD, JsonOutput } from './json-output.ts';
import { JsonSkip } from './json-skip.ts';
import { endOfLiteral, endOfNumber, endOfString } from './json-tokens.ts';
import { JsonValues } from './json-values.ts';
import { mayBeCard } from './numbers.ts';
import { RedactEditor } from './redact-editor.ts';
import { DROPPED } from './replacement.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import type { KeyRule } from './sensitive-keys.ts';
import { MAX_LONG } from './text-editor.ts';

// What may come next.
const ROOT = 0;
const VALUE = 1;
const VALUE_OR_END = 2;
const KEY = 3;
const KEY_OR_END = 4;
const COLON = 5;
const NEXT = 6;

const BYTE_ORDER_MARK = 0xfeff;

// What a step came to, other than the index where the next one begins.
const WAIT = -1;
const FAIL = -2;

export class JsonEditor {
  readonly #rules: Rules;
  readonly #run: Run;
  readonly #out: JsonOutput;
  readonly #values: JsonValues;
  /** Containers around the text, and the key under which it stands. */
  readonly #outerDepth: number;
  readonly #outerKey: string | undefined;
  /** What is not settled; it begins at the offset `base`. */
  #text = '';
  #base = 0;
  /** Index in `text` of the next token, and from where its end is still to be found. */
  #at = 0;
  #resume = 0;
  #state = ROOT;
  readonly #frames: JsonFrame[] = [];
  // The member or item at hand. Places are offsets, for `text` is cut from time to time.
  #key: string | undefined;
  #rule: KeyRule | null = null;
  #memberStart = 0;
  #comma = 0;
  // A value that is left out, or too long to be held.
  #skip: JsonSkip | undefined;
  #long: JsonLongString | undefined;

  constructor(rules: Rules, run: Run, depth: number, key?: string) {
    this.#rules = rules;
    this.#run = run;
    this.#out = new JsonOutput(run);
    this.#values = new JsonValues(rules, run, this.#out);
    this.#outerDepth = depth;
    this.#outerKey = key;
  }

  /** Offset before which everything is settled. */
  get settled(): number {
    return this.#out.settled;
  }

  /** Reads on, and adds the edits that are settled. Gives back the text from there when it is not JSON. */
  push(chunk: string, last: boolean, edits: Edit[]): string | undefined {
    this.#text += chunk;
    this.#out.edits = edits;
    while (this.#at < this.#text.length) {
      if (this.#run.exceeded !== undefined) return undefined;
      const next = this.#step(this.#at, last);
      if (next === WAIT) break;
      if (next === FAIL) return this.#fail();
      this.#at = next;
    }
    if (last) {
      if (!this.#isComplete()) return this.#fail();
      this.#out.settle(this.#base + this.#text.length);
    } else this.#trim();
    return undefined;
  }

  #step(at: number, last: boolean): number {
    if (this.#long !== undefined) return this.#readOn(this.#long, at, last);
    if (this.#skip !== undefined) return this.#skipOn(this.#skip, at);
    const code = this.#text.charCodeAt(at);
    if (code <= 32) return this.#blank(at);
    switch (this.#state) {
      case VALUE:
      case VALUE_OR_END:
        return this.#value(at, code, last);
      case KEY:
      case KEY_OR_END:
        return code === QUOTE ? this.#readKey(at) : this.#close(at, code);
      case COLON:
        this.#state = VALUE;
        return code === COLON_SIGN ? at + 1 : FAIL;
      case NEXT:
        return code === COMMA ? this.#next(at) : this.#close(at, code);
      default:
        if (code === BYTE_ORDER_MARK && this.#base + at === 0) return 1;
        return code === OPEN_BRACE || code === OPEN_BRACKET ? this.#value(at, code, last) : FAIL;
    }
  }

  /** White space. Between a comma and the end of a value only so much is allowed, because all of it is held. */
  #blank(at: number): number {
    const offset = this.#base + at;
    const isInside = this.#state === COLON || this.#state === KEY || this.#state === VALUE;
    if (!isInside) this.#out.settleIfDue(offset);
    else if (offset - this.#memberStart > MAX_LONG + HOLD) return FAIL;
    return at + 1;
  }

  #value(at: number, code: number, last: boolean): number {
    const frame = this.#top;
    if (frame?.isObject !== true) {
      this.#memberStart = this.#base + at;
      this.#key = frame === undefined ? this.#outerKey : frame.key;
      this.#rule = null;
    }
    if (code === QUOTE) return this.#string(at);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.#open(at, code === OPEN_BRACE);
    if (code === DASH || isDigit(code)) return this.#number(at, last);
    if (this.#state === VALUE_OR_END && code === OPEN_BRACKET + 2) return this.#close(at, code);
    const end = endOfLiteral(this.#text, at);
    if (end === 0) return FAIL;
    if (end < 0) return last ? FAIL : WAIT;
    this.#run.count(0);
    return this.#endValue(end);
  }

  #next(at: number): number {
    const frame = this.#top;
    if (frame === undefined) return FAIL;
    this.#comma = this.#base + at;
    this.#memberStart = this.#comma;
    this.#out.settleIfDue(this.#comma);
    if (frame.swallowsComma) {
      this.#out.edit(this.#comma, this.#comma + 1, '');
      frame.swallowsComma = false;
    }
    this.#state = frame.isObject ? KEY : VALUE;
    return at + 1;
  }

  #close(at: number, code: number): number {
    const frame = this.#top;
    if (frame === undefined || code !== (frame.isObject ? OPEN_BRACE + 2 : OPEN_BRACKET + 2)) return FAIL;
    if (this.#state === KEY || this.#state === VALUE) return FAIL;
    this.#out.settleIfDue(this.#base + at);
    this.#frames.pop();
    this.#endValue(at + 1);
    // What follows an object stands by itself; `[1]` may be the beginning of a sentence.
    if (this.#state === ROOT && frame.isObject) this.#out.settle(this.#base + at + 1);
    return at + 1;
  }

  #open(at: number, isObject: boolean): number {
    this.#run.count(0);
    if (this.#isReplacedWhole || this.#depth >= this.#rules.limits.maxDepth) {
      this.#skip = new JsonSkip(this.#base + at);
      return at;
    }
    this.#out.settleIfDue(this.#base + at);
    this.#frames.push(new JsonFrame(isObject, this.#key));
    this.#state = isObject ? KEY_OR_END : VALUE_OR_END;
    return at + 1;
  }

  #readKey(at: number): number {
    const frame = this.#top;
    const end = endOfString(this.#text, at, this.#resume);
    if (frame === undefined || (end < 0 ? this.#text.length - at : end - at) > MAX_LONG) return FAIL;
    if (end < 0) return this.#wait();
    this.#resume = 0;
    const start = this.#base + at;
    if (this.#state === KEY_OR_END || !frame.hasKept) this.#memberStart = start;
    const { original, clean, rule } = this.#values.key(this.#text.slice(at + 1, end - 1), start + 1);
    const given = clean === original ? frame.keepName(original) : frame.nameFor(clean);
    if (given !== original) this.#out.edit(start, this.#base + end, JSON.stringify(given));
    this.#key = clean;
    this.#rule = rule;
    this.#state = COLON;
    return end;
  }

  #string(at: number): number {
    const end = endOfString(this.#text, at, this.#resume);
    if ((end < 0 ? this.#text.length + 1 : end) - at > MAX_LONG) return this.#longString(at);
    if (end < 0) return this.#wait();
    this.#resume = 0;
    this.#run.count(end - at);
    const content = this.#text.slice(at + 1, end - 1);
    const start = this.#base + at + 1;
    const whole = this.#values.string(content, start, this.#key, this.#rule, this.#depth, this.#top);
    return this.#replaceValue(at, end, whole);
  }

  #number(at: number, last: boolean): number {
    const end = endOfNumber(this.#text, at);
    if (end < 0 || end - at > HOLD) return FAIL;
    if (end === this.#text.length && !last) return WAIT;
    this.#run.count(0);
    if (this.#rule === null && !mayBeCard(end - at)) return this.#endValue(end);
    const whole = this.#values.number(this.#text.slice(at, end), this.#base + at, this.#key, this.#rule);
    return this.#replaceValue(at, end, whole);
  }

  /** Puts a whole value in place, or leaves the member out. */
  #replaceValue(at: number, end: number, result: unknown): number {
    if (result === undefined) return this.#endValue(end);
    if (result === DROPPED) return this.#dropMember(end);
    // Without a container round it, the text is no JSON any more.
    const isBare = this.#frames.length === 0 || typeof result === 'bigint';
    const text = isBare ? String(result) : JSON.stringify(result);
    this.#out.edit(this.#base + at, this.#base + end, text);
    return this.#endValue(end);
  }

  /** Takes out the member that ends here, with the comma before it, or else the one after it. */
  #dropMember(end: number): number {
    const frame = this.#top;
    this.#out.cutOut(frame?.hasKept === true ? this.#comma : this.#memberStart, this.#base + end);
    if (frame?.hasKept === false) frame.swallowsComma = true;
    this.#state = NEXT;
    return end;
  }

  #endValue(end: number): number {
    const frame = this.#top;
    if (frame !== undefined) frame.hasKept = true;
    this.#state = frame === undefined ? ROOT : NEXT;
    return end;
  }

  #skipOn(skip: JsonSkip, at: number): number {
    const found = skip.find(this.#text, at);
    const end = found < 0 ? this.#text.length : found;
    const size = this.#base + end - skip.start;
    if (skip.isLong) this.#out.edit(this.#out.settled, this.#base + end, '');
    else if (found >= 0 || size >= MAX_LONG) {
      // The beginning of a value that is too long to be held is replaced; what follows goes with it.
      skip.isLong = found < 0 || size > MAX_LONG;
      this.#replaceValue(skip.start - this.#base, end, this.#replaceWhole(skip, end));
    }
    if (skip.isLong) this.#out.settle(this.#base + end);
    if (found >= 0) this.#skip = undefined;
    return end;
  }

  /** What takes the place of a value that goes as a whole. Policies see it parsed, unless it is long. */
  #replaceWhole(skip: JsonSkip, end: number): unknown {
    if (this.#rule === null || !this.#isReplacedWhole) return this.#run.noteLimit('depth');
    const value = skip.isLong ? {} : parse(this.#text.slice(skip.start - this.#base, end));
    return this.#values.whole(value, skip.start, this.#base + end, this.#rule) ?? REDACTED;
  }

  #longString(at: number): number {
    this.#resume = 0;
    this.#run.count(MAX_LONG);
    const start = this.#base + at;
    if (this.#isReplacedWhole) {
      this.#skip = new JsonSkip(start);
      return at;
    }
    this.#out.settle(start);
    this.#long = new JsonLongString(
      new RedactEditor(this.#rules, this.#run, this.#depth, this.#key),
      this.#out,
      start + 1,
    );
    return at + 1;
  }

  #readOn(long: JsonLongString, at: number, last: boolean): number {
    const end = long.read(this.#text, at, last);
    if (!long.isClosed) return end > at ? end : WAIT;
    this.#long = undefined;
    this.#out.settle(this.#base + end);
    return this.#endValue(end);
  }

  /** Whether the input may end here. A long value that is open has been dealt with. */
  #isComplete(): boolean {
    if (this.#long !== undefined) {
      this.#long.finish();
      return true;
    }
    return this.#skip?.isLong === true || (this.#at === this.#text.length && this.#state === ROOT);
  }

  /** Whether the value at hand goes as a whole, whatever it is. */
  get #isReplacedWhole(): boolean {
    return this.#rule !== null && this.#rule.numbersOnly !== true;
  }

  get #depth(): number {
    return this.#outerDepth + this.#frames.length;
  }

  get #top(): JsonFrame | undefined {
    return this.#frames[this.#frames.length - 1];
  }

  #wait(): number {
    this.#resume = this.#text.length;
    return WAIT;
  }

  /** Lets go of what is settled. */
  #trim(): void {
    const spare = this.#out.settled - this.#base;
    if (spare <= 0) return;
    this.#text = this.#text.slice(spare);
    this.#base += spare;
    this.#at -= spare;
    this.#resume = Math.max(0, this.#resume - spare);
  }

  #fail(): string {
    this.#out.cancel();
    return this.#text.slice(this.#out.settled - this.#base);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: hidden all the same.
    return {};
  }
}
