// What a run of groups is: the rules of all types are tried on each of its groups, and the surest readings are kept.
import { COLON, DASH, DOT, EQUALS, UNDERSCORE } from '../text/ascii.ts';
import { isAlnum, isDigit, isQuote } from '../text/chars.ts';
import { codeAt, isNameCode } from '../text/codes.ts';
import type { Finding } from '../types.ts';
import { matchCard } from './card.ts';
import { choose } from './choose.ts';
import type { FormIndex } from './form-index.ts';
import { matchIban } from './iban.ts';
import { matchIdentifiers, type Place } from './identifiers.ts';
import * as KIND from './kind.ts';
import { matchIpv4 } from './network.ts';
import { matchPhone } from './phone.ts';
import { isFreeBefore } from './placement.ts';
import { Run } from './run.ts';
import * as SEP from './sep.ts';
import { matchSpacedDigits } from './spaced-digits.ts';
import { matchSsn } from './ssn.ts';
import { Surroundings } from './surroundings.ts';

/** The longest text that counts as nothing but one value. */
const MAX_WHOLE = 80;
/** The fewest digits of a telephone number, and of a card's. */
const MIN_PHONE = 6;
const MIN_CARD = 12;
/** From here on, no other reading is looked for. */
const CERTAIN = 0.9;
/** A card's number as it is printed, which passes its check. */
const PRINTED_CARD = 0.97;

/** Reads runs of one text after another, in buffers of its own. */
export class RunRules implements Place {
  to = 0;
  readonly run = new Run();
  readonly around = new Surroundings();
  readonly #forms: FormIndex;
  #from = 0;
  #mayBeWhole = false;
  #silence: boolean | undefined;

  constructor(forms: FormIndex) {
    this.#forms = forms;
  }

  /** Starts over, on a text that stood under `name`. */
  begin(text: string, codes: Uint8Array, name: string | undefined): void {
    this.run.begin(text, codes);
    this.around.begin(text, codes, name);
    this.#mayBeWhole = name === undefined && text.length <= MAX_WHOLE;
  }

  /**
   * The readings to keep of the run.
   * @param from,to - The gap between the findings that are known.
   * @param contextFrom - Where words may begin that say something of the run.
   * @param previous - Type of the finding before the gap.
   */
  readings(from: number, to: number, contextFrom: number, previous: string | undefined): readonly Finding[] {
    const { run } = this;
    this.#from = from;
    this.to = to;
    this.#silence = undefined;
    this.around.within(this.#nameBefore(run.starts[0] as number, contextFrom), to, previous);
    const candidates: Finding[] = [];
    for (let first = 0; first < run.count; first += 1) first = this.#at(first, candidates);
    return choose(candidates);
  }

  /** Where context of a number may begin: `name=5551234` has no other than its name. */
  #nameBefore(start: number, from: number): number {
    const { codes } = this.run;
    let at = start - 1;
    if (at < 0) return from;
    if (at > from && isQuote(codes[at] as number)) at -= 1;
    if (codes[at] !== EQUALS && !(codes[at] === COLON && isQuote(codeAt(codes, at - 1)))) return from;
    if (isQuote(codeAt(codes, at - 1))) at -= 1;
    while (at > from && isNamePart(codes[at - 1] as number)) at -= 1;
    return at;
  }

  /** Tries all rules on the groups from `first` on; returns the last group that there is nothing more to ask about. */
  #at(first: number, out: Finding[]): number {
    const { run, to, around } = this;
    const kind = run.kinds[first] as number;
    const size = run.size(first);
    const start = run.starts[first] as number;
    const from = this.#from;
    if (kind === KIND.letters && this.#forms.start(run, first) === undefined) return first;
    if (!isFreeBefore(run, first, from)) return first;
    const certain = this.#certain(first, kind, size, start);
    if (certain !== undefined && certain.confidence >= CERTAIN) {
      out.push(certain);
      return this.#lastWithin(first, certain.end);
    }
    let last = first;
    if (kind === KIND.digits && run.digits >= MIN_PHONE) {
      if (size === 1 && run.size(first + 1) === 1 && run.size(first + 2) === 1) {
        add(matchSpacedDigits(run, first, around), out);
        return first;
      }
      if (run.digits >= MIN_CARD) add(matchCard(run, first, from, to, around), out);
      if ((size === 3 && run.seps[first] !== SEP.dash) || (size === 9 && !this.isSilent))
        add(matchSsn(run, first, from, to, around), out);
      const phone = matchPhone(this, first, from);
      add(phone, out);
      if (phone !== undefined && phone.confidence >= CERTAIN) last = this.#lastWithin(first, phone.end);
    } else if (kind === KIND.mixed && run.digits >= MIN_CARD)
      add(matchCard(run, first, from, to, around), out);
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
  #certain(first: number, kind: number, size: number, start: number): Finding | undefined {
    const { run, to } = this;
    const from = this.#from;
    const sep = run.seps[first];
    if (kind === KIND.mixed)
      return size >= 3 && isDigit(run.codes[start + 2] as number)
        ? matchIban(run, first, from, to)
        : undefined;
    if (kind !== KIND.digits) return undefined;
    if (size === 4 && run.digits >= MIN_CARD) {
      const found = matchCard(run, first, from, to, this.around);
      return found !== undefined && found.confidence >= PRINTED_CARD ? found : undefined;
    }
    if (size === 3 && sep === SEP.dash) return matchSsn(run, first, from, to, this.around);
    return size <= 3 && sep === SEP.dot ? matchIpv4(run, start, from, to) : undefined;
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
    if (!this.#mayBeWhole) return false;
    const { text, codes } = this.run;
    // Nearly always, a word before the first value tells.
    if (start > 0 && isNameCode(codes[0] as number)) return false;
    return text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
  }
}

function add(candidate: Finding | undefined, out: Finding[]): void {
  if (candidate !== undefined) out.push(candidate);
}

/** Letters, digits, _ . - and what else a name may have before an equals sign. */
function isNamePart(code: number): boolean {
  return isAlnum(code) || code === UNDERSCORE || code === DOT || code === DASH || code > 127;
}
