// Everything that holds a digit. One narrow search finds the digits; what is plainly a year, a time, a decimal or a hash is passed over
// at once, and the rest is read as a run of groups on which the rules of all types are tried.
import { MIN_PASSWORD_CHARS } from '../secrets/limits.ts';
import {
  CLOSE_PAREN,
  COLON,
  DASH,
  DOT,
  NEWLINE,
  OPEN_PAREN,
  SLASH,
  SPACE,
  UNDERSCORE,
} from '../text/ascii.ts';
import { classOf, isAlnum, isAlpha, isDigit, isMark, isUpper } from '../text/chars.ts';
import { Codes, codeAt } from '../text/codes.ts';
import { isEscapeIn } from '../text/escape.ts';
import { oneOf } from '../text/one-of.ts';
import type { Finding } from '../types.ts';
import { matchBirthDate, mayBeDate } from './birth-date.ts';
import type { FormIndex } from './form-index.ts';
import { Gaps } from './gaps.ts';
import { matchIban } from './iban.ts';
import * as KIND from './kind.ts';
import { matchColons, matchIpv4, matchMac } from './network.ts';
import { endOfPlain, endOfTimestamp } from './plain-number.ts';
import { matchPostalAddress } from './postal-address.ts';
import { beginsFormValue, type Run, separatorOf } from './run.ts';
import { RunRules } from './run-rules.ts';
import * as SEP from './sep.ts';
import { endOfHash, Tokens } from './tokens.ts';

const DIGIT = /\d/g;
const DATE_CHARS = 10;
/** Shorter ones are written in groups, or do not exist. */
const MIN_IBAN = 14;
/** The shortest word that a token may have. */
const MIN_WORD = 8;
/** The longest group of an identifier, but for an IBAN's. */
const MAX_PLAIN = 25;
const MAX_WORD = 36;
/** The longest number of a house, and of a year. */
const MAX_PLAIN_DIGITS = 5;
/** The fewest digits in anything that has no letters, and in what is one group. */
const MIN_DIGITS = 4;
const MIN_SINGLE = 6;
/** The fewest characters of letters and digits that a card's number may be glued into. */
const MIN_GLUED = 12;

/** Scans texts for one detector, one after another, in buffers of its own: looking at numbers allocates next to nothing. */
export class NumberScanner {
  readonly #forms: FormIndex;
  readonly #wants: (type: string) => boolean;
  readonly #rules: RunRules;
  readonly #run: Run;
  readonly #tokens: Tokens;
  readonly #gaps = new Gaps();
  readonly #codes = new Codes();
  #out: Finding[] = [];
  #from = 0;
  #to = 0;
  #taken = 0;
  #previous: string | undefined;
  /** Where a record of a log starts: behind its time. */
  #recordStart = 0;

  constructor(forms: FormIndex, wants: (type: string) => boolean) {
    this.#forms = forms;
    this.#wants = wants;
    this.#rules = new RunRules(forms);
    this.#run = this.#rules.run;
    this.#tokens = new Tokens(wants('SECRET'));
  }

  /** Adds what lies outside `spans` to `out`; `name` is the key under which the text stood. */
  scan(text: string, spans: readonly Finding[], name: string | undefined, out: Finding[]): void {
    DIGIT.lastIndex = 0;
    if (!DIGIT.test(text)) return;
    this.#gaps.reset(spans, text.length);
    this.#out = out;
    this.#taken = 0;
    this.#recordStart = 0;
    this.#previous = undefined;
    this.#tokens.begin();
    this.#rules.begin(text, this.#codes.of(text), name);
    do DIGIT.lastIndex = this.#hit(DIGIT.lastIndex - 1);
    while (DIGIT.test(text));
  }

