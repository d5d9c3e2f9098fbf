// JSON text, edited token by token as it comes in. Editing in place keeps the layout, long integers and repeated keys, all
// of which a parse and a stringify would lose, and needs no more memory than one string. Documents may follow one another.
import { isDigit } from '../chars.ts';
import { REDACTED } from '../policies/placeholders.ts';
import { type Edit, valueEdits } from './edits.ts';
import { EscapedText, endOfWhole } from './escaped-text.ts';
import { JsonSkip } from './json-skip.ts';
import { endOfLiteral, endOfNumber, endOfString, numberOf } from './json-tokens.ts';
import { knownKey, redactKey } from './names.ts';
import { mayBeCard, replaceCard } from './numbers.ts';
import { RedactEditor } from './redact-editor.ts';
import { DROPPED, replaceKeyed } from './replacement.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import type { KeyRule } from './sensitive-keys.ts';
import { MAX_LONG } from './text-editor.ts';
import { UniqueNames } from './unique-names.ts';

// What may come next.
const ROOT = 0;
const VALUE = 1;
const VALUE_OR_END = 2;
const KEY = 3;
const KEY_OR_END = 4;
const COLON = 5;
const NEXT = 6;

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON_SIGN = 58;
const OPEN_OBJECT = 123;
const OPEN_ARRAY = 91;
const BYTE_ORDER_MARK = 0xfeff;

/** How far back a text that turns out not to be JSON is read again as plain text. */
const HOLD = 1024;

/** What a step came to, other than the index where the next one begins. */
const WAIT = -1;
const FAIL = -2;

interface Frame {
  isObject: boolean;
  /** The key under which it stands: context for the items of an array. */
  key: string | undefined;
  /** Whether a member before this one stays. */
  kept: boolean;
  /** Whether the next comma goes with the member that was dropped before it. */
  swallow: boolean;
  /** Names given to keys that changed, and keys that look like such names. */
  names: UniqueNames | undefined;
  marked: Set<string> | undefined;
}

const MAX_MARKED = 10_000;

export class JsonEditor {
  /** Offset before which everything is settled. */
  settled = 0;
  private readonly rules: Rules;
  private readonly run: Run;
  private readonly outerDepth: number;
  private readonly outerKey: string | undefined;
  private text = '';
  /** Offset of the first character of `text`. */
  private base = 0;
  /** Index in `text` of the next token, and from where its end is still to be found. */
  private at = 0;
  private resume = 0;
  private state = ROOT;
  private readonly frames: Frame[] = [];
  /** Edits since `settled`, and how many findings were known there. */
  private pending: Edit[] = [];
  private known: number;
  private out: Edit[] = [];
  // The member or item at hand. Offsets, for `text` is cut from time to time.
  private key: string | undefined;
  private rule: KeyRule | null = null;
  private memberStart = 0;
  private comma = 0;
  // A value that is left out or too long to be held.
  private skip: JsonSkip | undefined;
  private child: RedactEditor | undefined;
  private escaped = new EscapedText();
  private contentStart = 0;

  constructor(rules: Rules, run: Run, depth: number, key?: string) {
    this.rules = rules;
    this.run = run;
    this.outerDepth = depth;
    this.outerKey = key;
    this.known = run.findings?.length ?? 0;
  }

  /** Reads on. Gives back the text from `settled` when it is not JSON. */
  push(chunk: string, last: boolean, edits: Edit[]): string | undefined {
    this.text += chunk;
    this.out = edits;
    while (this.at < this.text.length && this.run.exceeded === undefined) {
      const next = this.step(this.at, last);
      if (next === WAIT) break;
      if (next === FAIL) return this.fail();
      this.at = next;
    }
    if (last && this.run.exceeded === undefined) {
      const isWhole = this.at === this.text.length && this.state === ROOT && this.child === undefined;
      if (!isWhole && !this.finishOpen()) return this.fail();
      this.settle(this.base + this.text.length);
    }
    if (!last) this.trim();
    return undefined;
  }

  private step(at: number, last: boolean): number {
    if (this.child !== undefined) return this.feedChild(at, last);
    if (this.skip !== undefined) return this.skipOn(at);
    const code = this.text.charCodeAt(at);
    if (code <= 32) return this.blank(at);
    switch (this.state) {
      case VALUE:
      case VALUE_OR_END:
        return this.value(at, code, last);
      case KEY:
      case KEY_OR_END:
        return code === QUOTE ? this.readKey(at) : this.close(at, code);
      case COLON:
        this.state = VALUE;
        return code === COLON_SIGN ? at + 1 : FAIL;
      case NEXT:
        return code === COMMA ? this.next(at) : this.close(at, code);
      default:
        if (code === BYTE_ORDER_MARK && this.base + at === 0) return 1;
        return code === OPEN_OBJECT || code === OPEN_ARRAY ? this.value(at, code, last) : FAIL;
    }
  }

