// Everything that holds a digit. One narrow search finds the digits; what is plainly a year, a time, a decimal or a hash is passed over
// at once, and the rest is read as a run of groups on which the rules of all types are tried.
import { matchSecretToken } from '../secrets/secret-token.ts';
import { classOf, isAlnum, isAlpha, isDigit, isHex, isQuote, isUpper } from '../text/chars.ts';
import { isEscape } from '../text/escape.ts';
import type { Finding } from '../types.ts';
import { matchBirthDate, mayBeDate } from './birth-date.ts';
import { type Candidate, choose } from './candidate.ts';
import { matchCard } from './card.ts';
import { matchCryptoAddress } from './crypto-address.ts';
import type { FormIndex } from './form-index.ts';
import { Gaps } from './gaps.ts';
import { matchIban } from './iban.ts';
import { matchIdentifiers, type Place } from './identifiers.ts';
import { matchColons, matchIpv4, matchMac } from './network.ts';
import { matchPhone } from './phone.ts';
import { isFreeBefore } from './placement.ts';
import { matchPostalAddress } from './postal-address.ts';
import { KIND, Run, SEP, separatorOf } from './run.ts';
import { matchSpacedDigits } from './spaced-digits.ts';
import { matchSsn } from './ssn.ts';
import { Surroundings } from './surroundings.ts';

const COLON = 58;
const EQUALS = 61;
const DOT = 46;
const DASH = 45;
const OPEN = 40;
const CLOSE = 41;
const UNDERSCORE = 95;
const DIGIT = /\d/g;
const TIMESTAMP =
  /\d{4}-(?:0\d|1[0-2])-[0-3]\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])/y;
const DATE_CHARS = 10;
const UUID = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![0-9A-Za-z-])/y;
/** A secret key is at least this long. */
const MIN_TOKEN = 16;
/** The shortest address of a wallet, and the shortest hash. */
const MIN_ADDRESS = 26;
/** Shorter ones are written in groups, or do not exist. */
const MIN_IBAN = 14;
const MIN_HASH = 32;
/** The longest group of an identifier, but for an IBAN's. */
const MAX_PLAIN = 25;
/** The longest number of a house, and of a year. */
const MAX_PLAIN_DIGITS = 5;
const MAX_WORD = 36;
/** The longest text that counts as nothing but one value. */
const MAX_WHOLE = 80;
/** The fewest digits of a telephone number, and of a card's. */
const MIN_PHONE = 6;
const MIN_CARD = 12;
/** From here on, no other reading is looked for. */
const CERTAIN = 0.9;
/** The fewest digits in anything that has no letters. */
const MIN_DIGITS = 4;

/** Scans texts for one detector, one after another, in buffers of its own: looking at numbers allocates next to nothing. */
export class NumberScanner implements Place {
  text = '';
  to = 0;
  readonly run = new Run();
  readonly around = new Surroundings();
  readonly #forms: FormIndex;
  readonly #wants: (type: string) => boolean;
  readonly #gaps = new Gaps();
  #name: string | undefined;
  #out: Finding[] = [];
  #silence: boolean | undefined;
  #taken = 0;
  /** Where the token ends that was looked at last. */
  #tokenEnd = 0;
  #previous: string | undefined;
  /** Where a record of a log starts: behind its time. */
  #recordStart = 0;
  #from = 0;

  constructor(forms: FormIndex, wants: (type: string) => boolean) {
    this.#forms = forms;
    this.#wants = wants;
  }

  /** Adds what lies outside `spans` to `out`; `name` is the key under which the text stood. */
  scan(text: string, spans: readonly Finding[], name: string | undefined, out: Finding[]): void {
    DIGIT.lastIndex = 0;
    if (!DIGIT.test(text)) return;
    this.text = text;
    this.#gaps.reset(spans, text.length);
    this.#name = name;
    this.#out = out;
    this.#taken = 0;
    this.#tokenEnd = 0;
    this.#recordStart = 0;
    this.around.begin(text, name);
    this.#previous = undefined;
    do DIGIT.lastIndex = this.#hit(DIGIT.lastIndex - 1);
    while (DIGIT.test(text));
    this.text = '';
  }

