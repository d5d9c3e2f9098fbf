// JSON held in a string, sanitised token by token. Rewriting in place keeps the layout, long integers and repeated keys,
// all of which a parse and a stringify would lose; the result is JSON again.
import { isDigit } from './text/chars.ts';
import { REDACTED } from './placeholders.ts';
import { type Budget, isCardInteger, type Rules, sanitizeKey, sanitizeText } from './sanitize-text.ts';
import { UniqueNames } from './unique-name.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const MINUS = 45;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;

/** Whether a text looks like one whole JSON object or array. */
export function isJsonText(text: string): boolean {
  const first = text.charCodeAt(skipSpace(text, 0, 1));
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) return false;
  return text.charCodeAt(skipSpace(text, text.length - 1, -1)) === first + 2;
}

/** The text without personal data; the same string when nothing changed; undefined when it is not JSON. */
export function rewriteJson(text: string, rules: Rules, budget: Budget, depth: number): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return new JsonRewriter(text, rules, budget, depth).run();
}

/** One pass over a text that is known to be valid. */
class JsonRewriter {
  private readonly text: string;
  private readonly rules: Rules;
  private readonly budget: Budget;
  private readonly depth: number;
  private readonly stack: { isObject: boolean; names?: UniqueNames; marked?: Set<string> }[] = [];
  private result = '';
  private copied = 0;
  private expectsKey = false;
  private isSecret = false;

  constructor(text: string, rules: Rules, budget: Budget, depth: number) {
    this.text = text;
    this.rules = rules;
    this.budget = budget;
    this.depth = depth;
  }

  run(): string {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      if (this.budget.nodes > this.rules.limits.maxNodes) return REDACTED;
      at = this.step(at, text.charCodeAt(at));
    }
    return this.copied === 0 ? text : this.result + text.slice(this.copied);
  }

  private step(at: number, code: number): number {
    if (code === QUOTE) return this.expectsKey ? this.key(at) : this.string(at);
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) return this.open(at, code === OPEN_OBJECT);
    if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      this.stack.pop();
      this.expectsKey = false;
    } else if (code === COMMA) {
      this.expectsKey = this.stack[this.stack.length - 1]?.isObject === true;
      this.isSecret = false;
    } else if (code === COLON) this.expectsKey = false;
    else if (code === MINUS || isDigit(code)) return this.number(at);
    return at + 1;
  }

  private open(at: number, isObject: boolean): number {
    this.budget.nodes += 1;
    if (this.isSecret || this.depth + this.stack.length >= this.rules.limits.maxDepth) {
      const end = endOfContainer(this.text, at);
      this.replace(at, end, REDACTED);
      return end;
    }
    this.stack.push({ isObject });
    this.expectsKey = isObject;
    return at + 1;
  }

  private key(at: number): number {
    const end = endOfString(this.text, at);
    const name = unquote(this.text, at, end);
    const clean = sanitizeKey(name, this.rules);
    const top = this.stack[this.stack.length - 1];
    if (top !== undefined && clean !== name) {
      top.names ??= new UniqueNames();
      const { names, marked } = top;
      this.replace(
        at,
        end,
        names.next(clean, (candidate) => marked?.has(candidate) === true),
      );
    } else if (top !== undefined && name.charCodeAt(0) === OPEN_ARRAY) {
      top.marked ??= new Set();
      top.marked.add(name);
    }
    this.isSecret = this.rules.isSensitive(clean);
    return end;
  }

  private string(at: number): number {
    this.budget.nodes += 1;
    const end = endOfString(this.text, at);
    const value = unquote(this.text, at, end);
    const depth = this.depth + this.stack.length;
    const clean = this.isSecret ? REDACTED : sanitizeText(value, this.rules, this.budget, depth);
    if (clean !== value) this.replace(at, end, clean);
    return end;
  }

  private number(at: number): number {
    this.budget.nodes += 1;
    let end = at + 1;
    while (end < this.text.length && isNumberPart(this.text.charCodeAt(end))) end += 1;
    if (this.isSecret) this.replace(at, end, REDACTED);
    else if (end - at <= 19 && isCardInteger(this.text.slice(at, end)))
      this.replace(at, end, '[CREDIT_CARD]');
    return end;
  }

  private replace(start: number, end: number, value: string): void {
    this.result += this.text.slice(this.copied, start) + JSON.stringify(value);
    this.copied = end;
  }
}

function unquote(text: string, at: number, end: number): string {
  const inner = text.slice(at + 1, end - 1);
  return inner.includes('\\') ? (JSON.parse(text.slice(at, end)) as string) : inner;
}

// By native search from quote to quote; a quote behind an odd number of backslashes is part of the string.
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return text.length;
}

function endOfContainer(text: string, at: number): number {
  let open = 0;
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) {
      end = endOfString(text, end);
      continue;
    }
    end += 1;
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) open += 1;
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) open -= 1;
    if (open === 0) break;
  }
  return end;
}

function skipSpace(text: string, from: number, step: number): number {
  let at = from;
  while (at >= 0 && at < text.length && text.charCodeAt(at) <= 32) at += step;
  return at;
}

/** Digits and . + - e E: what may follow the first character of a number. */
function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 46 || code === 43 || code === MINUS || (code | 32) === 101;
}