  /** White space. Between a comma and the end of a value only so much is allowed, because all of it is held. */
  private blank(at: number): number {
    const offset = this.base + at;
    const isInside = this.state === COLON || this.state === KEY || this.state === VALUE;
    if (!isInside) this.settleIfDue(offset);
    else if (offset - this.memberStart > MAX_LONG + HOLD) return FAIL;
    return at + 1;
  }

  private value(at: number, code: number, last: boolean): number {
    const frame = this.top;
    if (frame?.isObject !== true) {
      this.memberStart = this.base + at;
      this.key = frame === undefined ? this.outerKey : frame.key;
      this.rule = null;
    }
    if (code === QUOTE) return this.string(at);
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) return this.open(at, code === OPEN_OBJECT);
    if (code === MINUS || isDigit(code)) return this.number(at, last);
    if (this.state === VALUE_OR_END && code === OPEN_ARRAY + 2) return this.close(at, code);
    const end = endOfLiteral(this.text, at);
    if (end === 0) return FAIL;
    if (end < 0) return last ? FAIL : WAIT;
    this.run.count(0);
    return this.endValue(end);
  }

  private next(at: number): number {
    const frame = this.top;
    if (frame === undefined) return FAIL;
    this.settleIfDue(this.base + at);
    this.comma = this.base + at;
    this.memberStart = this.comma;
    if (frame.swallow) {
      this.edit(this.comma, this.comma + 1, '');
      frame.swallow = false;
    }
    this.state = frame.isObject ? KEY : VALUE;
    return at + 1;
  }

  private close(at: number, code: number): number {
    const frame = this.top;
    if (frame === undefined || code !== (frame.isObject ? OPEN_OBJECT + 2 : OPEN_ARRAY + 2)) return FAIL;
    if (this.state === KEY || this.state === VALUE) return FAIL;
    this.settleIfDue(this.base + at);
    this.frames.pop();
    this.endValue(at + 1);
    // What follows an object stands by itself; `[1]` may be the beginning of a sentence.
    if (this.state === ROOT && frame.isObject) this.settle(this.base + at + 1);
    return at + 1;
  }

  private open(at: number, isObject: boolean): number {
    this.run.count(0);
    const isTooDeep = this.outerDepth + this.frames.length >= this.rules.limits.maxDepth;
    const isKeyed = this.rule !== null && !this.rule.numbersOnly;
    if (isKeyed || isTooDeep) {
      this.skip = new JsonSkip(this.base + at, false, !isKeyed);
      return at;
    }
    this.settleIfDue(this.base + at);
    this.frames.push({
      ...{ isObject, key: this.key, kept: false, swallow: false, names: undefined, marked: undefined },
    });
    this.state = isObject ? KEY_OR_END : VALUE_OR_END;
    return at + 1;
  }

  private readKey(at: number): number {
    const frame = this.top;
    const end = endOfString(this.text, at, this.resume);
    if (frame === undefined || (end < 0 ? this.text.length - at : end - at) > MAX_LONG) return FAIL;
    if (end < 0) return this.wait();
    this.resume = 0;
    this.memberStart = this.base + at;
    const content = this.text.slice(at + 1, end - 1);
    const name = content.includes('\\') ? new EscapedText().decode(content) : content;
    const rule = knownKey(name, this.rules);
    this.rule = rule ?? null;
    this.key = name;
    if (rule === undefined) {
      const from = this.run.findings?.length ?? 0;
      const clean = redactKey(name, this.rules, this.run);
      this.moveNotes(from, (offset) => this.base + at + 1 + offset);
      this.key = clean;
      this.rule = this.rules.keys(clean) ?? null;
      if (clean !== name) this.rename(at, end, clean, frame);
    } else if (name.charCodeAt(0) === OPEN_ARRAY) {
      if (frame.names?.mayHaveGiven(name)) this.rename(at, end, name, frame);
      else mark(frame, name);
    }
    this.state = COLON;
    return end;
  }

  private rename(at: number, end: number, clean: string, frame: Frame): void {
    frame.names ??= new UniqueNames();
    const name = frame.names.next(clean, (candidate) => frame.marked?.has(candidate) === true);
    this.edit(this.base + at, this.base + end, JSON.stringify(name));
  }

  private string(at: number): number {
    const end = endOfString(this.text, at, this.resume);
    const size = end < 0 ? this.text.length - at + 1 : end - at;
    if (size > MAX_LONG) return this.longString(at);
    if (end < 0) return this.wait();
    this.resume = 0;
    this.run.count(size);
    const start = this.base + at;
    const content = this.text.slice(at + 1, end - 1);
    const hasEscapes = content.includes('\\');
    const escaped = hasEscapes ? new EscapedText() : UNESCAPED;
    const value = hasEscapes ? escaped.decode(content) : content;
    const from = this.run.findings?.length ?? 0;
    if (this.rule !== null) {
      const result = replaceKeyed(value, this.rule, this.rules, this.run);
      this.moveNotes(from, (offset) => start + 1 + escaped.toRaw(offset));
      if (result !== value) return this.replaceValue(at, end, result);
    }
    if (this.rules.restored?.has(value)) return this.replaceValue(at, end, this.rules.restored.get(value));
    const depth = this.outerDepth + this.frames.length;
    const edits = valueEdits(value, this.key, this.rules, this.run, depth);
    for (const edit of edits) this.editInside(start + 1, escaped, edit);
    if (edits.length > 0) this.moveNotes(from, (offset) => start + 1 + escaped.toRaw(offset));
    return this.endValue(end);
  }

  private number(at: number, last: boolean): number {
    const end = endOfNumber(this.text, at);
    if (end < 0 || end - at > HOLD) return FAIL;
    if (end === this.text.length && !last) return WAIT;
    this.run.count(0);
    if (this.rule === null && !mayBeCard(end - at)) return this.endValue(end);
    const text = this.text.slice(at, end);
    const from = this.run.findings?.length ?? 0;
    const value = numberOf(text);
    const result =
      this.rule === null
        ? (replaceCard(text, this.key, this.rules, this.run) ?? value)
        : replaceKeyed(value, this.rule, this.rules, this.run);
    this.moveNotes(from, (offset) => this.base + at + offset);
    return result === value ? this.endValue(end) : this.replaceValue(at, end, result);
  }

  /** Puts a whole value in place, or leaves the member out. */
  private replaceValue(at: number, end: number, result: unknown): number {
    if (result === DROPPED) {
      this.dropMember(this.base + end, '');
      this.state = NEXT;
      return end;
    }
    const isDeepRoot = this.frames.length === 0;
    this.edit(this.base + at, this.base + end, isDeepRoot ? String(result) : toJson(result));
    return this.endValue(end);
  }

  private dropMember(end: number, text: string): void {
    const frame = this.top;
    const start = frame?.kept === true ? this.comma : this.memberStart;
    while ((this.pending.at(-1)?.start ?? -1) >= start) this.pending.pop();
    if (frame?.kept === false) frame.swallow = true;
    this.edit(start, end, text);
  }

  private endValue(end: number): number {
    const frame = this.top;
    if (frame !== undefined) frame.kept = true;
    this.state = frame === undefined ? ROOT : NEXT;
    return end;
  }

  // A container that goes as a whole, or a long string under a sensitive key.
  private skipOn(at: number): number {
    const { skip } = this;
    if (skip === undefined) return at;
    const end = skip.find(this.text, at);
    const offset = this.base + (end < 0 ? this.text.length : end);
    if (end >= 0 && offset - skip.start <= MAX_LONG) return this.replaceSkipped(skip, end);
    if (offset - skip.start < MAX_LONG) return this.text.length;
    if (!skip.isLong) {
      skip.isLong = true;
      const result = skip.isTooDeep ? REDACTED : this.replaceWhole(skip, offset, undefined);
      if (skip.isTooDeep) this.run.noteLimit('depth');
      if (result === DROPPED) this.dropMember(offset, '');
      else this.edit(skip.start, offset, this.frames.length === 0 ? REDACTED : toJson(result));
    } else this.edit(this.settled, offset, '');
    this.settle(offset);
    if (end < 0) return this.text.length;
    this.skip = undefined;
    return this.endValue(end);
  }

  private replaceSkipped(skip: JsonSkip, end: number): number {
    const at = skip.start - this.base;
    this.skip = undefined;
    if (skip.isTooDeep) {
      this.run.noteLimit('depth');
      return this.replaceValue(at, end, REDACTED);
    }
    return this.replaceValue(at, end, this.replaceWhole(skip, this.base + end, this.text.slice(at, end)));
  }

  /** What takes the place of a container; policies see it parsed, unless it is long. */
  private replaceWhole(skip: JsonSkip, end: number, raw: string | undefined): unknown {
    if (this.rule === null) return REDACTED;
    let value: unknown = {};
    try {
      if (raw !== undefined) value = JSON.parse(raw);
    } catch {
      // Not JSON after all: hidden all the same.
    }
    const from = this.run.findings?.length ?? 0;
    const result = replaceKeyed(value, this.rule, this.rules, this.run);
    this.moveNotes(from, (offset, isEnd) => (isEnd ? end : skip.start + offset));
    return result;
  }

  private longString(at: number): number {
    this.resume = 0;
    this.run.count(MAX_LONG);
    if (this.rule !== null && !this.rule.numbersOnly) {
      this.skip = new JsonSkip(this.base + at, true, false);
      return at + 1;
    }
    this.settle(this.base + at);
    this.child = new RedactEditor(this.rules, this.run, this.outerDepth + this.frames.length, this.key);
    this.escaped = new EscapedText();
    this.contentStart = this.base + at + 1;
    return at + 1;
  }

  private feedChild(at: number, last: boolean): number {
    const { child, text } = this;
    if (child === undefined) return at;
    const end = endOfString(text, at - 1, at) - 1;
    const isClosed = end >= at;
    const stop = isClosed ? end : last ? text.length : endOfWhole(text, at, text.length);
    this.pushChild(child, this.escaped.decode(text.slice(at, stop)), isClosed || last);
    if (!isClosed) return stop > at || last ? stop : WAIT;
    this.child = undefined;
    this.settle(this.base + end + 1);
    return this.endValue(end + 1);
  }

  private pushChild(child: RedactEditor, chunk: string, last: boolean): void {
    const { escaped, contentStart } = this;
    const from = this.run.findings?.length ?? 0;
    const edits: Edit[] = [];
    child.push(chunk, last, edits);
    for (const edit of edits) this.editInside(contentStart, escaped, edit);
    this.moveNotes(from, (offset) => contentStart + escaped.toRaw(offset));
    this.settle(Math.max(this.settled, contentStart + escaped.toRaw(child.settled)));
    escaped.forget(child.settled);
  }

  /** At the end of the input a long value may be open: that is dealt with here. Any other open value is not JSON. */
  private finishOpen(): boolean {
    if (this.child !== undefined) this.pushChild(this.child, '', true);
    return this.child !== undefined || this.skip?.isLong === true;
  }

  private get top(): Frame | undefined {
    return this.frames[this.frames.length - 1];
  }

  private wait(): number {
    this.resume = this.text.length;
    return WAIT;
  }

  private edit(start: number, end: number, text: string): void {
    this.pending.push({ start, end, text });
  }

  private editInside(start: number, escaped: EscapedText, { start: from, end, text }: Edit): void {
    const inner = JSON.stringify(text).slice(1, -1);
    this.edit(start + escaped.toRaw(from), start + escaped.toRaw(end), inner);
  }

  private moveNotes(from: number, move: (offset: number, isEnd: boolean) => number): void {
    const { findings } = this.run;
    for (let index = from; index < (findings?.length ?? 0); index += 1) {
      const finding = findings?.[index];
      if (finding === undefined || finding.type === 'LIMIT') continue;
      finding.start = move(finding.start, false);
      finding.end = move(finding.end, true);
    }
  }

  private settleIfDue(offset: number): void {
    if (offset - this.settled >= HOLD) this.settle(offset);
  }

  private settle(offset: number): void {
    for (const edit of this.pending) this.out.push(edit);
    this.pending = [];
    this.known = this.run.findings?.length ?? 0;
    this.settled = offset;
  }

  private trim(): void {
    const spare = this.settled - this.base;
    if (spare <= 0) return;
    this.text = this.text.slice(spare);
    this.base += spare;
    this.at -= spare;
    this.resume = Math.max(0, this.resume - spare);
  }

  private fail(): string {
    if (this.run.findings !== undefined) this.run.findings.length = this.known;
    return this.text.slice(this.settled - this.base);
  }
}

/** For a string without escapes, offsets are the same inside and out. */
const UNESCAPED = new EscapedText();

/** Remembers a key that looks like a name given to a changed one. */
function mark(frame: Frame, name: string): void {
  frame.marked ??= new Set();
  if (frame.marked.size < MAX_MARKED) frame.marked.add(name);
}

function toJson(value: unknown): string {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