  /** Looks at the digit at `hit` and returns where to go on. */
  #hit(hit: number): number {
    const gaps = this.#gaps;
    if (!gaps.contains(hit)) return gaps.resumeAt;
    this.to = gaps.to;
    this.#from = this.#taken;
    if (gaps.from > this.#taken) {
      this.#from = gaps.from;
      this.#previous = gaps.previous;
    }
    return this.#word(hit);
  }

  /** Looks at the word round the digit at `hit` and returns where to go on. */
  #word(hit: number): number {
    const text = this.text;
    let start = hit;
    while (start > this.#from && isAlnum(text.charCodeAt(start - 1))) start -= 1;
    if (start < hit && isEscape(text, start)) start += 1;
    let end = hit + 1;
    let letters = start < hit;
    while (end < this.to) {
      const one = classOf(text.charCodeAt(end));
      if (one === 0) break;
      if (one !== 1) letters = true;
      end += 1;
    }
    const size = end - start;
    const next = text.charCodeAt(end);
    if (size <= MAX_PLAIN_DIGITS) {
      const found = this.#soft(start, end, size, letters);
      if (found !== undefined) return this.#take(found);
    }
    if (!letters) {
      const after = this.#plain(start, end, size, next);
      if (after > 0) return after;
    }
    if (size > MIN_IBAN && letters && this.#startsIban(start)) {
      this.run.single(start, end, KIND.mixed, size);
      const found = matchIban(text, this.run, 0, this.#from, this.to);
      if (found !== undefined && this.#wants(found.type)) return this.#take(found);
    }
    if (size >= 8 || next === UNDERSCORE || next === DASH) {
      const after = this.#token(start, end, size, letters);
      if (after > 0) return after;
    }
    if (isMacPart(text, start, size, next)) {
      const found = matchMac(text, start, this.#from, this.to);
      if (found !== undefined) return this.#take(found);
    }
    if (next === COLON || text.charCodeAt(start - 1) === COLON) {
      const found = matchColons(text, start, end, this.#from, this.to);
      if (found !== undefined) return this.#take(found);
    }
    if (size > MAX_PLAIN && (size > MAX_WORD || !this.#startsIban(start))) return end;
    return this.#goesOn(start, end, size, letters)
      ? this.#groups(start, end)
      : this.#single(start, end, size, letters);
  }

  /** Whether the groups before or behind a word may belong to it. */
  #goesOn(start: number, end: number, size: number, letters: boolean): boolean {
    const { text } = this;
    const next = text.charCodeAt(end);
    const beyond = text.charCodeAt(end + 1);
    const sep = separatorOf(next);
    if (
      sep !== SEP.none
        ? isDigit(beyond) || beyond === OPEN || separatorOf(beyond) !== SEP.none
        : next === OPEN || next === CLOSE || next === 10 || next === 13
    )
      return true;
    if (
      sep !== SEP.none &&
      isAlpha(beyond) &&
      this.#forms.leadsToLetters(size, letters ? KIND.mixed : KIND.digits, sep)
    )
      return true;
    if (start <= this.#from) return false;
    const before = separatorOf(text.charCodeAt(start - 1));
    return (
      before !== SEP.none && isAlpha(text.charCodeAt(start - 2)) && this.#forms.followsLetters(before, size)
    );
  }

  /** A word that stands by itself. */
  #single(start: number, end: number, size: number, letters: boolean): number {
    const { run } = this;
    run.single(start, end, letters ? KIND.mixed : KIND.digits, size);
    if (
      (letters || size < MIN_PHONE) &&
      this.#forms.start(run, 0) === undefined &&
      !(letters && size >= MIN_CARD)
    )
      return end;
    return this.#choose(end);
  }

  /** What small numbers begin: the line of an address, the date of a birth. Most have nothing round them that could. */
  #soft(start: number, end: number, size: number, letters: boolean): Candidate | undefined {
    const { text } = this;
    if (this.#wants('ADDRESS')) {
      const address = matchPostalAddress(text, start, end, this.#from, this.to);
      if (address !== undefined) return address;
    }
    if (letters || size === 3 || !mayBeDate(text, start, size) || !this.#wants('DATE_TIME')) return undefined;
    this.around.within(Math.max(this.#from, this.#recordStart), this.to, this.#previous);
    return matchBirthDate(text, start, this.to, this.around);
  }

  /** Where a number ends that is plainly none of a person: a year, a count, a decimal, a time, a date; 0 when it may be one. */
  #plain(start: number, end: number, size: number, next: number): number {
    const text = this.text;
    if (size <= 4) {
      if (next === COLON && size <= 2) return endOfTime(text, end);
      if (next === DASH && size === 4) {
        TIMESTAMP.lastIndex = start;
        if (TIMESTAMP.test(text)) {
          const after = TIMESTAMP.lastIndex;
          if (after - start > DATE_CHARS) this.#recordStart = after;
          return after;
        }
      }
      if (this.#isLone(start, end, next)) return end;
    }
    if (next === DOT) return endOfDecimal(text, start, end, this.#from);
    if (next === UNDERSCORE && isDigit(text.charCodeAt(end + 1)) && text.charCodeAt(start - 1) !== UNDERSCORE)
      return endOfLiteral(text, end);
    return 0;
  }

  /** Whether up to four digits stand in prose. */
  #isLone(start: number, end: number, next: number): boolean {
    const text = this.text;
    if (next === 32 || next === 10) {
      const beyond = text.charCodeAt(end + 1);
      if (isDigit(beyond) || beyond === OPEN || beyond === 43 || isUpper(beyond)) return false;
    } else if (
      next === DOT ||
      next === DASH ||
      next === 47 ||
      next === COLON ||
      next === UNDERSCORE ||
      next === OPEN ||
      next === CLOSE
    ) {
      if (isAlnum(text.charCodeAt(end + 1)) || next === COLON || next === CLOSE) return false;
    }
    if (start <= this.#from) return true;
    const before = text.charCodeAt(start - 1);
    if (before === 32 || before === DASH || before === DOT || before === 47)
      return !isAlnum(text.charCodeAt(start - 2)) || isProse(text, start - 2);
    return before !== COLON && before !== 43 && before !== OPEN;
  }

  /** Whether a word starts with two letters and two digits. */
  #startsIban(start: number): boolean {
    const { text } = this;
    return (
      isAlpha(text.charCodeAt(start)) &&
      isAlpha(text.charCodeAt(start + 1)) &&
      isDigit(text.charCodeAt(start + 2)) &&
      isDigit(text.charCodeAt(start + 3))
    );
  }

  /** A long token: a UUID, a hash, a key, an address of a wallet. Returns where it ends, or 0 when it is none of these. */
  #token(start: number, end: number, size: number, letters: boolean): number {
    const text = this.text;
    if (size === 8 && text.charCodeAt(end) === DASH) {
      UUID.lastIndex = start;
      if (UUID.test(text)) return UUID.lastIndex;
    }
    if (size >= MIN_HASH && isAllHex(text, start, end)) return end;
    if (start >= this.#tokenEnd) {
      const found = this.#secret(start, end, letters);
      if (found !== undefined) return this.#take({ ...found, distance: -1 });
    }
    if (!letters) return 0;
    if (size >= MIN_ADDRESS) {
      const found = matchCryptoAddress(text, start, end);
      if (found !== undefined) return this.#take(found);
    }
    return 0;
  }

  /** The secret that the token round a word is. Each token is looked at once. */
  #secret(start: number, end: number, letters: boolean): Finding | undefined {
    const { text } = this;
    let left = start;
    while (left > this.#from && isTokenPart(text.charCodeAt(left - 1))) left -= 1;
    let right = end;
    while (right < this.to && isTokenPart(text.charCodeAt(right))) right += 1;
    this.#tokenEnd = right;
    // Digits alone are no key.
    if (!letters && left === start && right === end) return undefined;
    return right - left >= MIN_TOKEN && this.#wants('SECRET')
      ? matchSecretToken(text, left, right)
      : undefined;
  }

  #groups(start: number, end: number): number {
    const { text, run } = this;
    run.read(text, start, end, this.#from, this.to);
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
    if (run.digits < MIN_DIGITS && !hasCapitals(text, run)) return resume;
    return this.#choose(resume);
  }

  /** Whether a group behind the first is short and has a word behind it: it is looked at again by itself. */
  #mayStartAddress(index: number): boolean {
    const end = this.run.ends[index] as number;
    return (
      this.run.size(index) <= MAX_PLAIN_DIGITS &&
      this.text.charCodeAt(end) === 32 &&
      isAlpha(this.text.charCodeAt(end + 1))
    );
  }

  /** Where context of a number may begin: `name=5551234` has no other than its name. */
  #contextFrom(start: number): number {
    const { text } = this;
    const from = Math.max(this.#from, this.#recordStart);
    let at = start - 1;
    if (at > from && isQuote(text.charCodeAt(at))) at -= 1;
    if (
      text.charCodeAt(at) !== EQUALS &&
      !(text.charCodeAt(at) === COLON && isQuote(text.charCodeAt(at - 1)))
    )
      return from;
    if (isQuote(text.charCodeAt(at - 1))) at -= 1;
    while (at > from && isNamePart(text.charCodeAt(at - 1))) at -= 1;
    return at;
  }

  /** Takes the best readings of the run and returns where to go on, `resume` at the earliest. */
  #choose(resume: number): number {
    const { run } = this;
    this.around.within(this.#contextFrom(run.starts[0] as number), this.to, this.#previous);
    this.#silence = undefined;
    const candidates: Candidate[] = [];
    for (let first = 0; first < run.count; first += 1) first = this.#at(first, candidates);
    let end = resume;
    for (const found of choose(candidates)) end = Math.max(end, this.#take(found));
    return end;
  }

  /** Tries all rules on the groups from `first` on; returns the last group that there is nothing more to ask about. */
  #at(first: number, out: Candidate[]): number {
    const { text, run, to, around } = this;
    const kind = run.kinds[first] as number;
    const size = run.size(first);
    const start = run.starts[first] as number;
    const from = this.#from;
    if (kind === KIND.letters && this.#forms.start(run, first) === undefined) return first;
    if (!isFreeBefore(text, run, first, from)) return first;
    const certain = this.#certain(first, kind, size, start);
    if (certain !== undefined && certain.confidence >= CERTAIN && this.#wants(certain.type)) {
      out.push(certain);
      return this.#lastWithin(first, certain.end);
    }
    let last = first;
    if (kind === KIND.digits && run.digits >= MIN_PHONE) {
      if (size === 1 && run.size(first + 1) === 1 && run.size(first + 2) === 1) {
        this.#add(matchSpacedDigits(text, run, first, around), out);
        return first;
      }
      if (run.digits >= MIN_CARD) this.#add(matchCard(text, run, first, from, to, around), out);
      if ((size === 3 && run.seps[first] !== SEP.dash) || (size === 9 && !this.isSilent))
        this.#add(matchSsn(text, run, first, from, to, around), out);
      const phone = matchPhone(this, first, from);
      this.#add(phone, out);
      if (phone !== undefined && phone.confidence >= CERTAIN) last = this.#lastWithin(first, phone.end);
    } else if (kind === KIND.mixed && run.digits >= MIN_CARD)
      this.#add(matchCard(text, run, first, from, to, around), out);
    matchIdentifiers(this, first, this.#forms, out);
    return last;
  }

  #lastWithin(first: number, end: number): number {
    const { run } = this;
    let last = first;
    while (last + 1 < run.count && (run.ends[last + 1] as number) <= end) last += 1;
    return last;
  }

  /** What cannot be anything else. */
  #certain(first: number, kind: number, size: number, start: number): Candidate | undefined {
    const { text, run, to } = this;
    const from = this.#from;
    const sep = run.seps[first];
    if (kind === KIND.digits && size === 3 && sep === SEP.dash) {
      const found = matchSsn(text, run, first, from, to, this.around);
      if (found !== undefined) return found;
    } else if (kind === KIND.digits && size <= 3 && sep === SEP.dot) {
      const found = matchIpv4(text, start, from, to);
      if (found !== undefined) return found;
    }
    if (kind === KIND.mixed && size >= 3 && isDigit(text.charCodeAt(start + 2)))
      return matchIban(text, run, first, from, to);
    return undefined;
  }

  #add(candidate: Candidate | undefined, out: Candidate[]): void {
    if (candidate !== undefined && this.#wants(candidate.type)) out.push(candidate);
  }

  #take({ type, start, end, confidence }: Candidate): number {
    if (this.#wants(type)) {
      this.#out.push({ type, start, end, confidence });
      this.#taken = end;
      this.#previous = type;
    }
    return end;
  }

  /** Whether no word near the run speaks of anything: then only what is proof by itself counts. Found out when it is asked. */
  get isSilent(): boolean {
    const { run } = this;
    if (this.#silence === undefined) {
      const start = run.starts[0] as number;
      const end = run.ends[run.count - 1] as number;
      this.#silence = !this.isWhole(start, end) && this.around.at(start, end).isSilent;
    }
    return this.#silence;
  }

  /** Whether the whole text is nothing but this. */
  isWhole(start: number, end: number): boolean {
    const { text } = this;
    if (this.#name !== undefined || text.length > MAX_WHOLE) return false;
    return text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
  }
}

/** Two characters beside a dash, or four beside a dot. */
function isMacPart(text: string, start: number, size: number, next: number): boolean {
  if (size === 2) return next === DASH || text.charCodeAt(start - 1) === DASH;
  return size === 4 && (next === DOT || text.charCodeAt(start - 1) === DOT);
}

/** `12:34`, `12:34:56`; 0 when it goes on like an address. */
function endOfTime(text: string, colon: number): number {
  if (!isDigit(text.charCodeAt(colon + 1)) || !isDigit(text.charCodeAt(colon + 2))) return 0;
  let end = colon + 3;
  if (text.charCodeAt(end) === COLON) {
    if (!isDigit(text.charCodeAt(end + 1)) || !isDigit(text.charCodeAt(end + 2))) return 0;
    end += 3;
  }
  const code = text.charCodeAt(end);
  return code === COLON || isAlnum(code) ? 0 : end;
}

/** `3.14159`; 0 when more follows, as in an address or a telephone number with dots. */
function endOfDecimal(text: string, start: number, dot: number, from: number): number {
  let end = dot + 1;
  while (isDigit(text.charCodeAt(end))) end += 1;
  if (end === dot + 1) return 0;
  const code = text.charCodeAt(end);
  if (isAlnum(code) || ((code === DOT || code === DASH || code === 47) && isAlnum(text.charCodeAt(end + 1))))
    return 0;
  const before = start > from ? text.charCodeAt(start - 1) : 32;
  const isJoined =
    (before === DASH || before === DOT || before === 47 || before === 43 || before === 41) &&
    start - 2 >= from &&
    isDigit(text.charCodeAt(start - 2));
  return isJoined || before === 43 ? 0 : end;
}

/** `6_889_122`. */
function endOfLiteral(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === UNDERSCORE) end += 1;
  return end;
}

/** A small letter or a mark before the number: a capital or a digit could belong to an identifier. */
function isProse(text: string, at: number): boolean {
  return classOf(text.charCodeAt(at)) === 4;
}

/** Letters, digits, _ . - and what else a name may have before an equals sign. */
function isNamePart(code: number): boolean {
  return isAlnum(code) || code === UNDERSCORE || code === DOT || code === DASH || code > 127;
}

/** Letters, digits and _ + / = . - */
function isTokenPart(code: number): boolean {
  return (
    isAlnum(code) ||
    code === UNDERSCORE ||
    code === 43 ||
    code === 47 ||
    code === 61 ||
    code === DOT ||
    code === DASH
  );
}

function isAllHex(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isHex(text.charCodeAt(at))) return false;
  return true;
}

/** Plates and register numbers have few digits, but capitals beside them. */
function hasCapitals(text: string, run: Run): boolean {
  for (let index = 0; index < run.count; index += 1) {
    if (run.kinds[index] !== KIND.digits && isUpper(text.charCodeAt(run.starts[index] as number)))
      return true;
  }
  return false;
}