  /** Looks at the digit at `hit` and returns where to go on. */
  #hit(hit: number): number {
    const gaps = this.#gaps;
    if (!gaps.contains(hit)) return gaps.resumeAt;
    this.#to = gaps.to;
    this.#from = this.#taken;
    if (gaps.from > this.#taken) {
      this.#from = gaps.from;
      this.#previous = gaps.previous;
    }
    return this.#word(hit);
  }

  /** Looks at the word round the digit at `hit` and returns where to go on. */
  #word(hit: number): number {
    const { codes } = this.#run;
    const from = this.#from;
    const to = this.#to;
    let start = hit;
    while (start > from && isAlnum(codes[start - 1] as number)) start -= 1;
    if (start < hit && isEscapeIn(codes, start)) start += 1;
    let end = hit + 1;
    let letters = start < hit;
    while (end < to) {
      const one = classOf(codes[end] as number);
      if (one === 0) break;
      if (one !== 1) letters = true;
      end += 1;
    }
    const size = end - start;
    const next = codes[end] as number;
    const before = codeAt(codes, start - 1);
    if (!letters && size <= 3 && next === DOT && hasDotSoon(codes, end + 2) && before !== COLON) {
      const found = matchIpv4(this.#run, start, from, to);
      if (found !== undefined && (before !== SLASH || isSocket(codes, start, found.end)))
        return this.#take(found);
    }
    if (size <= MAX_PLAIN_DIGITS) {
      const found = this.#soft(start, end, size);
      if (found !== undefined) return this.#take(found);
    }
    if (!letters) {
      const after = this.#plain(start, end, size, next);
      if (after > 0) return after;
    }
    if (size > MIN_IBAN && letters && this.#startsIban(start)) {
      this.#run.single(start, end, KIND.mixed, size);
      const found = matchIban(this.#run, 0, from, to);
      if (found !== undefined) return this.#take(found);
    }
    if (
      size >= MIN_WORD ||
      next === UNDERSCORE ||
      next === DASH ||
      before === DASH ||
      (letters && (size >= MIN_PASSWORD_CHARS || isPasswordMark(next)))
    ) {
      // First: the body of a key may be a hash or a UUID.
      const found = this.#tokens.match(this.#run, start, end, letters, from, to);
      if (found !== undefined) return this.#take(found);
      const after = endOfHash(this.#run, start, end);
      if (after > 0) return after;
    }
    if (isMacPart(codes, start, size, next)) {
      const found = matchMac(this.#run, start, from, to);
      if (found !== undefined) return this.#take(found);
    }
    if (next === COLON || before === COLON) {
      const found = matchColons(this.#run, start, end, from, to);
      if (found !== undefined) return this.#take(found);
    }
    if (size > MAX_PLAIN && (size > MAX_WORD || !this.#startsIban(start))) return end;
    return this.#goesOn(start, end, size, letters)
      ? this.#groups(start, end)
      : this.#single(start, end, size, letters);
  }

  /** Whether the groups before or behind a word may belong to it. */
  #goesOn(start: number, end: number, size: number, letters: boolean): boolean {
    const { codes } = this.#run;
    const next = codes[end] as number;
    const beyond = codes[end + 1] as number;
    const sep = separatorOf(next, beginsFormValue(codes, start));
    if (
      sep !== SEP.none
        ? isDigit(beyond) || beyond === OPEN_PAREN || separatorOf(beyond) !== SEP.none
        : next === OPEN_PAREN || next === CLOSE_PAREN || next === NEWLINE || next === 13
    )
      return true;
    if (
      sep !== SEP.none &&
      isAlpha(beyond) &&
      this.#forms.leadsToLetters(size, letters ? KIND.mixed : KIND.digits, sep)
    )
      return true;
    if (start <= this.#from) return false;
    const before = separatorOf(codes[start - 1] as number);
    return (
      before !== SEP.none && isAlpha(codeAt(codes, start - 2)) && this.#forms.followsLetters(before, size)
    );
  }

  /** A word that stands by itself. */
  #single(start: number, end: number, size: number, letters: boolean): number {
    const run = this.#run;
    run.single(start, end, letters ? KIND.mixed : KIND.digits, size);
    if ((letters || size < MIN_SINGLE) && !this.#forms.isShape(run) && !(letters && size >= MIN_GLUED))
      return end;
    return this.#choose(end);
  }

  /** What small numbers begin: the line of an address, the date of a birth. Most have nothing round them that could. */
  #soft(start: number, end: number, size: number): Finding | undefined {
    const { text } = this.#run;
    if (this.#wants('ADDRESS')) {
      const address = matchPostalAddress(this.#run, start, end, this.#from, this.#to);
      if (address !== undefined) return address;
    }
    if (!mayBeDate(this.#run.codes, start, size) || !this.#wants('DATE_TIME')) return undefined;
    this.#rules.around.within(this.#contextFrom, this.#to, this.#before);
    return matchBirthDate(text, start, this.#from, this.#to, this.#rules.around);
  }

  /** Where a number ends that is plainly none of a person, or 0. A time starts the record of a log. */
  #plain(start: number, end: number, size: number, next: number): number {
    if (size === 4 && next === DASH) {
      const after = endOfTimestamp(this.#run.text, start);
      if (after - start > DATE_CHARS) this.#recordStart = after;
      if (after > 0) return after;
    }
    return endOfPlain(this.#run.codes, start, end, this.#from);
  }

  /** Whether a word starts with two letters and two digits. */
  #startsIban(start: number): boolean {
    const { codes } = this.#run;
    return (
      isAlpha(codes[start] as number) &&
      isAlpha(codes[start + 1] as number) &&
      isDigit(codes[start + 2] as number) &&
      isDigit(codes[start + 3] as number)
    );
  }

  #groups(start: number, end: number): number {
    const run = this.#run;
    run.read(start, this.#from, this.#to);
    const { count } = run;
    const isFull = count > 16 && run.seps[count - 1] !== SEP.none;
    let resume = isFull ? (run.starts[count - 12] as number) : end;
    if (!isFull) {
      for (let index = count - 1; index > 0; index -= 1) {
        if (run.kinds[index] === KIND.letters) continue;
        const next = this.#mayStartAddress(index) ? run.starts[index] : run.ends[index];
        resume = Math.max(end, next as number);
        break;
      }
    }
    if (run.digits < MIN_DIGITS && !hasCapitals(run)) return resume;
    return this.#choose(resume);
  }

  /** Whether a group behind the first is short and has a word behind it: it is looked at again by itself. */
  #mayStartAddress(index: number): boolean {
    const { codes } = this.#run;
    const run = this.#run;
    const end = run.ends[index] as number;
    return run.size(index) <= MAX_PLAIN_DIGITS && codes[end] === SPACE && isAlpha(codes[end + 1] as number);
  }

  /** Takes the best readings of the run and returns where to go on: behind the last, as the next redaction would, or at `resume`. */
  #choose(resume: number): number {
    let end = resume;
    for (const found of this.#rules.readings(this.#from, this.#to, this.#contextFrom, this.#before))
      end = this.#take(found);
    return end;
  }

  /** Where words may begin that say something of the place. */
  get #contextFrom(): number {
    return Math.max(this.#from, this.#recordStart);
  }

  /** Type of the finding before the place, unless another record has begun since. */
  get #before(): string | undefined {
    return this.#recordStart > this.#from ? undefined : this.#previous;
  }

  /** What is not wanted is taken, too, and not reported: its parts are nothing else. */
  #take(found: Finding): number {
    if (this.#wants(found.type)) this.#out.push(found);
    this.#taken = found.end;
    this.#previous = found.type;
    return found.end;
  }
}

/** Stands in passwords, and in few other words. */
const isPasswordMark = oneOf('!#$%^*~');

/** `/10.0.0.1` and `db/10.0.0.1:5432`, as Java prints them. Behind a slash, other names have versions. */
function isSocket(codes: Uint8Array, start: number, end: number): boolean {
  const before = codeAt(codes, start - 2);
  return (
    (codes[end] === COLON && isDigit(codes[end + 1] as number)) ||
    !(isAlnum(before) || isMark(before) || codes[end] === SLASH)
  );
}

/** Whether a dot ends a group of one to three characters: a decimal has none. */
function hasDotSoon(codes: Uint8Array, at: number): boolean {
  return codes[at] === DOT || codes[at + 1] === DOT || codes[at + 2] === DOT;
}

/** Two characters beside a dash, or four beside a dot. */
function isMacPart(codes: Uint8Array, start: number, size: number, next: number): boolean {
  if (size === 2) return next === DASH || codeAt(codes, start - 1) === DASH;
  return size === 4 && (next === DOT || codeAt(codes, start - 1) === DOT);
}

/** Plates and register numbers have few digits, but capitals beside them. */
function hasCapitals(run: Run): boolean {
  for (let index = 0; index < run.count; index += 1) {
    if (run.kinds[index] !== KIND.digits && isUpper(run.codes[run.starts[index] as number] as number))
      return true;
  }
  return false;
}
